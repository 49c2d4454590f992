import type { Format } from '../../text/format';
import type { Text, TextValues } from '../../text/text';
import type { StepEvent, TestStep } from './test-progress';

type Facts = NonNullable<StepEvent['facts']>;

/** What each sentence needs to be told; with less, the tick stands alone rather than a sentence with holes. */
const NEEDS: Record<TestStep, string[]> = {
  resolve: ['addresses'],
  'reach-imap': ['host', 'port'],
  'tls-imap': ['issuer', 'validTo'],
  'login-imap': ['login'],
  mailboxes: ['inbox', 'sent'],
  window: ['messages', 'bytes', 'days'],
  'reach-smtp': ['host', 'port'],
  'tls-smtp': ['issuer', 'validTo'],
  'login-smtp': ['login'],
  send: ['to'],
  arrive: ['seconds'],
};

/** The facts as a reader of this language writes them. */
function valuesOf(format: Format, facts: Facts): TextValues {
  const values: TextValues = {};
  for (const [name, fact] of Object.entries(facts)) {
    if (Array.isArray(fact)) values[name] = fact.join(', ');
    else if (name === 'bytes') values[name] = format.size(Number(fact));
    else if (name === 'validTo' || name === 'validFrom' || name === 'since') values[name] = Number.isNaN(Date.parse(String(fact))) ? fact : format.date(String(fact));
    else values[name] = fact;
  }
  return values;
}

/** What was found at a step that passed, as one sentence; null when the server told too little for it. */
export function sentenceOf(text: Text, format: Format, step: TestStep, facts: Facts): string | null {
  if (NEEDS[step].some((name) => facts[name] === undefined)) return null;
  return text(`test.fact.${step}`, valuesOf(format, facts));
}
