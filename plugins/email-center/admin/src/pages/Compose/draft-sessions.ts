import { useAuth } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { DraftDto } from '../../../../shared/contracts';
import { loadDraft, saveDraft, saveWhileLeaving } from '../../api/draft-requests';
import { problemOf, type Problem } from '../../api/problem';
import { DraftSession, type DraftState } from './draft-session';
import { useUserId } from '../../components/use-user-id';
import { whenSessionEnds } from '../../session-ends';
import { forgetCopy, isAnother, keepCopies, keepFor, keepNow, leaveCopies, lookAway } from './local-copies';
import { closeAllComposers } from './use-compose';

/** What is being written, wherever it is shown: moving a composer to another place must not lose a letter. */
const sessions = new Map<string, DraftSession>();
/** Who waits for a session that is not there yet. */
const arrivals = new Set<() => void>();
const SERVER = { load: loadDraft, save: saveDraft };
let token: string | null = null;

/** Tells the browser to ask before the page goes, and saves what can still be saved. */
function watchLeaving(): void {
  window.addEventListener('pagehide', () => {
    for (const [id, session] of sessions) {
      keepNow(session);
      const input = session.unsaved;
      if (input !== null && session.snapshot().save.status !== 'conflict') saveWhileLeaving(id, input, token);
    }
  });
  window.addEventListener('beforeunload', (event) => {
    if ([...sessions.values()].some((session) => session.unsaved !== null)) event.preventDefault();
  });
  window.addEventListener('online', () => {
    for (const session of sessions.values()) if (session.snapshot().save.status === 'failed') void session.flush();
  });
}
let watching = false;

/** Nothing of what one person wrote stays open for the next one to sign in. `wanted`: they signed out, and nothing is kept in the browser either. */
function leaveAll(wanted: boolean): void {
  for (const [id, session] of sessions) {
    const input = session.unsaved;
    if (input !== null && session.snapshot().save.status !== 'conflict') saveWhileLeaving(id, input, token);
    if (wanted) forgetCopy(session);
    else keepNow(session);
    lookAway(session);
    session.end();
  }
  sessions.clear();
  leaveCopies();
  closeAllComposers();
}
whenSessionEnds(leaveAll);

/** Who writes here; null is not known yet. */
export function writeAs(userId: number | null): void {
  if (isAnother(userId)) leaveAll(false);
  keepFor(userId);
}

function begunSession(draft: DraftDto): DraftSession {
  const session = new DraftSession(draft, SERVER);
  sessions.set(draft.id, session);
  keepCopies(session);
  return session;
}

/** Makes a session of a draft that was begun or read just now. */
export function keepSession(draft: DraftDto): DraftSession {
  if (!watching) watchLeaving();
  watching = true;
  const session = sessions.get(draft.id) ?? begunSession(draft);
  for (const listener of arrivals) listener();
  return session;
}

export const sessionOf = (draftId: string): DraftSession | null => sessions.get(draftId) ?? null;

/** It was sent, discarded or closed: the next time it is read anew. */
export function dropSession(draftId: string): void {
  const session = sessions.get(draftId);
  session?.end();
  if (session) {
    forgetCopy(session);
    lookAway(session);
  }
  sessions.delete(draftId);
}

export interface OpenedDraft {
  session: DraftSession | null;
  problem: Problem | null;
  retry(): void;
}

/** The session of a draft, read from the server where there is none yet. */
export function useDraftSession(draftId: string): OpenedDraft {
  token = useAuth('EmailCenterDrafts', (state) => state.token);
  const userId = useUserId();
  useEffect(() => writeAs(userId), [userId]);
  const [session, setSession] = useState<DraftSession | null>(() => sessions.get(draftId) ?? null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const known = sessions.get(draftId) ?? null;
    setSession(known);
    setProblem(null);
    if (known !== null) return undefined;
    let current = true;
    loadDraft(draftId).then((draft) => current && setSession(keepSession(draft)), (thrown: unknown) => current && setProblem(problemOf(thrown)));
    return () => {
      current = false;
    };
  }, [draftId, attempt]);
  return { session, problem, retry: () => setAttempt((count) => count + 1) };
}

export const useDraftState = (session: DraftSession): DraftState => useSyncExternalStore(session.subscribe, session.snapshot);

/** Something of a draft as far as it is known here; null until then. `read` keeps its identity, and answers with the same while nothing of it changed. */
function useDraftPart(draftId: string | null, read: (state: DraftState) => string | null): string | null {
  const subscribe = useCallback((listener: () => void) => {
    let leave = draftId === null ? undefined : sessionOf(draftId)?.subscribe(listener);
    const arrived = () => {
      if (draftId !== null) leave ??= sessionOf(draftId)?.subscribe(listener);
      listener();
    };
    arrivals.add(arrived);
    return () => {
      arrivals.delete(arrived);
      leave?.();
    };
  }, [draftId]);
  return useSyncExternalStore(subscribe, () => {
    const session = draftId === null ? null : sessionOf(draftId);
    return session === null ? null : read(session.snapshot());
  });
}

const subjectOf = ({ fields }: DraftState) => fields.subject;
const aboutOf = ({ draft }: DraftState) => draft.about;

export const useDraftSubject = (draftId: string | null): string => useDraftPart(draftId, subjectOf) ?? '';
/** The message it answers or forwards. */
export const useDraftAbout = (draftId: string | null): string | null => useDraftPart(draftId, aboutOf);
