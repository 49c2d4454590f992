/** Late matching: which past messages belong to a record that knows their address only now (S1.8). Pure. */
import { asForwarded, readAs } from './as-read';
import type { LinkChange } from './decide-link';
import { makesActivity } from './decide-filter';
import type { ActivityRow } from './filing';
import { matchMessage, recordKey } from './match';
import type { IntakePolicy } from './policy';
import { activityOf, type StoredMail } from './stored-mail';
import type { AddressHit, Match } from './types';

/** What becomes of the links of one message. */
export interface MailLinkChange extends LinkChange {
  messageId: number;
  /** The history entry it brings; null: none, or the link goes. */
  activity: ActivityRow | null;
}

/**
 * The links that are missing: what an import would link today and what was never linked before. Links that exist stay as
 * they are, also those whose reason is gone; removed ones stay removed (invariant 6). So planning over the result of the
 * first plan adds nothing.
 */
export function planRematch(mails: readonly StoredMail[], policy: Pick<IntakePolicy, 'matching' | 'automatic'>, hits: ReadonlyMap<string, readonly AddressHit[]>): MailLinkChange[] {
  return mails.flatMap((mail) => {
    const known = new Set(mail.links.map(recordKey));
    return matchesOf(mail, policy, hits).filter((match) => !known.has(recordKey(match))).map((match) => ({
      messageId: mail.id, recordType: match.recordType, recordId: match.recordId, was: 'none' as const, state: 'active' as const, manual: false, reasons: match.reasons,
      activity: makesActivity(policy.automatic, mail.automatic) ? activityOf(mail, match) : null,
    }));
  });
}

/** Mail among accounts is in the Sent mailbox of one and the Inbox of another: each role has its say, as when it was filed. */
function matchesOf(mail: StoredMail, policy: Pick<IntakePolicy, 'matching'>, hits: ReadonlyMap<string, readonly AddressHit[]>): Match[] {
  const byRecord = new Map<string, Match>();
  for (const role of new Set(mail.roles)) {
    const read = readAs(role, mail.headers);
    for (const match of asForwarded(matchMessage(read.role, read.headers, policy.matching, hits), read)) {
      const other = byRecord.get(recordKey(match));
      byRecord.set(recordKey(match), other ? { ...other, reasons: [...other.reasons, ...match.reasons] } : match);
    }
  }
  return [...byRecord.values()];
}
