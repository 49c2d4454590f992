import { describe, expect, it } from 'vitest';
import { readListCsv, writeListCsv } from './list-csv';

describe('lists as CSV', () => {
  const entries = [
    { kind: 'block', form: 'pattern', value: '*@spam.example', note: 'says "hello", often\r\nand again', account: 'info@firm.example' },
    { kind: 'allow', form: 'address', value: '=1+1@example.org', note: '@SUM(A1)', account: '' },
    { kind: 'block', form: 'domain', value: 'example.org', note: '', account: 'Office, Berlin' },
  ] as const;

  it('are read as they were written', () => {
    const csv = writeListCsv(entries);
    expect(csv.split('\r\n')[0]).toBe('kind,form,value,note,account');
    const { entries: read, wrong } = readListCsv(csv);
    expect(wrong).toEqual([]);
    expect(read.map(({ line: _line, ...rest }) => rest)).toEqual(entries);
  });

  it('hold nothing a spreadsheet would run as a formula', () => {
    const csv = writeListCsv([{ kind: 'block', form: 'address', value: '+cmd@x.example', note: '=HYPERLINK("http://x")', account: '=1' }, { kind: 'block', form: 'address', value: 'a@x.example', note: '-1\tand more', account: '' }]);
    for (const cell of csv.split(/\r\n|,/)) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r]/);
  });

  it('need no more than values', () => {
    expect(readListCsv('value\nanna@example.org\n*@spam.example\nexample.net\n\n').entries).toEqual([
      { kind: 'block', form: 'address', value: 'anna@example.org', note: '', account: '', line: 2 },
      { kind: 'block', form: 'pattern', value: '*@spam.example', note: '', account: '', line: 3 },
      { kind: 'block', form: 'domain', value: 'example.net', note: '', account: '', line: 4 },
    ]);
  });

  it('are read with semicolons, a byte order mark, and columns in any order', () => {
    expect(readListCsv('\ufeffValue;Kind;Note\r\n"anna@example.org";allow;"a; b"\r\n').entries).toEqual([{ kind: 'allow', form: 'address', value: 'anna@example.org', note: 'a; b', account: '', line: 2 }]);
  });

  it('say for each wrong line what is wrong with it, by its number in the file', () => {
    const { entries: read, wrong } = readListCsv('kind,form,value,note\nblock,address,"good@example.org","two\nlines"\nmaybe,address,a@b.example,\nblock,planet,mars,\nblock,address,nobody,\nblock,domain,,x\nblock,domain,"open.example');
    expect(read).toHaveLength(1);
    expect(wrong.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8]);
    expect(wrong.map(({ reasons }) => reasons.map(({ code }) => code).join())).toEqual(['csv-unknown-kind', 'csv-unknown-form', 'not-an-address', 'csv-without-value', 'csv-open-quote']);
    expect(wrong.map(({ message }) => message)).toEqual([
      expect.stringContaining('"maybe"'), expect.stringContaining('"planet"'), expect.stringContaining('no e-mail address'), 'The value is missing.', 'A quotation mark is not closed.',
    ]);
  });

  it('without a heading say so', () => {
    expect(readListCsv('anna@example.org\n')).toEqual({ entries: [], wrong: [{ line: 1, message: expect.stringContaining('has to name the columns') as string, reasons: [{ code: 'csv-without-heading', params: {} }] }] });
  });

  it('of many thousand lines are read in time that grows with their number', () => {
    const csv = `value\n${Array.from({ length: 20_000 }, (_, n) => `a${n}@example.org`).join('\n')}`;
    expect(readListCsv(csv).entries).toHaveLength(20_000);
  });
});
