import { loadDraft } from '../../api/draft-requests';
import { problemOf } from '../../api/problem';
import { CopyStore, SIGNED_OUT, type LeftCopy } from './copy-store';
import { fieldsOf, type DraftSession } from './draft-session';
import { largeTexts } from './large-texts';
import { hasArrived } from './same-text';

/** At most so long after a letter was typed it is kept here, milliseconds. */
const SOON_MS = 300;
const LOCK = 'email-center:page:';
const MISSING = 404;

/** Of this load of the page. Where a page is not served securely, browsers make no random names themselves. */
const PAGE = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
const store = new CopyStore(window.localStorage, largeTexts, PAGE);
const waiting = new Map<DraftSession, ReturnType<typeof setTimeout>>();
/** Of the sessions of this window: whose they are, null until something of them is kept, and how to look away. */
const watched = new Map<DraftSession, { owner: number | null; look: () => void }>();
let user: number | null = null;
/** Whether the person signed out in another window of this browser. */
let signedOut = false;
window.addEventListener('storage', ({ key, newValue }) => {
  if (key === SIGNED_OUT) signedOut = newValue !== null;
});

/** Whose texts are kept; null is not known yet. */
export function keepFor(userId: number | null): void {
  if (userId === null || userId === user) return;
  user = userId;
  signedOut = false;
  window.localStorage.removeItem(SIGNED_OUT);
}

/** Whether somebody else wrote here before. */
export const isAnother = (userId: number | null): boolean => userId !== null && user !== null && userId !== user;

/** Keeps what the server has not got of it, and nothing else, as long as the session goes on. */
export function keepCopies(session: DraftSession): void {
  const look = session.subscribe(() => {
    if (session.pending.length === 0) return forgetCopy(session);
    if (!waiting.has(session)) waiting.set(session, setTimeout(() => keepNow(session), SOON_MS));
  });
  watched.set(session, { owner: user, look });
}

export function keepNow(session: DraftSession): void {
  endWaiting(session);
  const [{ pending: changed }, kept] = [session, watched.get(session)];
  const owner = kept?.owner ?? user;
  if (kept === undefined || owner === null || signedOut || changed.length === 0) return;
  kept.owner = owner;
  const { draft, fields } = session.snapshot();
  void store.keep(owner, { draftId: draft.id, version: draft.version, at: Date.now(), fields, changed: [...changed] });
}

export function forgetCopy(session: DraftSession): void {
  endWaiting(session);
  const owner = watched.get(session)?.owner ?? null;
  if (owner !== null) void store.forget(owner, session.snapshot().draft.id);
}

/** The session is over: it is looked at no more, and what is kept of it stays. */
export function lookAway(session: DraftSession): void {
  endWaiting(session);
  watched.get(session)?.look();
  watched.delete(session);
}

/** Nobody is signed in. */
export function leaveCopies(): void {
  store.leave();
  user = null;
}

function endWaiting(session: DraftSession): void {
  clearTimeout(waiting.get(session));
  waiting.delete(session);
}

/** Lets other windows know that this one is there; where the browser cannot, its texts may be offered in another. */
if ('locks' in navigator) void navigator.locks.request(`${LOCK}${PAGE}`, () => new Promise(() => undefined));

async function pagesThatAreThere(): Promise<Set<string>> {
  if (!('locks' in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name = '' }) => (name.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])));
}

/** A text that did not reach the server, beside what the server has. */
export interface OfferedCopy extends LeftCopy {
  /** The draft is not there any more: sent or discarded elsewhere. */
  gone: boolean;
  /** The server has a newer text. */
  outdated: boolean;
}

/** What was left behind in this browser and is missing on the server. Rejects when the server cannot be asked. */
export async function findLeft(): Promise<OfferedCopy[]> {
  const mine = user;
  if (mine === null) return [];
  const pages = await pagesThatAreThere();
  const offered: OfferedCopy[] = [];
  for (const copy of await store.left(mine, pages)) {
    const draft = await loadDraft(copy.draftId).catch((thrown: unknown) => {
      if (problemOf(thrown).status === MISSING) return null;
      throw thrown;
    });
    if (draft !== null && hasArrived(copy, fieldsOf(draft))) await store.settle(mine, copy.draftId, pages);
    else offered.push({ ...copy, gone: draft === null, outdated: draft !== null && draft.version > copy.version });
  }
  // Somebody else may have signed in while it was asked.
  return mine === user ? offered : [];
}

/** It was taken over, or is not wanted. */
export async function settleLeft({ draftId }: LeftCopy): Promise<void> {
  if (user !== null) await store.settle(user, draftId, await pagesThatAreThere());
}
