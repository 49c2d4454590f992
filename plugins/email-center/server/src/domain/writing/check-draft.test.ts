import { describe, expect, it } from 'vitest';
import { checkDraft, messageBytes, type CheckedDraft } from './check-draft';
import { attachmentSpokenOf } from './forgotten-attachment';

const to = (count: number, address = 'x') => Array.from({ length: count }, (_, index) => ({ name: '', address: `${address}${index}@people.test` }));
const draft = (values: Partial<CheckedDraft> = {}): CheckedDraft => ({
  kind: 'new', to: to(1), cc: [], bcc: [], subject: 'Hello', ownText: 'Hello', attachments: 0, bytes: 10, maxBytes: 100, failing: new Set(), answers: null, ...values,
});
const codes = (values: Partial<CheckedDraft>) => checkDraft(draft(values)).map(({ code, detail }) => (detail === '' ? code : `${code} ${detail}`));

describe('what one may have overlooked', () => {
  it('is nothing in an ordinary message', () => {
    expect(codes({})).toEqual([]);
  });

  it('is an attachment that is spoken of, unless there is one', () => {
    expect(codes({ ownText: 'Anbei die Unterlagen.' })).toEqual(['forgotten-attachment Anbei']);
    expect(codes({ ownText: 'Anbei die Unterlagen.', attachments: 1 })).toEqual([]);
  });

  it('is a large circle of people who see each other, sooner in a reply to all', () => {
    expect(codes({ to: to(6), cc: to(4, 'y') })).toEqual([]);
    expect(codes({ to: to(6), cc: to(5, 'y') })).toEqual(['many-recipients 11']);
    expect(codes({ kind: 'reply-all', to: to(4), cc: to(2, 'y') })).toEqual(['many-recipients 6']);
    expect(codes({ bcc: to(200) })).toEqual([]);
  });

  it('is a missing subject', () => {
    expect(codes({ subject: ' ' })).toEqual(['no-subject']);
  });

  it('are recipients whose mail comes back, and those nobody reads', () => {
    expect(codes({ to: [{ name: '', address: 'Gone@People.test' }], bcc: [{ name: '', address: 'no-reply@shop.test' }], failing: new Set(['gone@people.test']) })).toEqual(['failing-recipient Gone@People.test', 'no-reply-address no-reply@shop.test']);
  });

  it('is the size', () => {
    expect(codes({ bytes: 101 })).toEqual(['too-large 101']);
  });

  it('are placeholders that were not filled', () => {
    expect(codes({ subject: '{{record.job}}', ownText: 'Dear {{ record.firstName }}' })).toEqual(['unfilled-placeholder {{record.job}}', 'unfilled-placeholder {{record.firstName}}']);
  });

  it('is that a program wrote what is answered', () => {
    expect(codes({ kind: 'reply', answers: 'auto-reply' })).toEqual(['automatic-original auto-reply']);
    expect(codes({ kind: 'reply', answers: 'list' })).toEqual([]);
  });
});

describe('the word for an attachment', () => {
  it.each([
    'Please find attached my CV.', 'I attach the contract.', 'See the attachment', 'The enclosed form', 'Im Anhang finden Sie', 'Anbei mein Lebenslauf', 'Ich habe die Datei angehängt', 'beigefügtes Formular', 'finden Sie in der Anlage', 'Ich hänge Ihnen an',
    'In de bijlage vind je', 'Bijgevoegd het contract', 'Ik heb het meegestuurd',
  ])('is known: %s', (text) => {
    expect(attachmentSpokenOf(text)).not.toBeNull();
  });

  it.each(['The anlage-bau company', 'Anhanger der Theorie', 'Die Solaranlage läuft', 'unattached', 'Zusammenhang', 'bijlagend'])('is not seen in other words: %s', (text) => {
    expect(attachmentSpokenOf(text)).toBeNull();
  });
});

describe('the size of a message', () => {
  it('counts files as they are sent, a third larger', () => {
    const bytes = messageBytes({ htmlBytes: 1000, textBytes: 1000, fileBytes: [1_000_000] });
    expect(bytes).toBeGreaterThan(1_368_000);
    expect(bytes).toBeLessThan(1_390_000);
  });
});
