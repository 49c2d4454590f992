import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';

interface Refusals {
  answerTo(sender: string, recipient: string): { code: number; text: string } | null;
}

/** A script of the repository: it has no types that this project could read. */
const script = pathToFileURL(path.resolve(__dirname, '../../../demo/refusals.mjs')).href;
const { Refusals } = (await import(script)) as { Refusals: new () => Refusals };
const ME = 'me@house.example';

describe('the mail server of the demo', () => {
  let refusals: Refusals;
  beforeEach(() => {
    refusals = new Refusals();
  });
  const codes = (...recipients: string[]) => recipients.map((recipient) => refusals.answerTo(ME, recipient)?.code ?? 250);

  it('takes mail for anybody else', () => {
    expect(codes('anna@firma.example', 'refused.person@firma.example', 'laterlater@firma.example', 'x@later.example')).toEqual([250, 250, 250, 250]);
  });

  it('never takes mail for "refused", on any domain, in any spelling', () => {
    expect(codes('refused@firma.example', 'Refused@Other.example', 'refused+two@firma.example', 'refused@firma.example')).toEqual([550, 550, 550, 550]);
    expect(refusals.answerTo(ME, 'refused@firma.example')?.text).toContain('refused@firma.example');
  });

  it('takes mail for "later" every second time', () => {
    expect(codes('later@firma.example', 'LATER@firma.example', 'later@firma.example', 'later@firma.example')).toEqual([451, 250, 451, 250]);
  });

  it('counts for each sender and recipient alone', () => {
    expect(codes('later@firma.example', 'later+2@firma.example', 'later@other.example')).toEqual([451, 451, 451]);
    expect(refusals.answerTo('you@house.example', 'later@firma.example')?.code).toBe(451);
    expect(codes('later@firma.example')).toEqual([250]);
  });
});
