/** The texts of the panel: complete in every language, and with a sentence for everything the server can say. */
import { describe, expect, it } from 'vitest';
import de from '../admin/src/translations/de';
import en from '../admin/src/translations/en';
import nl from '../admin/src/translations/nl';
import { PROVIDERS } from '../server/src/domain/mail/providers';
import { OUTCOMES } from '../server/src/domain/intake/types';
import { MAIL_ERROR_CODES } from '../server/src/domain/mail/mail-error';
import { accountStateSchema, linkReasonSchema, mailErrorSchema, messageListItemSchema, TEST_STEPS } from '../shared/contracts';

const LANGUAGES: Record<string, Record<string, string>> = { en, de, nl };
const english: Record<string, string> = en;

/** The names in braces, without the words of plural branches. */
function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(/(?<!(?:one|other|=\d+)\s)\{(\w+)(?=[,}])/g)].map(([, name]) => name ?? ''))].sort();
}
const depthOf = (text: string) => [...text].reduce((depth, char) => depth + (char === '{' ? 1 : char === '}' ? -1 : 0), 0);

describe.each(Object.entries(LANGUAGES))('the %s texts', (_name, texts) => {
  it('have the same keys as the English ones', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
  });
  it('are filled in, with balanced braces', () => {
    expect(Object.entries(texts).filter(([, text]) => text.trim() === '' || depthOf(text) !== 0)).toEqual([]);
  });
  it('name the same placeholders as the English ones', () => {
    const differing = Object.keys(english).filter((key) => placeholdersOf(texts[key] ?? '').join() !== placeholdersOf(english[key] ?? '').join());
    expect(differing).toEqual([]);
  });
});

const missing = (keys: string[]) => keys.filter((key) => !(key in english));

describe('for everything the server can say there is a text:', () => {
  it('a sentence and a remedy for every cause of an error, and who can put it right', () => {
    expect(missing(MAIL_ERROR_CODES.flatMap((code) => [`error.${code}.what`, `error.${code}.remedy`]))).toEqual([]);
    expect(missing(mailErrorSchema.shape.remedier.options.map((who) => `remedier.${who}`))).toEqual([]);
  });
  it('every step of the test, with the facts found', () => {
    expect(missing(TEST_STEPS.flatMap((step) => [`test.step.${step}`, `test.fact.${step}`]))).toEqual([]);
  });
  it('every outcome, counted and as an answer', () => {
    expect(missing(OUTCOMES.flatMap((outcome) => [`outcome.${outcome}`, `outcome.${outcome}.count`, `outcome.${outcome}.sentence`]))).toEqual([]);
  });
  it('every hint of a provider', () => {
    expect(missing(PROVIDERS.flatMap(({ hint }) => (hint === null ? [] : [`provider.hint.${hint}`])))).toEqual([]);
  });
  it('every state, reason of a link, and kind of automatic mail', () => {
    expect(missing([
      ...accountStateSchema.options.map((state) => `state.${state}`),
      ...linkReasonSchema.shape.rule.options.map((rule) => `why.${rule}`),
      ...messageListItemSchema.shape.automatic.options.filter((kind) => kind !== 'none').map((kind) => `automatic.${kind}`),
    ])).toEqual([]);
  });
});
