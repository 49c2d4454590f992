/**
 * What the index holds of a message: one sequence of words. Beside the words themselves stand marks, which nobody can type
 * because of the underscore: words of one field (`s_offer`), and facts (`h_file`). So every operator is a word of the
 * same index, and who may see a message is a part of the query and not a filter behind it.
 */
import type { Address } from '../mail/address';
import { fold, wordsOf } from '../../../../shared/text/words';

export interface IndexedMessage {
  subject: string;
  from: readonly Address[];
  to: readonly Address[];
  cc: readonly Address[];
  files: readonly string[];
  text: string;
  hasAttachment: boolean;
  /** The copies that are in sight, each once for an account. */
  copies: readonly { accountId: string; direction: 'incoming' | 'outgoing' }[];
  records: readonly { recordType: string; recordId: string }[];
  /** Ids of the tags it has. */
  tags: readonly string[];
}

export const MARKS = { subject: 's_', from: 'f_', to: 't_', cc: 'c_', filename: 'n_' } as const;
/** Stands in every message, between what must not be read as one phrase. */
export const EVERY = 'x_x';
export const ATTACHMENT = 'h_file';
export const LINKED = 'h_link';
export const DIRECTION = { incoming: 'd_in', outgoing: 'd_out' } as const;

/** People of one field that are indexed; a mailing to thousands is found by the first. */
const MOST_PEOPLE = 200;
/** The longest word MySQL's index keeps is 84 characters. */
const LONGEST_MARK = 80;

export function accountMark(accountId: string, direction: 'incoming' | 'outgoing'): string {
  return `${direction === 'outgoing' ? 'o' : 'i'}_${plain(accountId)}`;
}

export function recordMark({ recordType, recordId }: { recordType: string; recordId: string }): string {
  return `r_${plain(recordType.split('.').at(-1) ?? '').slice(0, 12)}_${plain(recordId)}`.slice(0, LONGEST_MARK);
}

export function tagMark(tagId: string): string {
  return `g_${plain(tagId)}`.slice(0, LONGEST_MARK);
}

const plain = (id: string): string => fold(id).replace(/[^a-z0-9]/g, '');

/** The words of a message in their order. An index that cannot hold them all keeps the first: what says who may find it leads, the long text is last. */
export function documentOf(message: IndexedMessage): string[] {
  const words: string[] = [];
  add(words, new Set(factsOf(message)));
  const subject = wordsOf(message.subject);
  add(words, subject);
  const people = (['from', 'to', 'cc'] as const).map((field) => ({ field, groups: peopleOf(message[field]) }));
  for (const { groups } of people) for (const group of groups) add(words, group);
  const files = message.files.map((name) => wordsOf(name));
  for (const file of files) add(words, file);
  add(words, subject.map((word) => MARKS.subject + word));
  for (const { field, groups } of people) for (const group of groups) add(words, group.map((word) => MARKS[field] + word));
  for (const file of files) add(words, file.map((word) => MARKS.filename + word));
  add(words, wordsOf(message.text));
  return words;
}

/** One name and one address are phrases of their own. */
function peopleOf(addresses: readonly Address[]): string[][] {
  return addresses.slice(0, MOST_PEOPLE).flatMap(({ name, address }) => [wordsOf(name), wordsOf(address)]).filter((words) => words.length > 0);
}

function factsOf({ hasAttachment, copies, records, tags }: IndexedMessage): string[] {
  return [
    ...(hasAttachment ? [ATTACHMENT] : []), ...(records.length > 0 ? [LINKED] : []), ...records.map(recordMark), ...tags.map(tagMark),
    ...copies.flatMap(({ accountId, direction }) => [accountMark(accountId, direction), DIRECTION[direction]]),
  ];
}

function add(words: string[], more: Iterable<string>): void {
  for (const word of more) words.push(word);
  words.push(EVERY);
}
