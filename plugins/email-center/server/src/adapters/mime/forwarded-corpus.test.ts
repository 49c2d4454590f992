import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMimeParser, inspectMessage } from './index';
import { chunked, randomBorders, seeded } from './test-streams';

const corpus = new URL('../../../../test/corpus/forwarded/', import.meta.url);
const names = readdirSync(corpus).filter((name) => name.endsWith('.eml'));
const octetsOf = (name: string): Buffer => readFileSync(new URL(name, corpus));
const expectedOf = (name: string): object | null => JSON.parse(readFileSync(new URL(name.replace(/eml$/, 'json'), corpus), 'utf8')) as object | null;
const parser = createMimeParser();

describe('the corpus says what is read of a forwarded message', () => {
  it.each(names)('%s', async (name) => {
    const { message } = await inspectMessage(chunked(octetsOf(name), []));
    const expected = expectedOf(name);
    if (expected === null) {
      expect(message.forwarded).toBeNull();
      expect(message.forwardSigns?.why).not.toBe('');
    } else {
      expect(message.forwarded).toMatchObject(expected);
      expect(message.forwarded?.why).not.toBe('');
    }
  });
});

describe('every forward of the corpus', () => {
  it('reads the same wherever the stream is cut', async () => {
    const random = seeded(3);
    for (const name of names) {
      const octets = octetsOf(name);
      const whole = await parser.parseForward([octets], { keepsAttachments: true });
      const pieces = await parser.parseForward(chunked(octets, randomBorders(octets.length, 9, random)), { keepsAttachments: true });
      expect({ name, ...pieces }).toEqual({ name, ...whole });
    }
  });

  it('is the same message as without reading what it forwards', async () => {
    for (const name of names) {
      const { text: _text, forwarded: _forwarded, forwardSigns: _signs, ...message } = (await parser.parseForward([octetsOf(name)], { keepsAttachments: true })).message;
      expect({ name, ...parser.parse(octetsOf(name)) }).toMatchObject({ name, ...message });
    }
  });

  it('is kept without files as a message that reads alike and holds none', async () => {
    for (const name of names) {
      const { message, kept } = await parser.parseForward([octetsOf(name)], { keepsAttachments: false });
      const again = parser.parse(kept!);
      expect({ name, files: again.attachments, from: again.from, subject: again.subject, text: again.text.trim() }).toEqual({ name, files: [], from: message.from, subject: message.subject, text: message.text.trim() });
    }
  });
});

describe('a hostile forward', () => {
  const read = (body: string, type = 'text/plain') => parser.parseForward([Buffer.from(`From: a@b.example\r\nSubject: Fwd: x\r\nContent-Type: ${type}\r\n\r\n${body}`)], { keepsAttachments: true });
  const many = (piece: string) => piece.repeat(Math.floor(90_000 / piece.length));

  it.each([
    ['links without end', many('<a href=mailto:a@b.c href=mailto:d@e.f '), 'text/html'], ['links in one line', many('<a href="mailto:a@b.c">n</a>'), 'text/html'],
    ['one address without end', `From: ${many('a@')}`, 'text/plain'], ['names without end', `From: ${many('"a" <')}`, 'text/plain'], ['separators without end', many('---------- Forwarded message ---------\n'), 'text/plain'],
    ['fields without end', many('From: a\nDate: b\nSubject: c\n\n'), 'text/plain'], ['quoting without end', many('> '), 'text/plain'], ['dashes without end', many('-'), 'text/plain'], ['tags in the subject', many('['), 'text/plain'],
    ['dates without end', `---------- Forwarded message ---------\nFrom: a@b.example\nDate: ${many('1 nov ')}\nSubject: x\n`, 'text/plain'],
  ])('%s is read to its end', async (_what, body, type) => {
    expect((await read(body, type)).message.identity).not.toBe('');
  });

  it('that attaches a message to a message without end is read as far as three levels', async () => {
    const inner = (level: number): string => `From: level${level}@b.example\r\nSubject: Fwd: x\r\nContent-Type: message/rfc822\r\n\r\n${level === 40 ? 'From: end@b.example\r\n\r\nend' : inner(level + 1)}`;
    const { forwarded, forwardSigns } = (await parser.parseForward([Buffer.from(inner(0))], { keepsAttachments: true })).message;
    expect([forwarded, ...(forwardSigns?.deeper ?? [])].map((level) => level?.from[0]?.address)).toEqual(['level1@b.example', 'level2@b.example', 'level3@b.example']);
  });
});
