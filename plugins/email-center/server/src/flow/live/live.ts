/**
 * What happens now, told to the people who look: new mail, work, notes, who reads or answers. An event says that something
 * changed and never what it is; whoever shows it asks again and gets what they may see.
 */
import type { CenterEvent, PresenceDto } from '../../../../shared/contracts';
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

/** Who reads or answers which message, until so many milliseconds from now. */
export interface PresenceStore {
  set(message: string, userId: number, doing: 'reading' | 'answering', milliseconds: number): Promise<void>;
  remove(message: string, userId: number): Promise<void>;
  load(message: string): Promise<{ userId: number; doing: 'reading' | 'answering' }[]>;
}

export interface LivePorts {
  /** Null where this is the only node. */
  log: ChangeLog | null;
  presence: PresenceStore;
  queries: Pick<Queries, 'listAccounts'>;
  owners: OwnerNames;
  clock: Clock & Timers;
  logger: Logger;
}

export interface Live {
  tell(change: Change): void;
  /** Calls `push` with what this person may know, until the returned function is called. Accounts that are shared later are noticed at the next subscription. */
  subscribe(viewer: Viewer, push: (event: CenterEvent) => void): Promise<() => void>;
  /** Notes what a person does with a message they can read; resolves with who else is there. */
  setPresence(userId: number, message: string, doing: 'reading' | 'answering' | 'gone'): Promise<PresenceDto[]>;
  stop(): void;
}

interface Subscriber {
  userId: number;
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
      const subscriber: Subscriber = { userId: viewer.userId ?? 0, accounts: await accountsOf(ports, viewer), push };
      subscribers.add(subscriber);
      push({ type: 'hello' });
      return () => void subscribers.delete(subscriber);
    },
    async setPresence(userId, message, doing) {
      const before = (await ports.presence.load(message)).find((one) => one.userId === userId)?.doing ?? 'gone';
      if (doing === 'gone') await ports.presence.remove(message, userId);
      else await ports.presence.set(message, userId, doing, PRESENT_FOR);
      if (before !== doing) pending.push({ type: 'presence', message });
      return (await peopleAt(ports, message)).filter(({ person }) => person.id !== userId);
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
      for (const { userId, push } of subscribers) if (change.users === 'everybody' || change.users.includes(userId)) push({ type: 'states', messages: change.messages });
      return;
    case 'work':
    case 'outbox':
      for (const { push } of subscribers) push({ type: change.type });
      return;
    case 'notes':
    case 'presence': {
      // Only those who are at the message themselves: they have shown that they can read it.
      const people = await peopleAt(ports, change.message);
      const present = new Set(people.map(({ person }) => person.id));
      for (const { userId, push } of subscribers) {
        if (!present.has(userId)) continue;
        const { message } = change;
        push(change.type === 'notes' ? { type: 'notes', message } : { type: 'presence', message, people: people.filter(({ person }) => person.id !== userId) });
      }
    }
  }
}

async function peopleAt({ presence, owners }: LivePorts, message: string): Promise<PresenceDto[]> {
  const there = await presence.load(message);
  const names = await owners.load(there.map(({ userId }) => userId));
  return there.flatMap(({ userId, doing }) => {
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
