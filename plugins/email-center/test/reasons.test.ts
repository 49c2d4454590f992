/** Every reason of a decision has a sentence in each language of the panel, and the English one is what the API says. */
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import de from '../admin/src/translations/de';
import en from '../admin/src/translations/en';
import nl from '../admin/src/translations/nl';
import { because, inEnglish, REASON_CODES, withTexts, type Reason, type ReasonCode, type ReasonParams } from '../server/src/domain/mail/reason';

const LANGUAGES: Record<string, Record<string, string>> = { en, de, nl };
const entry = { scope: 'user', form: 'domain', value: 'spam.example', note: 'since the fair', noted: 1 } as const;

/** One or more samples of the params of each code that has any; the compiler holds them complete. */
type WithParams = { [Code in ReasonCode]: keyof ReasonParams<Code> extends never ? never : Code }[ReasonCode];
const SAMPLES: { [Code in WithParams]: ReasonParams<Code>[] } = {
  linked: [{ count: 1 }, { count: 3 }], 'files-left-out': [{ count: 1 }, { count: 2 }], 'more-attached': [{ count: 1 }, { count: 2 }],
  'list-entry': [
    entry, { ...entry, scope: 'account', form: 'address', value: 'x@spam.example', note: '', noted: 0 }, { ...entry, scope: 'everybody', form: 'below' },
    { ...entry, scope: 'everybody', form: 'pattern', value: '*@spam.example' },
  ],
  'not-on-allow-list': [{ scope: 'everybody', address: 'a@b.example' }, { scope: 'account', address: 'a@b.example' }], 'nobody-on-allow-list': [{ scope: 'user' }],
  'automatic-kept-out': [{ kind: 'bounce' }, { kind: 'reply' }, { kind: 'complaint' }, { kind: 'list' }, { kind: 'bulk' }],
  'not-a-feeder': [{ address: 'a@b.example' }],
  'routed-by-rule': [{ name: 'Karin' }], 'offered-by-rule': [{ name: 'Karin', count: 2 }], 'rule-inactive': [{ name: 'Karin' }], 'no-rule': [{ name: 'Karin' }],
  'unknown-sender': [{ address: 'a@b.example' }], 'former-employee': [{ name: 'Karin', address: 'a@b.example' }], 'employee-left': [{ name: 'Karin' }],
  'employee-without-address': [{ name: 'Karin' }], 'user-inactive': [{ name: 'Bert' }], 'user-without-right': [{ name: 'Bert' }],
  deactivated: [{ name: 'Bert' }], 'removed-from-panel': [{ name: 'Bert' }], 'taken-out-of-group': [{ name: 'Bert' }], 'not-in-group-now': [{ name: 'Bert' }],
  'redirect-field': [{ field: 'Resent-From', value: 'Petra <petra@firm.example>' }], 'passed-on': [{ addresses: 'a@b.example, c@d.example' }],
  'addressed-to-colleague': [{ address: 'petra@firm.example' }], 'block-below': [{ line: '-----Original Message-----' }], 'no-block-below': [{ line: "It's {here}" }],
  'block-without-address': [{ sender: 'Anna Weber' }],
  'header-line': [{ line: 'List-Id: <news.example> (RFC 2919)' }], 'header-has': [{ field: 'x-autoreply' }], 'feedback-report': [{ type: 'abuse' }],
  'failed-recipients': [{ addresses: 'gone@b.example' }], 'server-says-undelivered': [{ sender: 'mailer-daemon@b.example' }], 'absence-subject': [{ subject: 'Abwesenheit' }],
  'delivery-report': [{ action: 'failed', recipient: 'gone@b.example', status: '5.1.1' }, { action: 'none', recipient: 'none', status: 'none' }], 'mass-mailer': [{ field: 'feedback-id' }],
  'not-an-address': [{ typed: 'x' }], 'address-not-domain': [{ typed: 'x' }], 'star-in-domain': [{ typed: 'x' }], 'not-a-domain': [{ typed: 'x' }], 'end-of-domains': [{ typed: 'x' }],
  'no-star': [{ typed: 'x' }], 'not-a-pattern': [{ typed: 'x' }], 'no-domain-behind-at': [{ typed: 'x' }], 'too-many-entries': [{ count: 50_000 }],
  'csv-unknown-kind': [{ typed: 'x' }], 'csv-unknown-form': [{ typed: 'x' }], 'csv-unknown-account': [{ typed: 'x' }], 'csv-several-accounts': [{ typed: 'x' }], 'address-same-as': [{ address: 'a@b.example' }], 'members-unfit': [{ names: 'Bert, Karin' }],
};
// Interfaces have no index signature, which the params of a reason of any code are.
const samples = SAMPLES as unknown as Partial<Record<ReasonCode, Reason['params'][]>>;
const ALL: Reason[] = REASON_CODES.flatMap((code) => (samples[code] ?? [{}]).map((params) => ({ code, params })));

describe.each(Object.entries(LANGUAGES))('in %s', (locale, messages) => {
  const broken: string[] = [];
  const { formatMessage } = createIntl({ locale, messages, onError: (error) => void broken.push(error.message) });
  const say = ({ code, params }: Reason): string => formatMessage({ id: `reason.${code}` }, params);

  it('every reason has a sentence, and no sentence has lost its reason', () => {
    expect(Object.keys(messages).filter((key) => key.startsWith('reason.')).sort()).toEqual(REASON_CODES.map((code) => `reason.${code}`).sort());
  });
  it('each names all that its reason names, as it was given', () => {
    for (const reason of ALL) {
      const said = say(reason);
      const named = Object.entries(reason.params).filter(([name, value]) => !['scope', 'form', 'kind', 'noted'].includes(name) && value !== 'none' && value !== '' && !(name === 'count' && value === 1));
      for (const [, value] of named) expect(said).toContain(String(value));
    }
    expect(broken).toEqual([]);
  });
  if (locale === 'en') {
    it('they are the sentences of the API', () => expect(ALL.map(say)).toEqual(ALL.map((reason) => inEnglish([reason]))));
  } else {
    it('none is the English one', () => expect(ALL.filter((reason) => reason.code !== 'header-line' && say(reason) === inEnglish([reason]))).toEqual([]));
  }
});

describe('what is named in reasons', () => {
  it('can be changed as a whole, such as an address that not everybody may see', () => {
    const reasons = [because('redirect-field', { field: 'X-Forwarded-To', value: 'forward@firm.example' }), because('linked', { count: 2 })];
    expect(inEnglish(withTexts(reasons, (text) => text.replace('forward@firm.example', '•••')))).toBe(
      'It was redirected with its own sender: the field X-Forwarded-To (•••) says so. Imported and linked to 2 records.',
    );
  });
});
