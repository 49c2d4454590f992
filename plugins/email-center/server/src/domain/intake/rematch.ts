/** Late matching: which past messages belong to a record that knows their address only now (S1.8). Pure. */
import { caseActivityOf } from './case-plan';
import type { LinkChange } from './decide-link';
import { makesActivity } from './decide-filter';
import type { ActivityRow } from './filing';
import { lateMatchesOf, type LateKnowledge } from './late-match';
import { recordKey } from './match';
import type { IntakePolicy } from './policy';
import { activityOf, type StoredMail } from './stored-mail';

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
export function planRematch(mails: readonly StoredMail[], known: LateKnowledge & { policy: Pick<IntakePolicy, 'matching' | 'automatic'> }): MailLinkChange[] {
  return mails.flatMap((mail) => {
    const linked = new Set(mail.links.map(recordKey));
    return lateMatchesOf(mail, known).filter((match) => !linked.has(recordKey(match))).map(({ by, ...match }) => ({
      messageId: mail.id, recordType: match.recordType, recordId: match.recordId, was: 'none' as const, state: 'active' as const, manual: false, reasons: match.reasons,
      activity: !makesActivity(known.policy.automatic, mail.automatic) ? null : by === 'case' ? caseActivityOf(mail, match) : activityOf(mail, match, by),
    }));
  });
}
