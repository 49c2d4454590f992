/** An application that keeps everything in memory, so that the edge can be tested for itself: routes, rights, shapes. */
import { Readable } from 'node:stream';
import type { AccountDto, CreateAccountInput, SightingDto, TestEvent } from '../../shared/contracts';
import { isSameRecipient } from '../../server/src/domain/mail/connection-settings';
import { concealForward } from '../../server/src/domain/intake/conceal-forward';
import { DEFAULT_POLICY } from '../../server/src/domain/intake/policy';
import { MailError } from '../../server/src/domain/mail/mail-error';
import type { MailAccount } from '../../server/src/domain/mail/account';
import type { ListEntry } from '../../server/src/domain/intake/lists';
import type { Application } from '../../server/src/flow/application';
import type { Page, StoredMessage, Viewer } from '../../server/src/flow/queries';
import { LATE_MATCHING_TASK, lateMatchingSubject, RECONCILE_TASK, reconcileSubject } from '../../shared/contracts';
import { packFiles } from '../../server/src/adapters/zip';
import { createMessageFiles } from '../../server/src/flow/reader/message-files';
import { createSendingSettings } from '../../server/src/flow/outbox/sending-settings';
import { createSettings } from '../../server/src/flow/settings';
import { createTasks, type Task } from '../../server/src/flow/tasks';
import { createFakeLists, FakeListStore } from './lists';
import { SendingWorld } from './sending';
import { FakeTaskStore } from './tasks';
import { createFakeCenter, type FakeCenter } from './center';
import { createFakeWork, type FakeWork } from './work';
import { createFakeRouting, type FakeRouting } from './routing';
import { createFakeWriting, fakeWriter, type FakeWriting } from './writing';

type StoredAccount = Omit<AccountDto, 'can'>;
type StoredSighting = SightingDto & { accountId: string; mailboxId: number; rawKey: string | null };

export interface FakeApplication extends Application {
  work: FakeWork;
  center: FakeCenter;
  routing: FakeRouting;
  addAccount(ownerId: number, values?: Partial<StoredAccount>): StoredAccount;
  /** A message delivered to the account. */
  addMessage(accountId: string, values?: Partial<StoredMessage>): StoredMessage;
  /** What this person wrote and that could not be sent. */
  addOutboxItem(userId: number, state: 'failed' | 'scheduled'): Promise<string>;
  addTask(userId: number): Task;
  /** A block entry for that person alone. */
  addListEntry(userId: number): ListEntry;
  addSighting(accountId: string, values?: Partial<StoredSighting>): StoredSighting;
  /** Octets of the parts and originals, by raw key and part number ('' for the original). */
  files: Map<string, { contentType: string; filename: string | null; content: string }>;
  /** What was called that changes something, in order: `activate ID`. */
  calls: string[];
  /** Accounts whose import is running, whoever asks. */
  running: Set<string>;
  /** The test of an account: emits these, then waits for `finishTest`. */
  testEvents: TestEvent[];
  testSignal: AbortSignal | null;
  finishTest: (outcome: boolean | Error) => void;
  passwords: Map<string, string>;
  drafting: FakeWriting;
  /** A draft with one attachment, and a template of that person alone. */
  addDraft(userId: number, accountId: string): Promise<{ draft: string; attachment: string; template: string }>;
}

const endpoint = (host: string, port: number) => ({ host, port, security: 'tls' as const });

