/** Which records a stored message belongs to by the addresses they know now: what its import would have decided (S1.8). Pure. */
import { asForwarded, type AsRead } from './as-read';
import { matchMessage, type groupHits, recordKey } from './match';
import { withFailedRecipients } from './match-bounce';
import { matchMentions, MENTIONS_KEPT } from './mentions';
import type { IntakePolicy } from './policy';
import { readCopy } from './read-copy';
import type { Employee } from './route';
import type { StoredMail } from './stored-mail';
import type { Match } from './types';

export type KnownEmployee = Pick<Employee, 'recordType' | 'recordId' | 'addresses'>;

/** What is known at the time of looking. */
export interface LateKnowledge {
  policy: Pick<IntakePolicy, 'matching'>;
  hits: ReturnType<typeof groupHits>;
  /** Whoever has the address of a case's sender on file; see `caseSenders`. */
  employees: readonly KnownEmployee[];
}

/** A record, with how the copy was read that the message belongs to it by; `case`: as a case. */
export interface LateMatch extends Match {
  by: AsRead | 'case';
}

/** The senders whose own addresses are not to be looked up, because their message is a case (normalised). */
export function caseSenders(mails: readonly Pick<StoredMail, 'headers' | 'copies'>[]): string[] {
  const senders = mails.flatMap((mail) => mail.copies.flatMap((copy) => readCopy(mail, copy))).flatMap((copy) => (copy.kind === 'case' ? (copy.sender ?? []) : []));
  return [...new Set(senders)];
}

/** The addresses a case is looked up by: those it names, without those of the employee who sent it. */
export function caseMentions({ sender, mentioned }: { sender: string | null; mentioned: readonly string[] }, employees: readonly KnownEmployee[]): string[] {
  const own = new Set(sendersOf(sender, employees).flatMap(({ addresses }) => addresses));
  return mentioned.filter((address) => !own.has(address)).slice(0, MENTIONS_KEPT);
}

/** Each record once, with the reasons of every copy. Linked as a case where one copy makes it one. */
export function lateMatchesOf(mail: Pick<StoredMail, 'headers' | 'copies' | 'automatic'>, known: LateKnowledge): LateMatch[] {
  const byRecord = new Map<string, LateMatch>();
  for (const match of mail.copies.flatMap((copy) => matchesOfCopy(mail, copy, known))) {
    const other = byRecord.get(recordKey(match));
    byRecord.set(recordKey(match), other === undefined ? match : { ...other, by: match.by === 'case' ? 'case' : other.by, reasons: [...other.reasons, ...newReasons(other, match)] });
  }
  return [...byRecord.values()];
}

function matchesOfCopy(mail: Pick<StoredMail, 'headers' | 'automatic'>, copy: StoredMail['copies'][number], { policy, hits, employees }: LateKnowledge): LateMatch[] {
  return readCopy(mail, copy).flatMap((one): LateMatch[] => {
    if (one.kind === 'nothing') return [];
    if (one.kind === 'case') {
      const own = new Set(sendersOf(one.sender, employees).map(recordKey));
      return matchMentions(caseMentions(one, employees), hits, own).map((match) => ({ ...match, by: 'case' as const }));
    }
    const { read } = one;
    const matches = asForwarded(matchMessage(read.role, read.headers, policy.matching, hits), read);
    return withFailedRecipients(matches, mail.automatic, hits).map((match) => ({ ...match, by: read }));
  });
}

const sendersOf = (sender: string | null, employees: readonly KnownEmployee[]): KnownEmployee[] => employees.filter(({ addresses }) => sender !== null && addresses.includes(sender));

function newReasons({ reasons }: Match, other: Match): Match['reasons'] {
  return other.reasons.filter((one) => !reasons.some(({ rule, address, field }) => rule === one.rule && address === one.address && field === one.field));
}

