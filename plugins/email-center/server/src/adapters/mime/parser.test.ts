import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MailError } from '../../domain/mail/mail-error';
import { LIMITS, type Message } from '../../domain/mail/message';
import { createMimeParser, openPart } from './index';
import { chunked, collect, seeded } from './test-streams';

const parser = createMimeParser();
const HEAD = 'From: a@example.com\r\nTo: b@example.org\r\nSubject: s\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\nMessage-ID: <x@example.com>\r\n';
const parse = (...pieces: (string | Buffer)[]): Message => parser.parse(Buffer.concat(pieces.map((piece) => Buffer.from(piece as string))));

function codeOf(read: () => unknown): string {
  try {
    read();
    return 'read';
  } catch (error) {
    if (error instanceof MailError) return `${error.kind}: ${error.code}`;
    throw error;
  }
}

function nestedMultiparts(levels: number): string {
  let message = HEAD;
  for (let i = 0; i < levels; i += 1) message += `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`;
  return `${message}\r\ndeep`;
}

describe('limits of reading', () => {
  const parts = (count: number) => `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(count)}--b--\r\n`;

  it('reads as many parts as are allowed and not one more', () => {
    expect(parse(parts(LIMITS.parts)).text.length).toBe(2 * LIMITS.parts - 1);
    expect(codeOf(() => parse(parts(LIMITS.parts + 1)))).toBe('malformed: too-many-parts');
    expect(codeOf(() => parse(parts(20_000)))).toBe('malformed: too-many-parts');
  });

  it('reads multiparts nested as deeply as is allowed and not one level more', () => {
    expect(parse(nestedMultiparts(LIMITS.depth)).text).toBe('deep');
    expect(codeOf(() => parse(nestedMultiparts(LIMITS.depth + 1)))).toBe('malformed: too-deep');
    expect(codeOf(() => parse(nestedMultiparts(2000)))).toBe('malformed: too-deep');
  });

  it('reads a header of 1 MB, in one line and in many', () => {
    const words = 'word '.repeat(200_000);
    expect(parse(`${HEAD}X-Long: ${words}\r\nCc: c@example.org\r\n\r\nbody`)).toMatchObject({ text: 'body', cc: [{ name: '', address: 'c@example.org' }] });
    expect(parse(`${HEAD}${'X-Many: value\r\n'.repeat(70_000)}\r\nbody`)).toMatchObject({ text: 'body', subject: 's' });
    expect(parse(`${HEAD}Cc: ${'c@example.org,\r\n '.repeat(60_000)}d@example.org\r\n\r\nbody`).cc).toHaveLength(60_001);
  });

  it('refuses a header beyond the limit, wherever the stream is cut', async () => {
    const message = Buffer.from(`${HEAD}X: ${'y'.repeat(LIMITS.headerBytes)}\r\n\r\nbody`);
    expect(codeOf(() => parser.parse(message))).toBe('malformed: header-too-large');
    await expect(parser.parseStream(chunked(message, [10, 1000, 2_000_000]))).rejects.toMatchObject({ code: 'header-too-large' });
    expect(codeOf(() => parser.parseEnvelope(message))).toBe('malformed: header-too-large');
  });

  it('gives the text of 5,000 nested HTML elements', () => {
    const html = `${'<div>'.repeat(5000)}deep inside${'</div>'.repeat(5000)}`;
    expect(parse(`${HEAD}Content-Type: text/html\r\n\r\n${html}`).text).toBe('deep inside');
  });

  it('caps the stored text without splitting a character', () => {
    const { text } = parse(`${HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\nx`, '😀'.repeat(LIMITS.textChars));
    expect(text.length).toBe(LIMITS.textChars - 1);
    expect(text.endsWith('😀')).toBe(true);
  });

  it('streams 100 MB by without holding it', async () => {
    const line = Buffer.from(`${'QUJD'.repeat(19)}\r\n`.repeat(1000));
    async function* message(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsee file\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n`);
      for (let i = 0; i < 1300; i += 1) yield line;
      yield Buffer.from('--b--\r\n');
    }
    const before = process.memoryUsage().rss;
    const { text, attachments } = await parser.parseStream(message());
    expect(text).toBe('see file');
    expect(attachments[0]!.size).toBe(1300 * 1000 * 57);
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
    let size = 0;
    for await (const piece of (await openPart(message(), '2')).content) size += piece.length;
    expect(size).toBe(1300 * 1000 * 57);
  });
});

describe('identity of a message', () => {
  const plain = (more: string, body: string) => parse(`${more}${HEAD}${body}`).identity;
  const QP = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe an alle, die=\r\n dies lesen\r\n';
  const EIGHT_BIT = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGrüße an alle,\r\ndie dies lesen';

  it('does not depend on what servers on the way wrote', () => {
    const one = plain('', QP);
    expect(plain('Return-Path: <z@example.net>\r\nReceived: from x by y\r\nX-Spam: no\r\nBcc: hidden@example.org\r\nDKIM-Signature: v=1\r\n', QP)).toBe(one);
  });

  it('does not depend on the transfer encoding or the wrapping of text', () => {
    expect(plain('', EIGHT_BIT)).toBe(plain('', QP));
    const file = (width: number) => `Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.alloc(300, 7).toString('base64').replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n')}`;
    expect(plain('', file(60))).toBe(plain('', file(76)));
  });

  it('does not depend on how header words are encoded or folded', () => {
    const one = parse('Message-ID: <x@y>\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nTo: A <a@example.org>\r\n\r\nx');
    const two = parse('Message-ID:\r\n <x@y>\r\nSubject: =?iso-8859-1?Q?Gr=FC=DFe?=\r\nTo: "A"\r\n <A@example.org>\r\n\r\nx');
    expect(two.identity).toBe(one.identity);
  });

  it('differs for other content under the same Message-ID', () => {
    const identities = new Set([
      plain('', '\r\none'), plain('', '\r\ntwo'), plain('', 'Content-Type: text/html\r\n\r\none'), plain('', 'Cc: c@example.org\r\n\r\none'),
      plain('', 'Content-Type: application/pdf\r\n\r\none'), plain('', 'Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA'),
      plain('', 'Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAB'),
    ]);
    expect(identities.size).toBe(7);
  });
});

describe('opening a part', () => {
  it('rejects a number that no part has', async () => {
    const message = Buffer.from(`${HEAD}\r\nx`);
    await expect(openPart(chunked(message, []), '2')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('gives the body of a message of one part as part 1', async () => {
    const part = await openPart(chunked(Buffer.from(`${HEAD}Content-Transfer-Encoding: base64\r\n\r\nSGk=`), []), '1');
    expect((await collect(part.content)).toString()).toBe('Hi');
  });

  it('ends the stream it reads from when nobody wants more', async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        yield Buffer.from(`${HEAD}\r\n`);
        for (;;) yield Buffer.alloc(1000, 65);
      } finally {
        closed = true;
      }
    }
    const part = await openPart(endless(), '1');
    for await (const piece of part.content) if (piece.length > 0) break;
    expect(closed).toBe(true);
  });
});

describe('hostile messages', () => {
  const corpus = new URL('../../../../test/corpus/', import.meta.url);
  const seeds = readdirSync(corpus).filter((name) => name.endsWith('.eml')).map((name) => readFileSync(new URL(name, corpus)));
  const TOKENS = ['\r\n', '\n', '\r', '--b', '--b--', '=', '==', '=?', '?=', '=?utf-8?Q?', '"', '\\', '(', '<', '>', ';', ':', '\0', '\x1b$B', '\xff\xfe', 'boundary=', 'Content-Type: multipart/mixed; boundary=b\r\n\r\n', '*0*=', '%', '&#x110000;', '<style>', '<!--', 'begin 644 x\r\n'];

  function mutated(random: () => number): Buffer {
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    let octets = Buffer.from(pick(seeds));
    const changes = 1 + Math.floor(random() * 8);
    for (let i = 0; i < changes; i += 1) {
      const at = Math.floor(random() * (octets.length + 1));
      const kind = random();
      if (kind < 0.35 && octets.length > 0) octets[Math.min(at, octets.length - 1)] = Math.floor(random() * 256);
      else if (kind < 0.7) octets = Buffer.concat([octets.subarray(0, at), Buffer.from(pick(TOKENS), 'latin1'), octets.subarray(at)]);
      else if (kind < 0.85) octets = Buffer.concat([octets.subarray(0, at), octets.subarray(Math.min(octets.length, at + Math.floor(random() * 40)))]);
      else octets = Buffer.concat([octets.subarray(0, at), pick(seeds).subarray(Math.floor(random() * 200))]);
    }
    return octets;
  }

  it('are all read to something, in whole and in pieces', async () => {
    const random = seeded(20240101);
    for (let i = 0; i < 1500; i += 1) {
      const octets = mutated(random);
      const message = parser.parse(octets);
      expect(JSON.stringify(message)).not.toMatch(/\\u0000/);
      if (i % 8 === 0) expect(await parser.parseStream(chunked(octets, [1, Math.floor(octets.length / 3), Math.floor(octets.length / 2)]))).toEqual(message);
    }
  }, 60_000);

  it('that begin with nothing, in many pieces, are read in one pass', async () => {
    async function* lines(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < 20_000; i += 1) yield Buffer.alloc(1000, 10);
      yield Buffer.from('Subject: at last\n\nx');
    }
    expect((await parser.parseStream(lines())).subject).toBe('at last');
  }, 20_000);

  it('of random octets are read to something', () => {
    const random = seeded(7);
    for (let i = 0; i < 300; i += 1) {
      const octets = Buffer.from(Array.from({ length: Math.floor(random() * 3000) }, () => Math.floor(random() * 256)));
      expect(typeof parser.parse(octets).identity).toBe('string');
    }
  });

  /** No clock is read: at these sizes, whatever is quadratic runs into the limit of the test by far. */
  it('take time in proportion to their size', () => {
    const shapes: ((n: number) => string)[] = [
      (n) => `Subject: ${'=?utf-8?Q?a'.repeat(n)}\r\n\r\nx`,
      (n) => `Subject: ${'=?utf-8?Q?a?= '.repeat(n)}\r\n\r\nx`,
      (n) => `Subject: ${'=?'.repeat(n)}?=\r\n\r\nx`,
      (n) => `To: ${'<'.repeat(n)}\r\n\r\nx`,
      (n) => `To: ${'"'.repeat(n)}\r\n\r\nx`,
      (n) => `To: ${'('.repeat(n)}\r\n\r\nx`,
      (n) => `To: ${'a:'.repeat(n)}\r\n\r\nx`,
      (n) => `To: ${'a b '.repeat(n)}<x@example.com>\r\n\r\nx`,
      (n) => `References: ${'<a'.repeat(n)}\r\n\r\nx`,
      (n) => `References: ${'<'.repeat(n)}${'>'.repeat(n)}\r\n\r\nx`,
      (n) => `Content-Type: text/plain${'; a*0=b'.repeat(n)}\r\n\r\nx`,
      (n) => `Content-Type: text/plain; name="${'\\'.repeat(n)}\r\n\r\nx`,
      (n) => `Content-Type: ${'('.repeat(n)}text/plain\r\n\r\nx`,
      (n) => `Date: ${' '.repeat(n)}1 Jan\r\n\r\nx`,
      (n) => `${'garbage\r\n'.repeat(n)}`,
      (n) => `Subject: s\r\n${'no colon here\r\n'.repeat(n)}`,
      (n) => `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'\n--'.repeat(n)}`,
      (n) => `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n${'\r\n-'.repeat(n)}`,
      (n) => `Content-Transfer-Encoding: quoted-printable\r\n\r\n${'= '.repeat(n)}`,
      (n) => `Content-Transfer-Encoding: quoted-printable\r\n\r\n${' '.repeat(n)}\r\n`,
      (n) => `Content-Type: text/plain; format=flowed\r\n\r\n${'> a \r\n'.repeat(n)}`,
      (n) => `Content-Type: text/plain; format=flowed\r\n\r\n${'>'.repeat(n)}`,
      (n) => `Content-Type: text/html\r\n\r\n${'<b>'.repeat(n)}${'</x>'.repeat(n)}`,
      (n) => `Content-Type: text/html\r\n\r\n${'<a href="'.repeat(n)}`,
      (n) => `Content-Type: text/html\r\n\r\n${'&'.repeat(n)}`,
      (n) => `Content-Type: text/html\r\n\r\n${'<meta '.repeat(n)}\xff`,
      (n) => `Content-Type: text/html\r\n\r\n${'\x1b$'.repeat(n)}`,
    ];
    for (const shape of shapes) expect(parse(Buffer.from(shape(120_000), 'latin1')).identity).toMatch(/^[0-9a-f]{64}$/);
  }, 60_000);
});
