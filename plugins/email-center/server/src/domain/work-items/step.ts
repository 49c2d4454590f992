/**
 * The life of a piece of work: nobody's or somebody's, open or done. Every step is decided here, purely, from the work as it
 * is now; the store makes sure that it still is so when the step is written.
 */
import type { WorkEventKind, WorkKind, WorkState } from '../intake/work';
import type { WorkAccess } from '../access/decide-work-access';

/** A piece of work as it is now. */
export interface Work {
  id: number;
  messageId: number;
  accountId: string;
  kind: WorkKind;
  state: WorkState;
  /** Null: nobody. */
  handlerId: number | null;
  /** Those one of whom may take it; empty when it is no offer (any more). */
  offeredTo: readonly number[];
  /** Those it was offered to once: they see who took it. */
  onceOfferedTo: readonly number[];
  /** ISO. */
  dueAt: string | null;
}

export type WorkStep =
  /** `from` is who the taker believes has it (null: nobody): whoever was faster is not pushed aside unseen. */
  | { step: 'take'; from: number | null }
  /** From oneself to somebody else. */
  | { step: 'hand-over'; to: number; note: string }
  /** Back to nobody. */
  | { step: 'release'; note: string }
  /** By somebody who distributes work, whoever has it now. */
  | { step: 'assign'; to: number; note: string }
  | { step: 'done'; note: string }
  | { step: 'reopen'; note: string }
  /** ISO; null takes the date away. */
  | { step: 'due'; dueAt: string | null };

export interface WorkActor {
  userId: number;
  access: WorkAccess;
}

/** What changes; what is left out stays. `offeredTo` becomes empty with every change of the handler. */
export interface WorkChange {
  handlerId?: number | null;
  state?: WorkState;
  dueAt?: string | null;
}

export interface WorkEvent {
  kind: WorkEventKind;
  from: number | null;
  to: number | null;
  note: string;
}

export type StepDecision =
  | { change: WorkChange; event: WorkEvent }
  /** It is so already: nothing is written, nobody is told off. */
  | { unchanged: true }
  /** `taken`: somebody was faster. `state`: not in this state. `right`: this person may not. `person`: the other person may not have it. */
  | { refused: 'taken' | 'state' | 'right' | 'person'; sentence: string };

/** Decides one step. `mayReceive` tells whether the person it would go to may work on it. */
export function decideWorkStep(work: Work, actor: WorkActor, step: WorkStep, mayReceive: (userId: number) => boolean): StepDecision {
  if (!actor.access.see) return no('right', 'This piece of work is not yours to see.');
  switch (step.step) {
    case 'take':
      return take(work, actor, step.from);
    case 'hand-over':
      return handOver(work, actor, step, mayReceive);
    case 'release':
      return release(work, actor, step.note);
    case 'assign':
      return assign(work, actor, step, mayReceive);
    case 'done':
      return finish(work, actor, step.note);
    case 'reopen':
      return reopen(work, actor, step.note, mayReceive);
    case 'due':
      return setDue(work, actor, step.dueAt);
  }
}

const no = (refused: 'taken' | 'state' | 'right' | 'person', sentence: string): StepDecision => ({ refused, sentence });

const DONE = 'It is done already. Open it again first.';

/** What nobody has, and within a group what a colleague has; an offer only while nobody has taken it. */
function take(work: Work, { userId, access }: WorkActor, from: number | null): StepDecision {
  if (work.state === 'done') return no('state', DONE);
  if (work.handlerId === userId) return { unchanged: true };
  if (work.handlerId !== null && (work.handlerId !== from || !access.takeOver)) return no('taken', 'Somebody else has taken it.');
  if (work.handlerId === null && !access.take) return no('right', 'It is not offered to you.');
  return { change: { handlerId: userId }, event: { kind: 'taken', from: work.handlerId, to: userId, note: '' } };
}

function handOver(work: Work, { userId, access }: WorkActor, { to, note }: { to: number; note: string }, mayReceive: (userId: number) => boolean): StepDecision {
  if (work.state === 'done') return no('state', DONE);
  if (work.handlerId !== userId && !access.assign) return no('right', 'Only who works on it, or who may assign work, can hand it over.');
  return give(work, { to, note, kind: 'handed-over' }, mayReceive);
}

function assign(work: Work, { access }: WorkActor, { to, note }: { to: number; note: string }, mayReceive: (userId: number) => boolean): StepDecision {
  if (!access.assign) return no('right', 'Your role does not give work to others.');
  if (work.state === 'done') return no('state', DONE);
  return give(work, { to, note, kind: 'assigned' }, mayReceive);
}

function give(work: Work, { to, note, kind }: { to: number; note: string; kind: 'handed-over' | 'assigned' }, mayReceive: (userId: number) => boolean): StepDecision {
  if (work.handlerId === to) return { unchanged: true };
  if (!mayReceive(to)) {
    return no('person', work.kind === 'group' ? 'It can go only to an active member of the group.' : 'It can go only to an active user who may receive cases.');
  }
  return { change: { handlerId: to }, event: { kind, from: work.handlerId, to, note } };
}

function release(work: Work, { userId, access }: WorkActor, note: string): StepDecision {
  if (work.state === 'done') return no('state', DONE);
  if (work.handlerId === null) return { unchanged: true };
  if (work.handlerId !== userId && !access.assign) return no('right', 'Only who works on it, or who may assign work, can release it.');
  return { change: { handlerId: null }, event: { kind: 'released', from: work.handlerId, to: null, note } };
}

/** What nobody had is done by whoever says so: it becomes theirs. */
function finish(work: Work, { userId, access }: WorkActor, note: string): StepDecision {
  if (work.state === 'done') return { unchanged: true };
  if (work.handlerId !== null && work.handlerId !== userId && !access.assign) return no('taken', 'Somebody else works on it. Take it first.');
  if (work.handlerId === null && !access.take) return no('right', 'It is not yours to finish.');
  return { change: { state: 'done', ...(work.handlerId === null ? { handlerId: userId } : {}) }, event: { kind: 'done', from: work.handlerId, to: work.handlerId ?? userId, note } };
}

/** It goes back to whoever did it, or to nobody when that person may not work on it any more. */
function reopen(work: Work, { userId, access }: WorkActor, note: string, mayReceive: (userId: number) => boolean): StepDecision {
  if (work.state === 'open') return { unchanged: true };
  if (work.handlerId !== userId && !access.takeOver && !access.assign) return no('right', 'Only who worked on it, or who may assign work, can open it again.');
  const to = work.handlerId !== null && mayReceive(work.handlerId) ? work.handlerId : null;
  return { change: { state: 'open', ...(to === work.handlerId ? {} : { handlerId: to }) }, event: { kind: 'reopened', from: work.handlerId, to, note } };
}

function setDue(work: Work, { userId, access }: WorkActor, dueAt: string | null): StepDecision {
  if (work.state === 'done') return no('state', DONE);
  if (work.dueAt === dueAt) return { unchanged: true };
  if (work.handlerId !== userId && !access.assign && !(work.handlerId === null && access.take)) return no('right', 'Only who works on it, or who may assign work, sets the date.');
  return { change: { dueAt }, event: { kind: 'due', from: null, to: work.handlerId, note: dueAt ?? '' } };
}
