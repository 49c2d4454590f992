/** Who puts a sent message into the Sent mailbox: we, or the provider by itself (S2.6). */
import type { SentFiling } from './item';

export type FilingSetting = 'auto' | 'append' | 'provider';

/** Submission servers of providers that keep a copy of all that is sent through them. */
const FILING_HOSTS = [/^smtp\.gmail\.com$/, /^smtp\.googlemail\.com$/, /^smtp(-mail)?\.office365\.com$/, /^smtp-mail\.outlook\.com$/, /^(.+\.)?smtp\.outlook\.com$/];

/** Whether the provider is known to file: it was seen to, or it is one of those that do. */
export function providerFiles(setting: FilingSetting, smtpHost: string, seenToFile: boolean): boolean {
  if (setting !== 'auto') return setting === 'provider';
  const host = smtpHost.toLowerCase().replace(/\.$/, '');
  return seenToFile || FILING_HOSTS.some((pattern) => pattern.test(host));
}

/** With `look` the message is looked for in Sent first, where it is a copy by the provider, or one we put there before we were interrupted. */
export type FilingStep = { do: 'nothing'; filing: SentFiling } | { do: 'wait'; milliseconds: number } | { do: 'look-then-append' };

const SECOND = 1_000;
/** A copy by the provider is there at once as a rule; of a provider known to file it is waited for longer. */
const LOOKS_AT: Record<'known' | 'unknown', number[]> = { known: [10, 60, 300].map((s) => s * SECOND), unknown: [10 * SECOND] };

/** What to do about a sent message that is not known to be in Sent, so long after it was sent and having looked so often. */
export function planSentFiling(setting: FilingSetting, known: boolean, tries: number, sinceSent: number): FilingStep {
  if (setting === 'provider') return { do: 'nothing', filing: { state: 'provider', why: 'A setting of the account says that the provider files sent mail.' } };
  const [first] = LOOKS_AT[known ? 'known' : 'unknown'];
  if (setting === 'auto' && tries === 0 && sinceSent < first!) return { do: 'wait', milliseconds: first! - sinceSent };
  return { do: 'look-then-append' };
}

/** How long to wait before looking again for the copy of a provider known to file; null: it does not file after all, so we do. */
export function nextLook(known: boolean, tries: number, sinceSent: number): number | null {
  if (!known) return null;
  const next = LOOKS_AT.known[tries];
  return next === undefined ? null : Math.max(SECOND, next - sinceSent);
}

const MINUTE = 60 * SECOND;
/** Failed appends are tried again for some days, by themselves: the message is sent, so nobody is in a hurry. */
const RETRIES = [1, 5, 15, 60, 240, 720, 1_440, 1_440].map((minutes) => minutes * MINUTE);

/** Milliseconds until a failed append is tried again; null: no more. */
export function appendRetryDelay(tries: number, random: number): number | null {
  const full = RETRIES[tries];
  return full === undefined ? null : Math.round(full * (0.8 + 0.2 * random));
}
