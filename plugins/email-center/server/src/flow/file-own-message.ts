/** Files a message that was sent from here, without waiting until it is seen in a mailbox. */
import type { MailAccount } from '../domain/mail/account';
import { MailError } from '../domain/mail/mail-error';
import type { Message } from '../domain/mail/message';
import { NOBODYS_WORK } from '../domain/intake/assign';
import { addressesToMatch } from '../domain/intake/match';
import { planFiling } from '../domain/intake/plan-filing';
import { DEFAULT_POLICY, type IntakePolicy } from '../domain/intake/policy';
import type { FilingPorts } from './file-message';
import type { PolicySource } from './ports';

export interface OwnMessage {
  /** Its Bcc stands in no header; it is known all the same. */
  message: Message;
  rawKey: string;
  size: number;
  /** ISO. */
  sentAt: string;
}

const ATTEMPTS = 4;

/**
 * As an import of Sent would file it, with its links and activities, but with no ledger row: it was seen in no mailbox yet. When an import
 * sees it there, it is known by its identity. No list keeps it out, and no policy: a person sent it from here on purpose. Doing it
 * again changes nothing; one that was erased stays away.
 */
export async function fileOwnMessage(ports: FilingPorts & { policies: Pick<PolicySource, 'load'> }, account: MailAccount, own: OwnMessage): Promise<void> {
  const { matching } = await ports.policies.load();
  const policy: IntakePolicy = { ...DEFAULT_POLICY, matching };
  const { message, rawKey, size, sentAt } = own;
  const hits = await ports.addresses.find([...new Set(addressesToMatch('sent', message, matching))]);
  for (let attempt = 1; ; attempt += 1) {
    const [known, erased] = await Promise.all([ports.messages.loadKnown([message.identity]), ports.messages.loadErased([message.identity])]);
    if (erased.length > 0) return;
    const plan = planFiling({
      account: { ...account, importPolicy: 'all' }, mailboxId: 0, role: 'sent', uidValidity: 0, policy, context: NOBODYS_WORK,
      sighted: [{ ok: true, uid: 0, internalDate: sentAt, size, seen: true, message, rawKey }], skipped: [], vanished: [], known, hits, cursor: null, serverCount: null,
    });
    try {
      ports.notifier.filed(await ports.messages.saveFiling({ ...plan, sightings: [], correspondents: [], left: [] }, null));
      return;
    } catch (error) {
      if (!(error instanceof MailError) || error.code !== 'conflict' || attempt === ATTEMPTS) throw error;
    }
  }
}
