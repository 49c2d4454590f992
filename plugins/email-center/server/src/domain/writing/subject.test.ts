import { describe, expect, it } from 'vitest';
import { bareSubject, forwardSubject, replySubject } from './subject';

describe('the subject of an answer', () => {
  it.each([
    'Application', 'Re: Application', 'RE: Application', 'AW: Application', 'Antw: Application', 'Antwoord: Application', 'SV: Application', 'RE : Application', 'R: Application', 'RIF: Application', 'RES: Application', 'Réf: Application',
    'Re: Re: RE: Application', 'Re: AW: Re: Application', 'AW: WG: Application', 'Fwd: Re: Application', 'Re[2]: Application', 'AW (3): Application', 'Re^2: Application', '  Re:Application', 'TR: RE: Application', 'RV: Application', 'Doorst: Application',
    'Re: \r\n Application',
  ])('has one prefix, whatever stood before: %s', (subject) => {
    expect(replySubject(subject)).toBe('Re: Application');
  });

  it.each(['Regarding: the house', 'Report: Q3', 'r: small letters', 'i: think so', 'A re: B', 'Award: winners', '10:30 at the station'])('keeps words that only look like a prefix: %s', (subject) => {
    expect(replySubject(subject)).toBe(`Re: ${subject}`);
  });

  it('of nothing is the prefix alone', () => {
    expect(replySubject('')).toBe('Re:');
    expect(replySubject('AW:')).toBe('Re:');
  });

  it('stays within what a subject may be long', () => {
    expect(replySubject('x'.repeat(5000)).length).toBe(1000);
    expect(bareSubject('Re: '.repeat(5000)).length).toBeLessThan(5);
  });
});

describe('the subject of a forwarded message', () => {
  it.each(['Application', 'WG: Application', 'Fw: Application', 'FWD: Re: Application', 'Re: Application', 'I: Application'])('has one prefix, whatever stood before: %s', (subject) => {
    expect(forwardSubject(subject)).toBe('Fwd: Application');
  });
});
