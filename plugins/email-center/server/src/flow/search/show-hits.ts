/** Why a message was found, as its row says it: by its marked subject and a piece of its text, or else by a word for where it was. */
import type { CenterItem, MessageListItem } from '../../../../shared/contracts';
import { isHit, markHits, snippetOf } from '../../domain/search/mark-hits';
import type { WordsClause } from '../../domain/search/types';
import type { FoundText } from './ports';

type Found = NonNullable<CenterItem['found']>;

/** What a row does not name of a message: the others it went to, and its files. */
export interface NamesOfMessage {
  /** documentId. */
  id: string;
  people: { name: string; address: string }[];
  files: string[];
}
/** Of messages the caller may see whole. */
export type FurtherNames = (documentIds: readonly string[]) => Promise<NamesOfMessage[]>;

interface Sources {
  /** Of all that was found; those of messages that are seen in part are not looked at. */
  texts: readonly FoundText[];
  names: FurtherNames;
}

/** Of what is seen in part only that part is shown; the rows come cut down already. */
export async function showHits<Item extends MessageListItem>(
  { texts, names }: Sources, conceal: (text: string) => string, words: readonly WordsClause[], items: readonly Item[],
): Promise<(Item & { found: Found })[]> {
  const whole = new Set(items.filter(({ view }) => view === undefined || view === 'everything').map(({ id }) => id));
  const textOf = new Map(texts.filter(({ id }) => whole.has(id)).map(({ id, text }) => [id, conceal(text)]));
  const shown = items.map((item) => {
    const text = textOf.get(item.id);
    const snippet = (text === undefined ? null : snippetOf(text, words, ['any'])) ?? markHits(conceal(item.preview), words, ['any']);
    return { ...item, found: { subject: markHits(conceal(item.subject), words, ['any', 'subject']), snippet, elsewhere: null } };
  });
  if (!words.some(({ not }) => !not)) return shown;
  const unmarked = shown.filter(({ found }) => ![...found.subject, ...found.snippet].some(({ hit }) => hit));
  const further = new Map((await names(unmarked.filter(({ id }) => whole.has(id)).map(({ id }) => id))).map((one) => [one.id, one]));
  const elsewhere = new Map(unmarked.map((item) => [item.id, placeOf(item, further.get(item.id), words, conceal)]));
  return shown.map((item) => ({ ...item, found: { ...item.found, elsewhere: elsewhere.get(item.id) ?? null } }));
}

/** Null: nothing is known of it but that it was found; so is what is seen in part, where only people are named. */
function placeOf({ from, to }: MessageListItem, further: NamesOfMessage | undefined, words: readonly WordsClause[], conceal: (text: string) => string): Found['elsewhere'] {
  const people = [...(from ? [from] : []), ...to, ...(further?.people ?? [])].map(({ name, address }) => conceal(`${name} ${address}`));
  if (people.some((one) => isHit(one, words, ['any', 'from', 'to', 'cc']))) return 'people';
  if (further === undefined) return null;
  if (further.files.some((one) => isHit(conceal(one), words, ['any', 'filename']))) return 'file';
  // The beginning of the text was looked through for the snippet.
  return words.some(({ not, field }) => !not && field === 'any') ? 'text' : null;
}
