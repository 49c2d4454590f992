/** Everything sending touches, in memory: one account, its server, its outbox. */
import { createHash } from 'node:crypto';
import { sendingSettingsSchema, type SendingSettings } from '../../shared/contracts';
import type { MailAccount } from '../../server/src/domain/mail/account';
import { MailError } from '../../server/src/domain/mail/mail-error';
import type { Message } from '../../server/src/domain/mail/message';
import type { AttemptEnd, RecipientReply } from '../../server/src/domain/outbox/attempt';
import type { OutboxItem } from '../../server/src/domain/outbox/item';
import { createOutbox, type Outbox } from '../../server/src/flow/outbox/outbox';
import type { DeliverMail, Handover, OutgoingMessage } from '../../server/src/flow/outbox/ports';
import type { SyncPorts } from '../../server/src/flow/sync-account';
import { sendDue } from '../../server/src/flow/outbox/send-due';
import type { SendingPorts } from '../../server/src/flow/outbox/sending-ports';
import { createSendingSettings } from '../../server/src/flow/outbox/sending-settings';
import type { Submission } from '../../server/src/flow/outbox/submission';
import { Interruptions } from './interruptions';
import { FakeOutboxStore } from './outbox';
import { World } from './world';

/** One message a server has taken. */
export interface Taken {
  from: string;
  recipients: string[];
  octets: string;
}

export type Answer = (handover: Handover, octets: string) => AttemptEnd | Promise<AttemptEnd>;

export const accepts = (handover: Handover): AttemptEnd => {
  const reply = (address: string): RecipientReply => ({ address, accepted: true, response: '250 2.0.0 queued' });
  return { end: 'taken', replies: handover.recipients.map(reply), archive: handover.archive === null ? null : reply(handover.archive), response: '250 2.0.0 queued', serverMessageId: null };
};

export class FakeSmtp {
  readonly taken: Taken[] = [];
  /** What it answers the next times; then it accepts. */
  readonly answers: Answer[] = [];
  tries = 0;
  /** It has the message, and the connection ends before it says so. */
  readonly breakAfterData: Answer = (handover) => {
    this.take(handover, 'octets');
    return { end: 'unknown', error: lost };
  };

  readonly deliver: DeliverMail = async (_settings, handover) => {
    this.tries += 1;
    const answer = this.answers.shift();
    if (answer !== undefined) return answer(handover, '');
    let octets = '';
    for await (const chunk of await handover.octets()) octets += Buffer.from(chunk).toString();
    await handover.beforeEnd();
    this.take(handover, octets);
    return accepts(handover);
  };

  private take({ from, recipients, archive }: Handover, octets: string): void {
    this.taken.push({ from, recipients: [...recipients, ...(archive === null ? [] : [archive])], octets });
  }
}

export const lost = { kind: 'transient', code: 'connection-lost', message: 'The server ended the connection.', remedier: 'provider' } as const;

export class SendingWorld extends World {
  readonly outbox = new FakeOutboxStore(this.clock);
  readonly smtp = new FakeSmtp();
  readonly raw = new Map<string, { octets: string; message: Message }>();
  readonly drafts = { released: [] as string[], sent: [] as string[] };
  readonly linked: string[] = [];
  readonly managed: string[] = [];
  activeUsers = new Set([1]);
  usersWhoSend = new Set([1]);
  settings: SendingSettings = sendingSettingsSchema.parse({});
  private ids = 0;

  constructor(account: Partial<MailAccount> = {}) {
    super(account);
    this.server.messageOf = (rawKey) => this.raw.get(rawKey)!.message;
  }

  sendingPorts(interruptions = new Interruptions()): SendingPorts {
    const guard = <T extends object>(port: T): T => interruptions.guard(port);
    const { blobs, reader, composer } = this.rawPorts();
    return {
      ...this.ports(interruptions), outbox: guard(this.outbox), scheduler: guard(this.scheduler), composer: guard(composer), blobs: guard(blobs), reader: guard(reader),
      drafts: guard({ release: async (id: string) => void this.drafts.released.push(id), sent: async (id: string) => this.noteSent(id) }),
      sending: createSendingSettings({
        sendingSettings: { load: async () => this.settings, save: async (_id, settings) => void (this.settings = settings), managedAddresses: async () => this.managed },
        policies: this.policies, notifier: this.notifier,
      }),
      deliver: guard({ deliver: this.smtp.deliver }).deliver, people: {
        active: async (ids) => new Set(ids.filter((id) => this.activeUsers.has(id))),
        standing: async (id) => (!this.activeUsers.has(id) ? 'gone' : this.usersWhoSend.has(id) ? 'sends' : 'without-right'),
      },
      linkByHand: async ({ message, record }) => void this.linked.push(`${message} ${record.recordId}`), newId: () => `id-${(this.ids += 1)}`, maxSendBytes: 1_000_000,
    };
  }

