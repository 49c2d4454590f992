import type { WorkDto, WorkStepInput } from '../../../../shared/contracts';

interface Me {
  id: number;
  name: string;
}

const NOTHING: WorkDto['can'] = { take: false, takeOver: false, release: false, handOver: false, assign: false, done: false, reopen: false, due: false };

/** How the work looks until the server has answered. */
export function foreseen(work: WorkDto, step: WorkStepInput, me: Me, nameOf: (id: number) => string): WorkDto {
  const { assign } = work.can;
  const mine = { ...NOTHING, assign, release: true, handOver: true, done: true, due: true };
  switch (step.step) {
    case 'take':
      return { ...work, handler: me, offeredTo: [], can: mine };
    case 'release':
      return { ...work, handler: null, can: { ...NOTHING, assign, take: work.kind === 'group' } };
    case 'hand-over':
    case 'assign':
      return { ...work, handler: { id: step.to, name: nameOf(step.to) }, offeredTo: [], can: { ...NOTHING, assign } };
    case 'done':
      return { ...work, state: 'done', handler: work.handler ?? me, offeredTo: [], can: { ...NOTHING, reopen: true } };
    case 'reopen':
      return { ...work, state: 'open', can: work.handler?.id === me.id ? mine : { ...NOTHING, assign } };
    case 'due':
      return { ...work, dueAt: step.dueAt };
  }
}

/** What takes a step back, in order; null where it cannot be taken back: somebody else has it then. */
export function undoOf(before: WorkDto, step: WorkStepInput): WorkStepInput[] | null {
  const release: WorkStepInput = { step: 'release', note: '' };
  switch (step.step) {
    case 'take':
      if (before.offeredTo.length > 0) return null;
      return before.handler === null ? [release] : [{ step: 'hand-over', to: before.handler.id, note: '' }];
    case 'release':
      return before.kind === 'group' ? [{ step: 'take', from: null }] : null;
    case 'hand-over':
      return before.kind === 'group' ? [{ step: 'take', from: step.to }] : null;
    case 'assign':
      return before.handler === null ? null : [{ step: 'assign', to: before.handler.id, note: '' }];
    case 'done':
      return before.handler === null ? [{ step: 'reopen', note: '' }, release] : [{ step: 'reopen', note: '' }];
    case 'reopen':
      return before.can.done ? null : [{ step: 'done', note: '' }];
    case 'due':
      return [{ step: 'due', dueAt: before.dueAt }];
  }
}

/** The one thing to do next; null where nothing shouts. */
export function primaryStep(work: WorkDto): 'take' | 'done' | null {
  if (work.can.take) return 'take';
  return work.can.done && work.handler !== null ? 'done' : null;
}
