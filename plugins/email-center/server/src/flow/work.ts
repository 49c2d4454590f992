/** Work: who takes, hands over, releases and finishes what messages made, and the read models that show it. */
import type { ListWorkQuery, MessageListItem, MessageWorkDto, PersonDto, WorkCountsDto, WorkDto, WorkItemDto, WorkStepInput } from '../../../shared/contracts';
import { decideWorkAccess, type WorkGrants } from '../domain/access/decide-work-access';
import { MailError } from '../domain/mail/mail-error';
import type { Reason } from '../domain/mail/reason';
import { decideWorkStep, type StepDecision, type Work, type WorkStep } from '../domain/work-items/step';
import type { Notifier } from './ports';
import type { OwnerNames, Page } from './queries';

/** Who asks, with the rights that count for work. */
export interface WorkViewer {
  userId: number;
  grants: WorkGrants;
}

export interface WorkStore {
  load(id: number): Promise<Work | null>;
  /** Members of a group in the order of the round; empty for other accounts. */
  loadMembers(accountId: string): Promise<number[]>;
  /**
   * Writes what `decide` makes of the work, with its event and the counters, in one transaction: only if the work still is
   * what was decided on, else it is decided anew. So exactly one of many who take the same work gets it.
   * Resolves with the decision that stood, and the work as it then is. Rejects with `not-found`.
   */
  change(id: number, actorId: number, decide: (work: Work) => StepDecision): Promise<{ decision: StepDecision; work: Work }>;
  /**
   * Open work of a person goes back to nobody, and offers to them are withdrawn, each with an event that tells why: of one account,
   * or of all (null). Resolves with the number of pieces.
   */
  returnAll(userId: number, accountId: string | null, why: Reason): Promise<number>;
}

export interface WorkQueries {
  /** What may not be seen is not found. */
  list(viewer: WorkViewer, query: ListWorkQuery): Promise<Page<WorkItemDto>>;
  counts(viewer: WorkViewer): Promise<WorkCountsDto>;
  /** As this viewer is shown it; whether they may see it was decided before. Rejects with `not-found`. */
  describe(viewer: WorkViewer, id: number): Promise<WorkDto>;
  /** What messages are as work, as far as the viewer sees it, by documentId. */
  ofMessages(viewer: WorkViewer, messageIds: readonly string[]): Promise<Map<string, WorkDto[]>>;
  /** All work a message is that the viewer sees, with its history and who is informed. */
  ofMessage(viewer: WorkViewer, messageId: string): Promise<Omit<MessageWorkDto['items'][number], 'candidates'>[]>;
}

/** Who has opened which message, each person for themselves. */
export interface ReadStates {
  /** Notes nothing of other people's mail. Resolves with whether anything changed. */
  markRead(userId: number, messageId: string): Promise<boolean>;
  markUnread(userId: number, messageId: string): Promise<boolean>;
  /** Whether each of these messages is unread; those of no group of that person are missing. */
  load(userId: number, messageIds: readonly string[]): Promise<Map<string, boolean>>;
}

export interface WorkPorts {
  work: WorkStore;
  workQueries: WorkQueries;
  readStates: ReadStates;
  owners: OwnerNames;
  /** Panel users who may receive cases now: active, with the right. */
  receivers(): Promise<PersonDto[]>;
  notifier: Pick<Notifier, 'statesChanged'>;
}

export type StepResult = { work: WorkDto } | { refused: 'taken' | 'state' | 'right' | 'person'; sentence: string };

/** What the edge may call. */
export interface WorkApplication {
  list(viewer: WorkViewer, query: ListWorkQuery): Promise<Page<WorkItemDto>>;
  counts(viewer: WorkViewer): Promise<WorkCountsDto>;
  ofMessage(viewer: WorkViewer, messageId: string): Promise<MessageWorkDto>;
  /** Messages that were found for the viewer, with what they are as work and whether they are unread. */
  beside<T extends MessageListItem>(viewer: WorkViewer, messages: readonly T[]): Promise<T[]>;
  /** The viewer has opened the message, or wants it unread again; other people's mail does not remember it. */
  markRead(viewer: WorkViewer, messageId: string): Promise<void>;
  markUnread(viewer: WorkViewer, messageId: string): Promise<void>;
  /** A refusal is an answer: somebody was faster, it is done, the right is missing, the other person may not have it. Rejects with `not-found`. */
  step(viewer: WorkViewer, id: string, input: WorkStepInput): Promise<StepResult>;
}