  /** An import knows what was sent from here. */
  override ports(interruptions = new Interruptions()): SyncPorts {
    return { ...super.ports(interruptions), ownSent: (accountId, ids) => this.outbox.identitiesOf(accountId, ids) };
  }

  application(interruptions?: Interruptions): Outbox {
    return createOutbox(this.sendingPorts(interruptions));
  }

  /** One run of the account's job. */
  run(interruptions?: Interruptions): Promise<void> {
    return sendDue(this.sendingPorts(interruptions), 'account-1', new AbortController().signal);
  }

  /** Runs as the jobs would, until so many milliseconds have passed. */
  async runFor(milliseconds: number): Promise<void> {
    const end = this.clock.now().getTime() + milliseconds;
    for (let round = 0; round < 10_000; round += 1) {
      await this.run();
      const next = await this.outbox.nextDue('account-1');
      const now = this.clock.now().getTime();
      if (next === null || next > end || now >= end) break;
      // A minute at most, as the look for what was left.
      this.clock.advance(Math.max(1, Math.min(next - now, 60_000)));
    }
    this.clock.advance(Math.max(0, end - this.clock.now().getTime()));
  }

  submission(change: Partial<Submission> = {}): Submission {
    return {
      accountId: 'account-1', userId: 1, from: { name: 'Me', address: 'me@example.com' }, to: [{ name: 'Anna', address: 'anna@people.example' }], cc: [], bcc: [], subject: 'Hello', html: null, text: 'Good day',
      files: [], inReplyTo: [], references: [], answers: null, record: null, sendAt: 0, waits: 'held', draftId: 'draft-1', ...change,
    };
  }

  async submit(change: Partial<Submission> = {}): Promise<string> {
    return (await this.application().submit(this.submission(change))).id;
  }

  item(id: string): OutboxItem {
    return this.outbox.rows.get(id)!.item;
  }

  private noteSent(id: string): void {
    if (!this.drafts.sent.includes(id)) this.drafts.sent.push(id);
  }

  private rawPorts(): Pick<SendingPorts, 'blobs' | 'reader' | 'composer'> {
    const keep = (outgoing: OutgoingMessage) => {
      const octets = JSON.stringify(outgoing);
      const rawKey = createHash('sha256').update(octets).digest('hex');
      const { messageId, from, to, cc, subject, text, date, inReplyTo, references } = outgoing;
      const message: Message = {
        messageId, from: [from], to, cc, subject, text, date, inReplyTo, references, sender: [], replyTo: [], bcc: [], hasHtml: false, attachments: [], automatic: { kind: 'none', why: '' },
        identity: `identity-of-${messageId}-${date}`,
      };
      this.raw.set(rawKey, { octets, message });
      this.outbox.stored.set(message.identity, `stored-${messageId}`);
      return { rawKey, size: octets.length, message };
    };
    const found = (rawKey: string) => {
      const one = this.raw.get(rawKey);
      if (one === undefined) throw new MailError({ kind: 'transient', code: 'blob-missing', message: 'The stored message is gone.', remedier: 'administrator' });
      return one;
    };
    return {
      blobs: { delete: async (key) => void this.raw.delete(key) },
      reader: { openRaw: async (key) => octetsOf(found(key).octets), reparse: async (key) => structuredClone(found(key).message) },
      composer: { compose: async (outgoing) => keep(outgoing), redate: async (key, date) => keep({ ...(JSON.parse(found(key).octets) as OutgoingMessage), date }) },
    };
  }
}

async function* octetsOf(text: string): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < text.length; start += 64) yield Buffer.from(text.slice(start, start + 64));
}
