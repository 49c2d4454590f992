/** What administrators decide about the intake of mail, as the flows use it: one value, loaded for each run. */
import type { ListEntry } from './lists';
import type { MatchingOptions } from './types';

/** What becomes of mail that no person wrote: file it, file it without an activity on records, or only note it in the ledger. */
export type AutomaticTreatment = 'file' | 'no-activity' | 'ledger-only';
export type AutomaticPolicy = Readonly<Record<'bounce' | 'auto-reply' | 'complaint' | 'list' | 'bulk', AutomaticTreatment>>;

export interface IntakePolicy {
  matching: MatchingOptions;
  /** Every block and allow entry there is; which of them apply depends on the account. */
  lists: readonly ListEntry[];
  automatic: AutomaticPolicy;
}

export const MATCHING_AS_WRITTEN: MatchingOptions = {
  cc: false, sender: false, replyTo: false, equivalentDomains: [], plusAddressing: false, internalDomains: [],
};

export const FILE_ALL: AutomaticPolicy = { bounce: 'file', 'auto-reply': 'file', complaint: 'file', list: 'file', bulk: 'file' };

export const DEFAULT_POLICY: IntakePolicy = { matching: MATCHING_AS_WRITTEN, lists: [], automatic: FILE_ALL };
