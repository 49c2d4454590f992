/**
 * That something changed in the center, as it happens: over one stream for the whole panel, shared by all who listen. Where there is no
 * stream (an older server, a proxy that holds it back), the events of a look every 30 seconds take its place.
 */
import { useAuth } from '@strapi/strapi/admin';
import { useEffect, useRef } from 'react';
import type { CenterEvent } from '../../../shared/contracts';
import { PLUGIN_ID } from '../plugin-id';
import { eventOf, waitBefore } from './event-line';
import { linesOf, openStream, textOf } from './stream';

type Listener = (event: CenterEvent) => void;

/** Between two looks without a stream, milliseconds. */
const LOOK_EVERY = 30_000;
/** A stream that says nothing for so long is dead: the server greets again before. */
const SILENCE = 90_000;
/** What may have been missed while nobody listened. */
const CATCH_UP: readonly CenterEvent[] = [{ type: 'mail', accounts: [] }, { type: 'work' }, { type: 'outbox' }];

const listeners = new Set<Listener>();
const tell = (event: CenterEvent): void => listeners.forEach((listener) => listener(event));
const catchUp = (): void => CATCH_UP.forEach(tell);

/** Reads one stream until it ends; rejects when it breaks or falls silent. Resolves with false where there is none. */
async function readStream(token: string | null, stop: AbortSignal, onOpen: () => void): Promise<boolean> {
  const ending = new AbortController();
  const end = () => ending.abort();
  stop.addEventListener('abort', end);
  let silence = setTimeout(end, SILENCE);
  try {
    const answer = await openStream({ method: 'GET', path: `/${PLUGIN_ID}/center/events`, accept: 'text/event-stream', token, signal: ending.signal });
    if (!answer.ok || answer.body === null) return false;
    onOpen();
    for await (const line of linesOf(textOf(answer.body))) {
      clearTimeout(silence);
      silence = setTimeout(end, SILENCE);
      const event = eventOf(line);
      if (event !== null) tell(event);
    }
    return true;
  } finally {
    clearTimeout(silence);
    stop.removeEventListener('abort', end);
  }
}

const pause = (ms: number, stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });

/** Listens until it is stopped: by the stream while there is one, by looking in between. */
async function listen(token: () => string | null, stop: AbortSignal): Promise<void> {
  let attempt = 0;
  while (!stop.aborted) {
    const opened = await readStream(token(), stop, () => {
      if (attempt > 0) catchUp();
      attempt = 0;
    }).catch(() => true);
    if (stop.aborted) return;
    await pause(opened ? waitBefore(attempt, Math.random()) : LOOK_EVERY, stop);
    if (stop.aborted) return;
    if (!opened || attempt > 0) catchUp();
    attempt += 1;
  }
}

let running: AbortController | null = null;

function join(listener: Listener, token: () => string | null): () => void {
  listeners.add(listener);
  if (running === null) {
    running = new AbortController();
    void listen(token, running.signal);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    running?.abort();
    running = null;
  };
}

/** Calls `onEvent` with each event while the screen is shown. */
export function useCenterEvents(onEvent: (event: CenterEvent) => void): void {
  const token = useAuth('EmailCenterEvents', (state) => state.token);
  const latest = useRef({ onEvent, token });
  latest.current = { onEvent, token };
  useEffect(() => join((event) => latest.current.onEvent(event), () => latest.current.token), []);
}
