import { describe, expect, it } from 'vitest';
import { mentionedIn, mentioningAt, notePieces, peopleFor, withMention } from './mention';

const PEOPLE = [{ id: 1, name: 'Petra Schönfelder-Brandt' }, { id: 2, name: 'Bert Brand' }, { id: 3, name: 'Åsa Öberg' }];

describe('naming somebody in a note', () => {
  it('begins with an @ that is no part of an address', () => {
    expect(mentioningAt('Ask @pet', 8)).toEqual({ from: 4, typed: 'pet' });
    expect(mentioningAt('@', 1)).toEqual({ from: 0, typed: '' });
    expect(mentioningAt('mail anna@people', 16)).toBeNull();
    expect(mentioningAt('@Petra is asked and more words', 30)).toBeNull();
  });
  it('finds first and last names, without regard to case and accents', () => {
    const names = (typed: string) => peopleFor(PEOPLE, typed).map(({ id }) => id);
    expect([names('schon'), names('BRAND'), names('asa ob'), names('x'), names('')]).toEqual([[1], [1, 2], [3], [], [1, 2, 3]]);
  });
  it('writes the whole name and goes on behind it', () => {
    expect(withMention('Ask @pet please', { from: 4, typed: 'pet' }, PEOPLE[0]!)).toEqual({ text: 'Ask @Petra Schönfelder-Brandt please', caret: 30 });
  });
  it('counts only whose name is still there, once', () => {
    expect(mentionedIn('@Bert Brand, see above', [PEOPLE[0]!, PEOPLE[1]!, PEOPLE[1]!]).map(({ id }) => id)).toEqual([2]);
  });
  it('lets the names stand out and loses nothing of the text', () => {
    const text = 'For @Bert Brand and a@b.test';
    expect(notePieces(text, [PEOPLE[1]!])).toEqual([{ text: 'For ', person: false }, { text: '@Bert Brand', person: true }, { text: ' and a@b.test', person: false }]);
    expect(notePieces(text, []).map((piece) => piece.text).join('')).toBe(text);
  });
});
