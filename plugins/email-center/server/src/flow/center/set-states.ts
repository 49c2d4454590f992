/** What is done to many messages at once: each is checked for itself, and says why it did not change. */
import type { BulkResult } from '../../../../shared/contracts';
import { decideWorkAccess } from '../../domain/access/decide-work-access';
import { decideStates, type StateWish } from '../../domain/center/decide-states';
import { MailError } from '../../domain/mail/mail-error';
import { decideWorkStep, type StepDecision, type Work, type WorkStep } from '../../domain/work-items/step';
import { candidatesFor, withName } from '../work';
import type { CenterPorts } from './center';
import type { BulkTarget } from './ports';
import type { CenterViewer } from './viewer';

export const GONE = 'There is no such message.';
const NOBODYS_WORK = 'It is no work: only mail of groups and cases is given to people.';

type StepPorts = Pick<CenterPorts, 'centerStores' | 'work' | 'owners' | 'receivers' | 'workChanged'>;

export async function setStates(ports: CenterPorts, viewer: CenterViewer, ids: readonly string[], wish: StateWish): Promise<BulkResult> {
  await checkWish(ports, wish);
  const { states } = ports.centerStores;
  const found = await targetsOf(ports, viewer, ids);
  const refused = new Map(ids.filter((id) => !found.has(id)).map((id) => [id, GONE]));
  const now = ports.clock.now().toISOString();
  const steps: WantedStep[] = [];
  for (const target of found.values()) {
    const decided = decideStates(target, inUtc(wish), { userId: viewer.userId, now });
    if ('refused' in decided) refused.set(target.documentId, decided.refused);
    else steps.push(...decided.change.work.map(({ id, step }) => ({ message: target.documentId, work: target.work.find((one) => one.id === id)!, stepOf: (): WorkStep => ({ step, note: '' }) })));
  }
  for (const [id, why] of await takeSteps(ports, viewer, steps)) refused.set(id, why);
  const rest = [...found.values()].filter(({ documentId }) => !refused.has(documentId));
  await states.write(viewer, rest, inUtc(wish));
  return tell(ports, viewer, ids, refused, wish.addTag !== undefined || wish.removeTag !== undefined || wish.done !== undefined);
}

/** Kept apart from the rest, because it is the same for every message. */
async function checkWish({ centerStores }: CenterPorts, { done, snoozedUntil, addTag }: StateWish): Promise<void> {
  if (done === true && typeof snoozedUntil === 'string') throw invalid('set.snoozedUntil', 'A message is done, or it is snoozed.');
  if (addTag !== undefined && !(await centerStores.tags.list()).some(({ id }) => id === addTag)) throw invalid('set.addTag', 'There is no such tag any more.');
}

/** Times are compared as text. */
const inUtc = (wish: StateWish): StateWish => (typeof wish.snoozedUntil === 'string' ? { ...wish, snoozedUntil: new Date(wish.snoozedUntil).toISOString() } : wish);

export async function assignMany(ports: CenterPorts, viewer: CenterViewer, ids: readonly string[], to: number | null): Promise<BulkResult> {
  const found = await targetsOf(ports, viewer, ids);
  const refused = new Map(ids.filter((id) => !found.has(id)).map((id) => [id, GONE]));
  const steps: WantedStep[] = [];
  for (const { documentId, work } of found.values()) {
    const open = work.filter(({ state }) => state === 'open');
    if (open.length === 0) refused.set(documentId, work.length === 0 ? NOBODYS_WORK : 'It is done already. Open it again first.');
    steps.push(...open.map((one) => ({ message: documentId, work: one, stepOf: (now: Work) => assignment(now, viewer, to) })));
  }
  for (const [id, why] of await takeSteps(ports, viewer, steps)) refused.set(id, why);
  return tell(ports, viewer, ids, refused, true);
}

/** Oneself takes it, from whoever has it as far as that is allowed; one's own is handed over; the rest is given by who gives work. */
function assignment(work: Work, { userId, grants }: CenterViewer, to: number | null): WorkStep {
  if (to === null) return { step: 'release', note: '' };
  if (to === userId && !grants.assignWork) return { step: 'take', from: work.handlerId };
  return work.handlerId === userId ? { step: 'hand-over', to, note: '' } : { step: 'assign', to, note: '' };
}

interface WantedStep {
  message: string;
  work: Work;
  stepOf: (work: Work) => WorkStep;
}

/** By the very rules of single steps; resolves with the messages whose work did not change, and why. */
async function takeSteps(ports: StepPorts, viewer: CenterViewer, wanted: readonly WantedStep[]): Promise<Map<string, string>> {
  const refused = new Map<string, string>();
  if (wanted.length === 0) return refused;
  const byWork = new Map(wanted.map((one) => [one.work.id, one]));
  const involved = await loadInvolved(ports, wanted.map((one) => one.work));
  const decided = await ports.centerStores.states.changeWork([...byWork.keys()], viewer.userId, (work) => {
    const { members, candidates } = involved(work);
    const access = decideWorkAccess(viewer.grants, viewer.userId, { ...work, members });
    return decideWorkStep(work, { userId: viewer.userId, access }, byWork.get(work.id)!.stepOf(work), (userId) => candidates.has(userId));
  });
  await ports.workChanged([...decided.values()].flatMap(({ decision, work }) => ('change' in decision ? [work] : [])));
  for (const { message, work } of wanted) {
    const one = decided.get(work.id);
    if (one === undefined) refused.set(message, GONE);
    else if ('refused' in one.decision) refused.set(message, await withName(ports, one.decision as Extract<StepDecision, { refused: string }>, one.work));
  }
  return refused;
}

interface Involved {
  members: readonly number[];
  candidates: ReadonlySet<number>;
}

/** Members and candidates are the same for all work of one account: asked once for each. */
async function loadInvolved(ports: StepPorts, all: readonly Work[]): Promise<(work: Work) => Involved> {
  const known = new Map<string, Involved>();
  const keyOf = ({ kind, accountId }: Pick<Work, 'kind' | 'accountId'>): string => `${kind} ${accountId}`;
  for (const work of all) {
    if (known.has(keyOf(work))) continue;
    const [members, candidates] = [await ports.work.loadMembers(work.accountId), await candidatesFor(ports, work)];
    known.set(keyOf(work), { members, candidates: new Set(candidates.map((person) => person.id)) });
  }
  return (work) => known.get(keyOf(work)) ?? { members: [], candidates: new Set() };
}

export async function targetsOf({ centerStores }: Pick<CenterPorts, 'centerStores'>, viewer: CenterViewer, ids: readonly string[]): Promise<Map<string, BulkTarget>> {
  return new Map((await centerStores.items.targets(viewer, ids)).map((target) => [target.documentId, target]));
}

/** What did not change because it was so already counts as changed: it is as the person wanted it. */
export function tell({ notifier }: Pick<CenterPorts, 'notifier'>, { userId }: CenterViewer, ids: readonly string[], refused: ReadonlyMap<string, string>, forEverybody: boolean): BulkResult {
  const changed = ids.filter((id) => !refused.has(id));
  if (changed.length > 0) notifier.statesChanged(changed, forEverybody ? 'everybody' : [userId]);
  return { changed, refused: [...refused].map(([id, why]) => ({ id, why })) };
}

const invalid = (field: string, message: string): MailError => new MailError({ kind: 'malformed', code: 'invalid-input', field, message, remedier: 'owner' });
