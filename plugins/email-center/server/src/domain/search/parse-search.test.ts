import { describe, expect, it } from 'vitest';
import { SEARCH_OPERATORS, SEARCH_VALUES } from '../../../../shared/contracts/search';
import { parseSearch } from './parse-search';
import type { Clause } from './types';

const NOW = { time: Date.parse('2026-11-12T10:00:00.000Z'), zone: 'Europe/Berlin' };
const parse = (q: string) => parseSearch(q, NOW, { operators: SEARCH_OPERATORS, values: SEARCH_VALUES });

/** A clause in one line: `-subject:old offer*`. */
function inWords(clause: Clause): string {
  const not = clause.not ? '-' : '';
  switch (clause.kind) {
    case 'words':
      return `${not}${clause.field}:${clause.spellings.map((words) => words.join(' ')).join('|')}${clause.prefix ? '*' : ''}`;
    case 'state':
      return `${not}${clause.state}`;
    case 'direction':
      return `${not}${clause.direction}`;
    case 'attachment': case 'linked':
      return `${not}${clause.kind}`;
    default:
      return `${not}${clause.kind}=${clause.value}`;
  }
}
const clauses = (q: string) => parse(q).clauses.map(inWords);
const trouble = (q: string) => parse(q).trouble.map(({ code, at, length, value }) => [code, q.slice(at, at + length), value]);

describe('a search', () => {
  it('by words wants them all, the last one perhaps unfinished', () => expect(clauses('Rechnung nove')).toEqual(['any:rechnung', 'any:nove*']));
  it('takes the last word as it is when a space stands behind it', () => expect(clauses('invoice nov ')).toEqual(['any:invoice', 'any:nov']));
  it('takes three letters as they are, because too many words begin with them, and two in a field', () => {
    expect([clauses('in nov'), clauses('from:an'), clauses('from:ann')]).toEqual([['any:in', 'any:nov'], ['from:an'], ['from:ann*']]);
  });
  it('takes a word with an asterisk for unfinished wherever it stands', () => expect(clauses('invo* nov ')).toEqual(['any:invo*', 'any:nov']));
  it('wants a phrase word by word, in straight and in curly quotation marks', () => {
    expect(clauses('"old offer"')).toEqual(['any:old offer']);
    expect(clauses('„altes Angebot“ ')).toEqual(['any:altes angebot']);
    expect(clauses('"still open')).toEqual(['any:still open']);
  });
  it('holds what is written together for a phrase', () => expect(clauses('e-mail anna@firm.example ')).toEqual(['any:e mail', 'any:anna firm example']));
  it('leaves out what must not occur', () => expect(clauses('invoice -draft -"on hold" ')).toEqual(['any:invoice', '-any:draft', '-any:on hold']));
  it('takes each word to the field of its operator', () => {
    expect(clauses('from:anna to:hr cc:boss subject:offer filename:cv.pdf ')).toEqual(['from:anna', 'to:hr', 'cc:boss', 'subject:offer', 'filename:cv pdf']);
  });
  it('takes a phrase to the field of its operator, and what must not be there', () => expect(clauses('subject:"old offer" -from:anna ')).toEqual(['subject:old offer', '-from:anna']));
  it('understands operators in German and Dutch, in any case', () => {
    expect(clauses('von:anna an:hr betreff:Angebot datei:cv mit:anhang ist:ungelesen ')).toEqual(['from:anna', 'to:hr', 'subject:angebot', 'filename:cv', 'attachment', 'unread']);
    expect(clauses('Van:anna aan:hr onderwerp:offerte met:bijlage is:klaar ')).toEqual(['from:anna', 'to:hr', 'subject:offerte', 'attachment', 'done']);
  });
  it('knows states, places and files', () => {
    expect(clauses('has:attachment in:inbox in:sent is:unread is:unassigned is:done is:linked is:unmatched -has:attachment -is:unmatched')).toEqual(
      ['attachment', 'incoming', 'outgoing', 'unread', 'unassigned', 'done', 'linked', '-linked', '-attachment', 'linked'],
    );
  });
  it('keeps the names of accounts, records and tags as they were typed', () => expect(clauses('account:"Info Berlin" record:Weber -tag:urgent')).toEqual(['account=Info Berlin', 'record=Weber', '-tag=urgent']));
  it('looks for either way of writing an umlaut', () => expect(clauses('Müller ')).toEqual(['any:muller|mueller']));
  it('holds a word with a colon that is no operator for words', () => expect(clauses('re:zero 10:30 ')).toEqual(['any:re zero', 'any:10 30']));
  it('passes over an operator whose value is still being typed', () => expect([clauses('invoice from:'), trouble('invoice from:')]).toEqual([['any:invoice'], []]));
  it('that says nothing is empty', () => expect([clauses('  '), clauses('- "" ... "'), parse('').trouble]).toEqual([[], [], []]));
});

describe('the days of a search', () => {
  const days = (q: string) => [parse(q).after, parse(q).before].map((time) => (time === null ? null : new Date(time).toISOString().slice(0, 16)));
  it('begin where the person is', () => expect(days('after:2026-11-05 before:12.11.2026')).toEqual(['2026-11-04T23:00', '2026-11-11T23:00']));
  it('are those nearest to each other when several are given', () => expect(days('after:2026-01 after:2026-03 before:2026-11 before:2026-10')).toEqual(['2026-02-28T23:00', '2026-09-30T22:00']));
  it('are turned round by a minus sign', () => expect(days('-before:2026-11-05')).toEqual(['2026-11-04T23:00', null]));
  it('that are none are told, with their place', () => expect(trouble('invoice after:soon')).toEqual([['not-a-date', 'after:soon', 'soon']]));
});

describe('what is not understood', () => {
  it('is told with its place and left out', () => {
    expect(trouble('offer is:purple  has:"a dog"')).toEqual([['unknown-value', 'is:purple', 'purple'], ['unknown-value', 'has:"a dog"', 'a dog']]);
    expect(clauses('offer is:purple ')).toEqual(['any:offer']);
  });
  it('is a search for what must not occur alone', () => {
    expect([clauses('-draft'), trouble('-draft')]).toEqual([[], [['only-not', '-draft', 'draft']]]);
    expect(clauses('-draft after:2026')).toEqual(['-any:draft']);
  });
  it('is what goes beyond twenty words', () => {
    const q = Array.from({ length: 25 }, (_, n) => `word${n}`).join(' ');
    expect(clauses(q)).toHaveLength(20);
    expect(trouble(q)).toEqual([['too-many-words', 'word20 word21 word22 word23 word24', 'word20']]);
  });
  it('is never a reason to fail', () => {
    for (const q of [':', '::', '-:', 'from::', '"', '""', '-', '--x', 'from:-', '*', '\u0000', 'a'.repeat(500), '"'.repeat(99), 'is:', '-is:', 'from:"', 'from:"a" b"', '\ud800']) expect(() => parse(q)).not.toThrow();
  });
});
