import type { WorkDto } from '../../../../shared/contracts';

const KNOWN = ['routed', 'offered', 'no-route', 'route-inactive', 'not-an-employee'] as const;
type Reason = (typeof KNOWN)[number];

/** The text for why a case is whose. */
export function reasonKey(code: string): `case.reason.${Reason}` {
  return `case.reason.${KNOWN.find((known) => known === code) ?? 'no-route'}`;
}

const DAY = 24 * 60 * 60 * 1000;

/** Red when it is past, orange on its last day, quiet otherwise. */
export function dueTone({ dueAt, state }: Pick<WorkDto, 'dueAt' | 'state'>, now: number): 'danger' | 'warning' | 'neutral' {
  if (dueAt === null || state === 'done') return 'neutral';
  const left = Date.parse(dueAt) - now;
  return left < 0 ? 'danger' : left < DAY ? 'warning' : 'neutral';
}
