import { describe, expect, it } from 'vitest';
import { readInline } from '../intake/forwarded/inline';
import { forwardHtml, forwardText, quoteHtml, quoteLines, quoteText, MAX_QUOTED_HTML } from './quote';
import { attribution, forwardedHead, knownTimeZone, languageOf, type Language, type Place } from './words';

const original = { from: { name: 'Anna Weber', address: 'anna@people.test' }, to: [{ name: '', address: 'jobs@firm.test' }], cc: [{ name: 'Bo', address: 'bo@people.test' }], subject: 'Bewerbung', date: '2026-11-12T08:41:00.000Z' };
const place = (language: Language, timeZone = 'Europe/Berlin'): Place => ({ language, timeZone });

describe('the line above an answered message', () => {
  it.each([
    ['en', 'On 12 November 2026 at 09:41, Anna Weber <anna@people.test> wrote:'],
    ['de', 'Am 12. November 2026 um 09:41 schrieb Anna Weber <anna@people.test>:'],
    ['nl', 'Op 12 november 2026 om 09:41 schreef Anna Weber <anna@people.test>:'],
  ] as const)('speaks the language of the writer and tells the time of their zone: %s', (language, line) => {
    expect(attribution(original, place(language))).toBe(line);
  });

  it('tells the day that it was in the zone', () => {
    expect(attribution({ ...original, date: '2026-11-12T23:30:00.000Z' }, place('en', 'Asia/Tokyo'))).toContain('13 November 2026 at 08:30');
  });

  it('does without a name, and without a sender', () => {
    expect(attribution({ ...original, from: { name: '', address: 'a@b.test' } }, place('en'))).toContain(', a@b.test wrote:');
    expect(attribution({ ...original, from: null }, place('de'))).toContain('schrieb ?:');
  });

  it('keeps to one line whatever stands in the name', () => {
    expect(attribution({ ...original, from: { name: 'Evil\r\n> <x@y.test>', address: 'a@b.test' } }, place('en'))).toBe('On 12 November 2026 at 09:41, Evil x@y.test <a@b.test> wrote:');
  });
});

describe('language and zone', () => {
  it('fall back to English and UTC', () => {
    expect([languageOf('de-AT'), languageOf('NL'), languageOf('fr'), languageOf(null)]).toEqual(['de', 'nl', 'en', 'en']);
    expect([knownTimeZone('Europe/Vienna'), knownTimeZone('Mars/Base'), knownTimeZone(null)]).toEqual(['Europe/Vienna', 'UTC', 'UTC']);
  });
});

describe('a quotation', () => {
  it('is marked, and holds the original within a blockquote', () => {
    expect(quoteHtml(original, { html: '<p>Hello</p>', text: 'Hello' }, place('en')))
      .toBe('<div data-email-quote=""><p>On 12 November 2026 at 09:41, Anna Weber &lt;anna@people.test&gt; wrote:</p><blockquote type="cite"><p>Hello</p></blockquote></div>');
  });

  it('shows an original without HTML, and a very large one, as text', () => {
    expect(quoteHtml(original, { html: null, text: 'a < b\nc' }, place('en'))).toContain('<blockquote type="cite"><p>a &lt; b<br>c</p></blockquote>');
    expect(quoteHtml(original, { html: 'x'.repeat(MAX_QUOTED_HTML + 1), text: 'small' }, place('en'))).toContain('<blockquote type="cite"><p>small</p></blockquote>');
    expect(quoteHtml(original, { html: '語'.repeat(MAX_QUOTED_HTML / 2), text: 'small' }, place('en'))).toContain('<blockquote type="cite"><p>small</p></blockquote>');
  });

  it('that is too long only by pictures within its HTML is shown without them', () => {
    const picture = `<img alt="x" src="data:image/png;base64,${'A'.repeat(MAX_QUOTED_HTML)}" />`;
    expect(quoteHtml(original, { html: `<p>a</p>${picture}<p>b</p>`, text: 'small' }, place('en'))).toContain('<blockquote type="cite"><p>a</p><p>b</p></blockquote>');
  });

  it('of plain text marks each line, a quoted one without a space between the signs, and ends none with a space', () => {
    expect(quoteLines('Hello \r\n\r\n> earlier\n>> before\n')).toBe('> Hello\n>\n>> earlier\n>>> before');
    expect(quoteText(original, 'Hello', place('nl'))).toBe('Op 12 november 2026 om 09:41 schreef Anna Weber <anna@people.test>:\n> Hello\n');
  });
});

describe('a message forwarded inline', () => {
  it('has its head above it, without Bcc', () => {
    expect(forwardedHead(original, place('de'))).toEqual([
      '---------- Weitergeleitete Nachricht ----------', 'Von: Anna Weber <anna@people.test>', 'Datum: 12. November 2026 um 09:41', 'Betreff: Bewerbung', 'An: jobs@firm.test', 'Kopie: Bo <bo@people.test>',
    ]);
    expect(forwardHtml(original, { html: '<p>Hello</p>', text: '' }, place('en'))).toMatch(/^<div data-email-quote=""><p>-{10} Forwarded message -{10}<br>From: Anna Weber &lt;.*<\/p><div><p>Hello<\/p><\/div><\/div>$/);
  });

  it.each(['en', 'de', 'nl'] as const)('is read by our own forward addresses as what it is: %s', (language) => {
    expect(readInline({ subject: 'Fwd: Bewerbung', text: forwardText(original, 'Hello', place(language)), htmlText: null, zone: 60, saysForwarded: false })).toMatchObject({
      found: true, forwarded: { from: [{ address: 'anna@people.test' }], to: [{ address: 'jobs@firm.test' }], cc: [{ address: 'bo@people.test' }], subject: 'Bewerbung', date: '2026-11-12T08:41:00.000Z' },
    });
  });
});
