/** What the database suites share: one database of each kind, accounts, mailboxes, and messages to file. */
import { DEFAULT_POLICY } from '../../server/src/domain/intake/policy';
import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { createDatabase, runMigrations } from '../../server/src/adapters/database';
import type { EmailCenterDatabase } from '../../server/src/adapters/database';
import { createSecrets } from '../../server/src/adapters/secrets';
import type { AddressHit, SightedMail } from '../../server/src/domain/intake/types';
import { FORWARD_DEFAULTS, NO_GROUP, type MailAccount } from '../../server/src/domain/mail/account';
import type { Message } from '../../server/src/domain/mail/message';
import type { SyncCursor } from '../../server/src/domain/sync/cursor';
import { fileBatch } from '../../server/src/flow/file-message';
import type { FileBatchInput } from '../../server/src/flow/file-message';
import type { FiledBatch, Lease, MailboxEntry } from '../../server/src/flow/ports';
import { openWithContentTables } from '../servers/content-tables';
import { startSql } from '../servers/sql';
import type { SqlClient, SqlServer } from '../servers/sql';

export const EVERYTHING = { userId: null, reads: 'all' } as const;

export interface TestDatabase {
  knex: Knex;
  client: SqlClient;
  database: EmailCenterDatabase;
  /** Moves on when told to. */
  clock: { time: number; now(): Date };
  events: FiledBatch[];
  close(): Promise<void>;
}

export async function openDatabase(client: SqlClient): Promise<TestDatabase> {
  const server = await startSql(client);
  try {
    return await openOn(server);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openOn(server: SqlServer): Promise<TestDatabase> {
  const { client } = server;
  const { knex, close } = await openWithContentTables(server);
  const clock = { time: Date.parse('2026-11-12T10:00:00.000Z'), now: () => new Date(clock.time) };
  await runMigrations(knex, client, clock.now());
  const database = createDatabase({
    knex, client, clock, secrets: createSecrets(`1:${Buffer.alloc(32, 7).toString('base64')}`), host: { hostname: 'here', pid: process.pid, bootId: 'boot' },
    recordNames: { describe: async (records) => new Map(records.map(({ recordType, recordId }) => [`${recordType} ${recordId}`, { typeName: 'Candidate', label: `Label ${recordId}` }])) },
    owners: { load: async (ids) => new Map(ids.map((id) => [id, { id, name: `User ${id}`, email: `user${id}@firm.example` }])) },
  });
  const closeAll = async (): Promise<void> => {
    await close();
    await server.stop();
  };
  return { knex, client, database, clock, events: [], close: closeAll };
}

export function account(change: Partial<MailAccount> = {}): MailAccount {
  const id = randomUUID();
  return {
    id, name: 'Mail', address: `${id}@firm.example`, kind: 'personal', ownerId: 1, imap: { host: 'imap.firm.example', port: 993, security: 'tls' },
    smtp: { host: 'smtp.firm.example', port: 465, security: 'tls' }, login: 'me', importPolicy: 'all', backfillDays: 30, sentMailbox: null, state: 'active',
    error: null, errorSince: null, testedSettings: 'hash', failures: 0, backoffUntil: null, lastSyncAt: null, activatedAt: null,
    createdAt: '2026-11-01T00:00:00.000Z', colleagues: 'nothing', marksSeen: false, group: NO_GROUP, forward: FORWARD_DEFAULTS, ...change,
  };
}

export interface Connected {
  account: MailAccount;
  inbox: MailboxEntry;
  sent: MailboxEntry;
  lease: Lease;
}

/** An account with both mailboxes and the lease on it. */
export async function connectAccount({ database }: TestDatabase, change: Partial<MailAccount> = {}): Promise<Connected> {
  const made = account(change);
  await database.accounts.insert(made, 'pass');
  const [inbox, sent] = [await database.mailboxes.ensure(made.id, 'inbox', 'INBOX'), await database.mailboxes.ensure(made.id, 'sent', 'Sent')];
  const lease = await database.accounts.acquireLease(made.id, 3_600);
  if (lease === null) throw new Error('the lease is free');
  return { account: made, inbox, sent, lease };
}

export const cursor = (lastUid: number, uidValidity = 1): SyncCursor => ({ uidValidity, baseUid: 0, lastUid, highestModseq: null, backfill: null });

export function mail(uid: number, message: Partial<Message> = {}, rest: Partial<{ internalDate: string; size: number; seen: boolean }> = {}): SightedMail {
  const messageId = message.messageId === undefined ? `m${uid}@example.org` : message.messageId;
  const full: Message = {
    messageId, subject: `Subject ${uid}`, from: [{ name: 'Anna', address: 'anna@example.org' }], sender: [], replyTo: [], to: [{ name: '', address: 'hr@firm.example' }],
    cc: [], bcc: [], date: '2026-11-12T09:41:00.000Z', inReplyTo: [], references: [], text: `Text of ${uid}`, hasHtml: false, attachments: [],
    automatic: { kind: 'none', why: '' }, identity: createHash('sha256').update(`${messageId} ${message.subject ?? ''}`).digest('hex'), ...message,
  };
  return { ok: true, uid, internalDate: new Date(Date.parse('2026-11-12T00:00:00.000Z') + uid * 1000).toISOString(), size: 1_000, seen: false, rawKey: 'a'.repeat(64), message: full, ...rest };
}

export async function file(test: TestDatabase, target: Connected, fetched: SightedMail[], change: Partial<FileBatchInput> = {}): Promise<FiledBatch> {
  const { database, events } = test;
  return fileBatch(
    { messages: database.messages, addresses: database.addresses, notifier: { filed: (batch) => void events.push(batch), accountChanged: () => undefined } },
    {
      account: target.account, mailbox: target.inbox, uidValidity: 1, fetched, cursor: cursor(Math.max(0, ...fetched.map((one) => one.uid))), serverCount: 10, policy: DEFAULT_POLICY, ...change,
    },
    target.lease,
  );
}

/** Records that know addresses, put straight into the index. */
export async function know({ knex, clock }: TestDatabase, hits: (Pick<AddressHit, 'address' | 'recordId'> & Partial<AddressHit>)[]): Promise<void> {
  await knex('email_center_addresses').insert(hits.map((hit) => ({
    address: hit.address, record_type: hit.recordType ?? 'api::candidate.candidate', record_id: hit.recordId, field: hit.field ?? 'email', entered_at: clock.time,
  })));
}

export async function count({ knex }: Pick<TestDatabase, 'knex'>, table: string, where: object = {}): Promise<number> {
  const row = (await knex(table).where(where).count({ n: '*' }).first()) as { n: unknown };
  return Number(row.n);
}
