/**
 * What happens now, told to the people who look: new mail, work, notes, who reads or answers. An event says that something
 * changed and never what it is; whoever shows it asks again and gets what they may see.
 */
import type { CenterEvent, PresenceDto, PresenceResult } from '../../../../shared/contracts';
import { MailError } from '../../domain/mail/mail-error';
import type { Clock, Logger, Timers } from '../ports';
import type { OwnerNames, Queries, Viewer } from '../queries';
import { merge, type Change } from './change';

/** What other nodes tell and have to be told; kept for minutes. */
export interface ChangeLog {
  append(changes: readonly Change[]): Promise<void>;
  /** What other nodes appended since the last call; nothing at the first. */
  readNew(): Promise<Change[]>;
}

/** Somebody at a message (documentId). */
export interface Present {
  userId: number;
  message: string;
  doing: 'reading' | 'answering';
}

/** Who reads or answers which message of a conversation. */
export interface PresenceStore {
  /** What stands for the conversation of a message; for one that is in none, the message itself. */
  threadOf(message: string): Promise<string>;
  /** Until so many milliseconds from now. */
  set(thread: string, present: Present, milliseconds: number): Promise<void>;
  remove(thread: string, present: Pick<Present, 'userId' | 'message'>): Promise<void>;
  load(thread: string): Promise<Present[]>;
}

export interface LivePorts {
  /** Null where this is the only node. */
  log: ChangeLog | null;
  presence: PresenceStore;
  queries: Pick<Queries, 'listAccounts' | 'loadMessage'>;
  owners: OwnerNames;
  clock: Clock & Timers;
  logger: Logger;
}

export interface Live {
  tell(change: Change): void;
  /** Calls `push` with what this person may know, until the returned function is called. Accounts that are shared later are noticed at the next subscription. */
  subscribe(viewer: Viewer, push: (event: CenterEvent) => void): Promise<() => void>;
  /** Notes what a person does with a message they can read; resolves with who else is at a message of its conversation that they can read, too. */
  setPresence(viewer: Viewer, message: string, doing: Present['doing'] | 'gone'): Promise<PresenceResult>;
  stop(): void;
}

interface Subscriber {
  viewer: Viewer;
  /** Null: all accounts. */
  accounts: ReadonlySet<string> | null;
  push(event: CenterEvent): void;
}

/** A sign of life comes every 20 s; three may be lost. */
const PRESENT_FOR = 65_000;
/** Changes are gathered for so long, milliseconds: an import changes much at once. */
const GATHER = 400;
/** Between two looks at what other nodes tell. */
const LOOK_EVERY = 2_000;

export function createLive(ports: LivePorts): Live {
  const subscribers = new Set<Subscriber>();
  let pending: Change[] = [];
  const failed = (error: unknown): void => ports.logger.warn('What happened could not be told to everybody who looks.', { error: MailError.wrap(error).toJSON() });
  const deliver = async (changes: readonly Change[]): Promise<void> => {
    if (subscribers.size === 0) return;
    for (const change of changes) await deliverOne(ports, [...subscribers], change);
  };
  const flush = (): void => {
    if (pending.length === 0) return;
    const changes = merge(pending);
    pending = [];
    deliver(changes).catch(failed);
    ports.log?.append(changes).catch(failed);
  };
  const look = (): void => {
    if (subscribers.size > 0) ports.log?.readNew().then((changes) => deliver(merge(changes))).catch(failed);
  };
  const ends = [ports.clock.every(GATHER, flush), ...(ports.log === null ? [] : [ports.clock.every(LOOK_EVERY, look)])];
  return {
    tell: (change) => void pending.push(change),
    async subscribe(viewer, push) {
      const subscriber: Subscriber = { viewer, accounts: await accountsOf(ports, viewer), push };
      subscribers.add(subscriber);
      push({ type: 'hello' });
      return () => void subscribers.delete(subscriber);
    },
    async setPresence(viewer, message, doing) {
      const [thread, userId] = [await ports.presence.threadOf(message), viewer.userId ?? 0];
      const before = (await ports.presence.load(thread)).find((one) => one.userId === userId && one.message === message)?.doing ?? 'gone';
      if (doing === 'gone') await ports.presence.remove(thread, { userId, message });
      else await ports.presence.set(thread, { userId, message, doing }, PRESENT_FOR);
      if (before !== doing) pending.push({ type: 'presence', thread });
      return { thread, people: await peopleSeen(ports, viewer, await ports.presence.load(thread)) };
    },
    stop() {
      for (const end of ends) end();
      subscribers.clear();
    },
  };
}

async function deliverOne(ports: LivePorts, subscribers: readonly Subscriber[], change: Change): Promise<void> {
  switch (change.type) {
    case 'mail':
    case 'accounts':
      for (const { accounts: seen, push } of subscribers) {
        const accounts = change.accounts.filter((id) => seen === null || seen.has(id));
        if (accounts.length > 0) push({ type: change.type, accounts });
      }
      return;
    case 'states':
      for (const { viewer, push } of subscribers) if (change.users === 'everybody' || change.users.includes(viewer.userId ?? 0)) push({ type: 'states', messages: change.messages });
      return;
    case 'work':
    case 'outbox':
      for (const { push } of subscribers) push({ type: change.type });
      return;
    case 'notes': {
      const present = presentOf(await ports.presence.load(await ports.presence.threadOf(change.message)), subscribers);
      for (const { viewer, push } of present) if ((await ports.queries.loadMessage(viewer, change.message)) !== null) push({ type: 'notes', message: change.message });
      return;
    }
    case 'presence': {
      const there = await ports.presence.load(change.thread);
      for (const { viewer, push } of presentOf(there, subscribers)) push({ type: 'presence', thread: change.thread, people: await peopleSeen(ports, viewer, there) });
    }
  }
}

/** Those who are in the conversation themselves: they have shown that they can read a message of it. */
function presentOf(there: readonly Present[], subscribers: readonly Subscriber[]): Subscriber[] {
  const present = new Set(there.map(({ userId }) => userId));
  return subscribers.filter(({ viewer }) => viewer.userId !== null && present.has(viewer.userId));
}

/** The others, each once, by what they do with messages that this person sees: of any other they must not learn that it is there. */
async function peopleSeen({ owners, queries }: LivePorts, viewer: Viewer, there: readonly Present[]): Promise<PresenceDto[]> {
  const others = there.filter(({ userId }) => userId !== viewer.userId);
  const seen = new Set<string>();
  for (const message of new Set(others.map((one) => one.message))) if ((await queries.loadMessage(viewer, message)) !== null) seen.add(message);
  const doings = new Map<number, Present['doing']>();
  for (const { userId, message, doing } of others) if (seen.has(message) && doings.get(userId) !== 'answering') doings.set(userId, doing);
  const names = await owners.load([...doings.keys()]);
  return [...doings].flatMap(([userId, doing]) => {
    const person = names.get(userId);
    return person === undefined ? [] : [{ person: { id: person.id, name: person.name }, doing }];
  });
}

const ACCOUNTS_AT_ONCE = 100;

async function accountsOf({ queries }: LivePorts, { userId, reads }: Viewer): Promise<ReadonlySet<string> | null> {
  if (reads === 'all') return null;
  const seen = new Set<string>();
  if (reads === 'none' || userId === null) return seen;
  for (let cursor: string | undefined; ; ) {
    const page = await queries.listAccounts(userId, { cursor, limit: ACCOUNTS_AT_ONCE });
    for (const { id, kind } of page.items) if (kind === 'personal' || reads === 'group') seen.add(id);
    if (page.next === null) return seen;
    cursor = page.next;
  }
}
