import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMimeParser, inspectMessage, openPart, readBodies } from './index';
import { chunked, collect, randomBorders, seeded } from './test-streams';

const corpus = new URL('../../../../test/corpus/', import.meta.url);
const names = readdirSync(corpus).filter((name) => name.endsWith('.eml'));
const octetsOf = (name: string): Buffer => readFileSync(new URL(name, corpus));

async function inspected(octets: Buffer): Promise<object> {
  const { message, html, digests } = await inspectMessage(chunked(octets, []));
  return { ...message, html, attachments: message.attachments.map((file) => ({ ...file, sha256: digests.get(file.partNumber) })) };
}

describe('the corpus says what is read of a message', () => {
  it.each(names)('%s', async (name) => {
    const expected: object = JSON.parse(readFileSync(new URL(name.replace(/eml$/, 'json'), corpus), 'utf8'));
    expect(await inspected(octetsOf(name))).toMatchObject(expected);
  });
});

describe('every message of the corpus', () => {
  const parser = createMimeParser();

  it('reads the same wherever the stream is cut', async () => {
    const random = seeded(1);
    for (const name of names) {
      const octets = octetsOf(name);
      const whole = parser.parse(octets);
      for (let round = 0; round < 6; round += 1) {
        const borders = round === 0 ? octets.map((_, i) => i) : randomBorders(octets.length, 1 + Math.floor(random() * 12), random);
        const pieces = await parser.parseStream(chunked(octets, [...borders]));
        expect({ name, ...pieces }).toEqual({ name, ...whole });
      }
    }
  });

  it('has the same envelope when only its header is read', () => {
    for (const name of names) {
      const octets = octetsOf(name);
      const { messageId, subject, from, to, date, references } = parser.parse(octets);
      expect({ name, ...parser.parseEnvelope(octets) }).toMatchObject({ name, messageId, subject, from, to, date, references });
    }
  });

  it('gives each attachment with exactly the size that was counted without decoding', async () => {
    const random = seeded(2);
    for (const name of names) {
      const octets = octetsOf(name);
      for (const { partNumber, size, contentType, filename } of parser.parse(octets).attachments) {
        const part = await openPart(chunked(octets, randomBorders(octets.length, 5, random)), partNumber);
        expect({ contentType: part.contentType, filename: part.filename }).toEqual({ contentType, filename });
        expect((await collect(part.content)).length, `${name} ${partNumber}`).toBe(size);
      }
    }
  });

  it('gives the same text when it is opened for reading', async () => {
    for (const name of names) {
      const octets = octetsOf(name);
      const { text, attachments, hasHtml } = parser.parse(octets);
      const opened = await readBodies(chunked(octets, []));
      expect({ name, text: opened.text, attachments: opened.attachments, hasHtml: opened.html !== null }).toEqual({ name, text, attachments, hasHtml });
    }
  });
});
