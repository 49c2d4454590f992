/**
 * Reasons of decisions: a code of a closed list with what it names, so that the panel can say each in its reader's language.
 * The English sentences stand here; they are what the API and the command line say, and what is stored beside the codes.
 */
import { AUTOMATIC_SENTENCES } from './reasons/automatic-sentences';
import { FILING_SENTENCES } from './reasons/filing-sentences';
import { FORWARD_SENTENCES } from './reasons/forward-sentences';
import { INPUT_SENTENCES } from './reasons/input-sentences';
import { WORK_SENTENCES } from './reasons/work-sentences';

const SENTENCES = { ...FILING_SENTENCES, ...WORK_SENTENCES, ...FORWARD_SENTENCES, ...AUTOMATIC_SENTENCES, ...INPUT_SENTENCES };

export type ReasonCode = keyof typeof SENTENCES;
export type ReasonParams<Code extends ReasonCode> = (typeof SENTENCES)[Code] extends (params: infer Params) => string ? Params : Record<never, never>;
/** Every code; the panel has a text for each in every language. */
export const REASON_CODES = Object.keys(SENTENCES) as ReasonCode[];

/** As it is stored and answered. A decision may have several, which are read one after another. */
export interface Reason {
  code: ReasonCode;
  params: Readonly<Record<string, string | number>>;
}

type Given<Code extends ReasonCode> = (typeof SENTENCES)[Code] extends string ? [] : [params: ReasonParams<Code>];

export function because<Code extends ReasonCode>(code: Code, ...given: Given<Code>): Reason {
  const [params] = given as [Reason['params']?];
  return { code, params: { ...params } };
}

/** The English sentences, one after another. */
export function inEnglish(reasons: readonly Reason[]): string {
  return reasons.map(sentenceOf).join(' ');
}

function sentenceOf({ code, params }: Reason): string {
  // `because` gave the params their type; what was stored has no type any more.
  const sentence = SENTENCES[code] as string | ((params: Reason['params']) => string);
  return typeof sentence === 'string' ? sentence : sentence(params);
}

/** The same reasons with each text they name changed, such as one that not everybody may see. */
export function withTexts(reasons: readonly Reason[], change: (text: string) => string): Reason[] {
  return reasons.map(({ code, params }) => ({
    code, params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? change(value) : value])),
  }));
}