export function createFakeApplication(): FakeApplication {
  const accounts = new Map<string, StoredAccount>();
  const messages = new Map<string, StoredMessage & { accountId: string }>();
  const sightings = new Map<string, StoredSighting>();
  const files: FakeApplication['files'] = new Map();
  const calls: string[] = [];
  const passwords = new Map<string, string>();
  let counter = 0;
  const listStore = new FakeListStore();
  const outbox = new SendingWorld();
  const taskStore = new FakeTaskStore({ now: () => new Date() });
  const work = createFakeWork(calls);
  const tasks = createTasks({ tasks: taskStore, scheduler: { runTask: async () => undefined }, newId: () => `task-${++counter}` });

  const mayRead = (viewer: Viewer, accountId: string): boolean =>
    viewer.reads === 'all' || (viewer.reads !== 'none' && accounts.get(accountId)?.owner?.id === viewer.userId);
  const whole = <T>(items: T[]): Page<T> => ({ items, next: null });
  const existing = (id: string): StoredAccount => {
    const account = accounts.get(id);
    if (!account) throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such account.', remedier: 'owner' });
    return account;
  };
  const asMailAccount = (account: StoredAccount) => ({ ...account, ownerId: account.owner?.id ?? 0 }) as unknown as MailAccount;
  const called = async (verb: string, id: string): Promise<MailAccount> => {
    calls.push(`${verb} ${id}`);
    return asMailAccount(existing(id));
  };

  const fake: FakeApplication = {
    routing: createFakeRouting(calls),
    forward: {
      conceal: async () => concealForward([]), list: async () => [], namelessCopy: async (_viewer, { rawKey }) => rawKey, copyElsewhere: async (_viewer, { rawKey }) => rawKey, namesInPart: async () => false,
      rotate: async (id) => void calls.push(`rotate ${id}`),
      setCounterpart: async (id) => (calls.push(`counterpart ${id}`), { linked: 0 }),
    },
    live: { subscribe: async (_viewer, push) => (push({ type: 'hello' }), () => undefined), setPresence: async (_viewer, message) => ({ thread: message, people: [] }) },
    offers: { takeAll: async () => 0, signedIn: async () => 0, takenByOthers: async () => [], dismiss: async () => undefined },
    files, calls, passwords, running: new Set(), testEvents: [], testSignal: null, finishTest: () => undefined,

    addAccount(ownerId, values = {}) {
      const id = `account-${++counter}`;
      const account: StoredAccount = {
        id, name: `Account ${counter}`, address: `box${counter}@firm.test`, kind: 'personal', owner: { id: ownerId, name: 'Owner', email: 'owner@panel.test' },
        login: `box${counter}`, imap: endpoint('imap.firm.test', 993), smtp: endpoint('smtp.firm.test', 465), importPolicy: 'all', backfillDays: 30,
        sentMailbox: null, state: 'draft', tested: false, error: null, errorSince: null, lastSyncAt: null, createdAt: '2026-01-01T00:00:00.000Z', marksSeen: false, ...values,
      };
      accounts.set(id, account);
      return account;
    },
    addMessage(accountId, values = {}) {
      const id = `message-${++counter}`;
      const message: StoredMessage = {
        id, subject: 'Bewerbung', preview: 'Guten Tag', from: { name: 'Anna', address: 'anna@people.test' }, to: [], direction: 'incoming',
        receivedAt: '2026-01-02T00:00:00.000Z', attachmentCount: 1, automatic: 'none', accounts: [], links: [], messageId: `${id}@people.test`, cc: [], bcc: [],
        replyTo: [], date: null, automaticWhy: '', text: 'Guten Tag', attachments: [], size: 10, delivery: { failed: [], about: null, bounces: [] }, sightings: [], rawKey: `raw-${id}`, ...values,
      };
      messages.set(id, { ...message, accountId });
      return message;
    },
    addListEntry(userId) {
      const id = `entry-${++counter}`;
      const entry: ListEntry = { id, kind: 'block', form: 'address', value: `${id}@spam.test`, scope: 'user', accountId: null, userId, note: '', createdBy: userId, createdAt: '2026-01-02T00:00:00.000Z' };
      listStore.entries = [...listStore.entries, entry];
      return entry;
    },
    async addOutboxItem(userId, state) {
      const at = Date.parse('2026-03-16T10:00:00.000Z');
      outbox.database.accounts.rows.get('account-1')!.account.ownerId = userId;
      const id = await outbox.submit({ userId, draftId: `draft-${++counter}`, sendAt: at, waits: 'scheduled' });
      Object.assign(outbox.item(id), { state });
      return id;
    },
    addTask(userId) {
      const task: Task = {
        id: `task-${++counter}`, kind: 'count', subject: 's', input: null, state: 'running', done: 1, total: 2, result: null, error: null, stopRequested: false,
        startedBy: userId, createdAt: '2026-01-02T00:00:00.000Z', updatedAt: '2026-01-02T00:00:00.000Z',
      };
      taskStore.rows.set(task.id, task);
      return task;
    },
    addSighting(accountId, values = {}) {
      const id = `sighting-${++counter}`;
      const sighting: StoredSighting = {
        id, account: { id: accountId, name: 'Account' }, mailbox: 'INBOX', role: 'inbox', uidValidity: 1, uid: counter, outcome: 'quarantined', reason: 'too deep',
        error: null, messageId: null, counterpart: null, subject: 'x', size: 1, internalDate: '2026-01-02T00:00:00.000Z', decidedAt: '2026-01-02T00:00:00.000Z',
        storedMessage: null, canReplay: true, accountId, mailboxId: 1, rawKey: 'raw', ...values,
      };
      sightings.set(id, sighting);
      return sighting;
    },

    accounts: {
      async create(input: CreateAccountInput, ownerId) {
        const { password, ownerId: _ownerId, kind = 'personal', group: _group, forward, ...settings } = input;
        const account = fake.addAccount(ownerId, { ...settings, kind, ...(forward ? { forward: { ...forward, formerUntil: null, rotated: false } } : {}) });
        passwords.set(account.id, password);
        return asMailAccount(account);
      },
      async update(id, input) {
        const { password, ownerId: _ownerId, group: _group, forward: _forward, ...settings } = input;
        const before = existing(id);
        if (password === undefined && !isSameRecipient(before, { ...before, ...settings })) {
          throw new MailError({ kind: 'malformed', code: 'invalid-input', field: 'password', message: 'Enter the password again.', remedier: 'owner' });
        }
        if (password !== undefined) passwords.set(id, password);
        accounts.set(id, { ...before, ...settings });
        return called('update', id);
      },
      async remove(id) {
        await called('remove', id);
        accounts.delete(id);
      },
      test(id, report, signal) {
        calls.push(`test ${id}`);
        fake.testSignal = signal;
        return new Promise((resolve, reject) => {
          fake.finishTest = (outcome) => (typeof outcome === 'boolean' ? resolve(outcome) : reject(outcome));
          for (const event of fake.testEvents) report(event);
        });
      },
      async activate(id) {
        if (!existing(id).tested) throw new MailError({ kind: 'malformed', code: 'conflict', message: 'Test the account first.', remedier: 'owner' });
        return called('activate', id);
      },
      pause: (id) => called('pause', id),
      sync: async (id) => void (await called('sync', id)),
      async reconcile(id, userId) {
        await called('reconcile', id);
        return tasks.start({ kind: RECONCILE_TASK, subject: reconcileSubject(id), input: { accountId: id }, userId });
      },
    },
    async replay(sighting) {
      calls.push(`replay ${sighting.id}`);
      return { outcome: 'imported', reason: 'read again', error: null };
    },
    queries: {
      listMessages: async (viewer) => whole([...messages.values()].filter((message) => mayRead(viewer, message.accountId)).map(({ rawKey: _rawKey, accountId: _accountId, ...item }) => item)),
      loadCopies: async (viewer, id) => {
        const message = await fake.queries.loadMessage(viewer, id);
        return message === null ? [] : message.accounts.map((account) => ({ accountId: account.id, rawKey: message.rawKey }));
      },
      async loadMessage(viewer, id) {
        const message = messages.get(id);
        if (!message || !(mayRead(viewer, message.accountId) || work.isHandler(viewer.userId, id))) return null;
        const { accountId: _accountId, ...stored } = message;
        return stored;
      },
      openMessage: async (viewer, id) => {
        const whole = await fake.queries.loadMessage(viewer, id);
        return whole && { whole };
      },
      listActivities: async () => ({ ...whole([]), total: 0 }),
      listFailing: async () => [],
      listLedger: async (viewer) => whole([...sightings.values()].filter((sighting) => mayRead(viewer, sighting.accountId))),
      async loadSighting(viewer, id) {
        const sighting = sightings.get(id);
        return sighting && mayRead(viewer, sighting.accountId) ? sighting : null;
      },
      listAccounts: async (ownerId) => whole([...accounts.values()].filter((account) => ownerId === null || account.owner?.id === ownerId)),
      loadAccount: async (id) => accounts.get(id) ?? null,
      furtherNames: async () => [],
      runningImports: async () => ({ imports: [...fake.running].map((id) => ({ account: existing(id), progress: { done: 3, total: 10, perSecond: 1, secondsLeft: 7 } })), more: false }),
      async accountStatus(id) {
        const account = existing(id);
        return {
          state: account.state, error: null, errorSince: null, backoffUntil: null, running: false, progress: null, outcomes: {}, matched: 0, mailboxes: [], lastSyncAt: null,
        };
      },
    },
    reader: {
      readBody: async () => ({ text: 'Guten Tag', html: '<p>Guten Tag</p>', blockedRemote: 1, inline: {} }),
      openRaw: async (rawKey) => Readable.from([Buffer.from(fileOf(files, rawKey, '').content)]),
      async openPart(rawKey, partNumber) {
        const file = fileOf(files, rawKey, partNumber);
        return { contentType: file.contentType, filename: file.filename, content: Readable.from([Buffer.from(file.content)]) };
      },
      reparse: async () => {
        throw MailError.wrap(new Error('not in the fake'));
      },
    },
    messageFiles: createMessageFiles({ reader: { openRaw: (key) => fake.reader.openRaw(key), openPart: (key, part) => fake.reader.openPart(key, part) }, packFiles }),
    scheduler: {
      scheduleAccount: async () => undefined,
      cancelAccount: async () => undefined,
      runNow: async () => undefined,
      runTask: async () => undefined,
      runOutbox: async () => undefined,
      nextRun: async () => '2026-01-03T00:00:00.000Z',
    },
    tasks,
    discovery: {
      find: async (address) => ({ domain: address.slice(address.lastIndexOf('@') + 1), domainExists: true, proposals: [], steps: [] }),
      estimate: async (id) => (await called('estimate', id), { windows: [], sent: null, mailboxes: ['INBOX'] }),
    },
    lists: createFakeLists(listStore, tasks, () => `entry-${++counter}`),
    work,
    center: createFakeCenter({ calls, tasks, sees: async (viewer, id) => (await fake.queries.loadMessage(viewer, id)) !== null }),
    groups: { people: async () => [], check: async () => undefined },
    outbox: outbox.application(),
    sending: createSendingSettings({
      sendingSettings: { load: async () => null, save: async (id) => void calls.push(`sending ${id}`), managedAddresses: async () => [] },
      policies: { load: async () => DEFAULT_POLICY }, notifier: { accountChanged: () => undefined },
    }),
    search: {
      search: async () => ({ items: [], next: null, marks: [], trouble: [], complete: true, indexed: 0, total: 0 }),
      searchHeadless: async () => ({ items: [], next: null, trouble: [], complete: true, indexed: 0, total: 0 }),
      suggest: async () => [],
    },
    settings: createSettings({ settings: { load: async () => null, save: async () => undefined }, owners: { load: async () => new Map() }, defaults: {} }),
    links: {
      link: async ({ message, record, restore }) => void calls.push(`${restore ? 'restore' : 'link'} ${message} ${record.recordId}`),
      unlink: async ({ message, record }) => void calls.push(`unlink ${message} ${record.recordId}`),
      why: async () => ({ links: [], later: [], lookedUp: [], leftOut: [] }),
      search: async () => [],
      labelsOf: async () => ({}),
      isReadable: async ({ recordType }, narrow) => (await narrow(recordType)) !== null,
      lookEarlier: (record, userId) => tasks.start({ kind: LATE_MATCHING_TASK, subject: lateMatchingSubject(record), input: record, userId }),
      addressesEntered: async () => null,
    },
    recordNames: { describe: async () => new Map() },
    owners: { load: async () => new Map() },
    recordTypes: () => [{ uid: 'api::candidate.candidate', name: 'Candidate', fields: ['email', 'email2'] }],
    drafting: undefined as never, writing: undefined as never,
    async addDraft(userId, accountId) {
      const writer = fakeWriter(userId);
      const { id: draft } = await fake.writing.drafts.begin(writer, { kind: 'new', accountId, to: [{ name: '', address: 'anna@people.test' }] });
      const { id: attachment } = await fake.writing.drafts.upload(writer, draft, { filename: 'a.pdf', contentType: null, inline: false, octets: Readable.from([Buffer.from('pdf')]) });
      const { id: template } = await fake.writing.templates.add(writer, { name: 'Mine', subject: '', html: '', shared: false, recordType: null });
      return { draft, attachment, template };
    },
    async rebuildAddressIndex() {
      calls.push('rebuild');
      return 42;
    },
    start: async () => undefined,
    stop: async () => undefined,
  };
  fake.drafting = createFakeWriting(fake.queries, fake.reader);
  fake.writing = fake.drafting.writing;
  return fake;
}

function fileOf(files: FakeApplication['files'], rawKey: string, partNumber: string) {
  const file = files.get(`${rawKey}/${partNumber}`);
  if (!file) throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such part.', remedier: 'owner' });
  return file;
}
