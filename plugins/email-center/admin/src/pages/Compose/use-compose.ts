import { useMemo, useSyncExternalStore } from 'react';
import type { BeginDraftInput } from '../../../../shared/contracts';

/**
 * What to write: `kind` and, for a reply or a forward, `about` (the message); `record` links it to a record; `to` names the first
 * recipients. `place` says where it opens: `inline` where an `<InlineCompose>` for that message is on the screen, else in the dock.
 */
export type ComposeRequest = BeginDraftInput & { place?: 'dock' | 'inline' };

export type ComposerSize = 'normal' | 'minimised' | 'large';

/** A message that is being written, wherever it is shown. */
export interface OpenComposer {
  key: number;
  /** Null until the server has begun the draft. */
  draftId: string | null;
  request: ComposeRequest;
  size: ComposerSize;
}

/** So many at once; a further one closes the oldest, which stays a draft. */
export const MOST_OPEN = 3;

let composers: readonly OpenComposer[] = [];
let claimed: readonly string[] = [];
let count = 0;
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of listeners) listener();
}
function show(next: readonly OpenComposer[]): void {
  composers = next;
  changed();
}
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The oldest go first, those that are minimised before those that are looked at. */
function withRoom(before: readonly OpenComposer[]): OpenComposer[] {
  const leaving = [...before.filter(({ size }) => size === 'minimised'), ...before.filter(({ size }) => size !== 'minimised')].slice(0, Math.max(0, before.length - MOST_OPEN + 1));
  return before.filter((one) => !leaving.includes(one));
}

/** Width of a window of the dock with the gap beside it, CSS pixels. */
const WINDOW_PX = 572;

/** Only as many are open beside each other as there is room for; the others wait as bars. `key` is the one that was asked for. */
export function withinWidth(before: readonly OpenComposer[], key: number, width: number): OpenComposer[] {
  const fits = Math.max(1, Math.floor(width / WINDOW_PX));
  const open = before.filter((one) => one.size !== 'minimised' && one.key !== key);
  const stay = new Set([key, ...open.slice(Math.max(0, open.length - fits + 1)).map((one) => one.key)]);
  return before.map((one) => (stay.has(one.key) || one.size === 'minimised' ? one : { ...one, size: 'minimised' }));
}

function open(request: ComposeRequest, draftId: string | null): void {
  const same = composers.find((one) =>
    draftId !== null ? one.draftId === draftId : request.about !== undefined && one.request.about === request.about && one.request.kind === request.kind);
  if (same) {
    changeComposer(same.key, { size: same.size === 'minimised' ? 'normal' : same.size });
    return;
  }
  count += 1;
  show(withinWidth([...withRoom(composers), { key: count, draftId, request, size: 'normal' }], count, window.innerWidth));
}

/** Opens a composer; for the same answer to the same message, the one that is open already. */
export const compose = (request: ComposeRequest): void => open(request, null);

/** Goes on with a draft. */
export const openDraft = (draftId: string): void => open({ kind: 'new' }, draftId);

export function changeComposer(key: number, change: Partial<Pick<OpenComposer, 'draftId' | 'size'>>): void {
  const next = composers.map((one) => (one.key === key ? { ...one, ...change } : one));
  show(change.size === undefined || change.size === 'minimised' ? next : withinWidth(next, key, window.innerWidth));
}

export const closeComposer = (key: number): void => show(composers.filter((one) => one.key !== key));

export const closeAllComposers = (): void => show([]);

/** While it is on the screen, an `<InlineCompose>` claims the messages of its conversation; returns how to let go of them. */
export function claimInline(messages: readonly string[]): () => void {
  claimed = [...claimed, ...messages];
  changed();
  return () => {
    const rest = [...claimed];
    for (const message of messages) rest.splice(rest.indexOf(message), 1);
    claimed = rest;
    changed();
  };
}

const isInline = ({ request }: OpenComposer): boolean => request.place === 'inline' && request.about !== undefined && claimed.includes(request.about);

export interface Compose {
  compose(request: ComposeRequest): void;
  openDraft(draftId: string): void;
}

/** For buttons and keys that begin a message. It needs `<ComposeDock />` on the page. */
export function useCompose(): Compose {
  return useMemo(() => ({ compose, openDraft }), []);
}

const openNow = () => composers;
const claimedNow = () => claimed;

/** The composers of the dock, or those inline below one of `messages`. */
export function useOpenComposers(messages: readonly string[] | null): OpenComposer[] {
  const all = useSyncExternalStore(subscribe, openNow);
  const inline = useSyncExternalStore(subscribe, claimedNow);
  return useMemo(
    () => all.filter((one) => (messages === null ? !isInline(one) : isInline(one) && messages.includes(one.request.about ?? ''))),
    // `inline` decides what isInline answers.
    [all, inline, messages]
  );
}