export function createWork(ports: WorkPorts): WorkApplication {
  return {
    beside: (viewer, messages) => showBeside(ports, viewer, messages),
    async markRead({ userId }, messageId) {
      if (await ports.readStates.markRead(userId, messageId)) ports.notifier.statesChanged([messageId], [userId]);
    },
    async markUnread({ userId }, messageId) {
      if (await ports.readStates.markUnread(userId, messageId)) ports.notifier.statesChanged([messageId], [userId]);
    },
    list: (viewer, query) => ports.workQueries.list(viewer, query),
    counts: (viewer) => ports.workQueries.counts(viewer),
    async ofMessage(viewer, messageId) {
      const items = await ports.workQueries.ofMessage(viewer, messageId);
      return { items: await Promise.all(items.map(async (item) => ({ ...item, candidates: await candidatesFor(ports, { kind: item.kind, accountId: item.account.id }) }))) };
    },
    step: (viewer, id, input) => stepWork(ports, viewer, id, input),
  };
}

async function showBeside<T extends MessageListItem>({ workQueries, readStates }: WorkPorts, viewer: WorkViewer, messages: readonly T[]): Promise<T[]> {
  const ids = messages.map(({ id }) => id);
  const [work, unread] = [await workQueries.ofMessages(viewer, ids), await readStates.load(viewer.userId, ids)];
  return messages.map((message) => ({
    ...message, ...(work.has(message.id) ? { work: work.get(message.id) } : {}), ...(unread.has(message.id) ? { unread: unread.get(message.id) } : {}),
  }));
}

/** Those who may work on it: members of its group, or whoever may receive cases. */
export async function candidatesFor({ work, owners, receivers }: Pick<WorkPorts, 'work' | 'owners' | 'receivers'>, { kind, accountId }: Pick<Work, 'kind' | 'accountId'>): Promise<PersonDto[]> {
  if (kind !== 'group') return receivers();
  const members = await work.loadMembers(accountId);
  const names = await owners.load(members);
  return members.flatMap((id) => (names.has(id) ? [{ id, name: names.get(id)!.name }] : []));
}

async function stepWork(ports: WorkPorts, viewer: WorkViewer, id: string, input: WorkStepInput): Promise<StepResult> {
  const found = /^\d{1,15}$/.test(id) ? await ports.work.load(Number(id)) : null;
  if (found === null) throw notFound();
  const [members, candidates] = [await ports.work.loadMembers(found.accountId), await candidatesFor(ports, found)];
  const accessTo = (work: Work) => decideWorkAccess(viewer.grants, viewer.userId, { ...work, members });
  if (!accessTo(found).see) throw notFound();
  const mayReceive = (userId: number): boolean => candidates.some((candidate) => candidate.id === userId);
  const { decision, work } = await ports.work.change(found.id, viewer.userId, (now) =>
    decideWorkStep(now, { userId: viewer.userId, access: accessTo(now) }, toStep(input), mayReceive));
  if ('refused' in decision) return { refused: decision.refused, sentence: await withName(ports, decision, work) };
  return { work: await ports.workQueries.describe(viewer, found.id) };
}

const toStep = (input: WorkStepInput): WorkStep => (input.step === 'due' && input.dueAt !== null ? { ...input, dueAt: new Date(input.dueAt).toISOString() } : input);

/** "Petra Weber has taken it": who was faster is named. */
export async function withName({ owners }: Pick<WorkPorts, 'owners'>, decision: { refused: string; sentence: string }, { handlerId }: Work): Promise<string> {
  if (decision.refused !== 'taken' || handlerId === null) return decision.sentence;
  const name = (await owners.load([handlerId])).get(handlerId)?.name;
  return name === undefined ? decision.sentence : decision.sentence.replace('Somebody else', name);
}

function notFound(): MailError {
  return new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such piece of work.', remedier: 'owner' });
}
