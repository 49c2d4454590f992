/** What goes out, read back by our own parser and by one that others wrote. */
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { normalizeAddress } from '../server/src/domain/mail/address';
import { createMimeParser } from '../server/src/adapters/mime';
import type { OutgoingMessage } from '../server/src/flow/outbox/ports';
import { composeMessage, withDate } from '../server/src/adapters/smtp/compose-message';

/** The package has no types of its own. */
interface ForeignMail {
  subject?: string;
  text?: string;
  html: string | false;
  from?: { value: { name: string; address: string }[] };
  attachments: { filename?: string; related?: boolean; content: Buffer }[];
}
const { simpleParser } = createRequire(import.meta.url)('mailparser') as { simpleParser(octets: Buffer): Promise<ForeignMail> };

const blobs = new Map<string, Uint8Array>();
const open = async (key: string) => (async function* () {
  const octets = blobs.get(key)!;
  for (let start = 0; start < octets.length; start += 1000) yield octets.subarray(start, start + 1000);
})();
const file = (octets: Uint8Array, filename: string, contentType: string, contentId: string | null = null): OutgoingMessage['files'][number] => {
  const blobKey = `key-${blobs.size}`;
  blobs.set(blobKey, octets);
  return { blobKey, filename, contentType, size: octets.length, contentId };
};
const outgoing = (change: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  messageId: 'abc@firm.example', date: '2026-03-15T10:00:00.000Z', from: { name: 'Jörg Müller, Büro', address: 'joerg@firm.example' }, to: [{ name: 'Anna "A" Weber', address: 'anna@people.example' }], cc: [],
  subject: 'Grüße aus Köln – heute', html: null, text: 'Guten Tag\n\nviele Grüße\n-- \nJörg', files: [], inReplyTo: [], references: [], ...change,
});
const octetsOf = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
};
const composed = async (change: Partial<OutgoingMessage> = {}) => {
  const octets = await octetsOf(composeMessage({ open }, outgoing(change)));
  return { octets, text: octets.toString('latin1'), ours: createMimeParser().parse(octets), theirs: await simpleParser(octets) };
};

describe('a message that goes out', () => {
  it('is read back as it was written, by our parser and by another one', async () => {
    const { ours, theirs } = await composed({ cc: [{ name: '', address: 'b@x.example' }], inReplyTo: ['one@x'], references: ['zero@x', 'one@x'] });
    expect(ours).toMatchObject({
      messageId: 'abc@firm.example', subject: 'Grüße aus Köln – heute', from: [{ name: 'Jörg Müller, Büro', address: 'joerg@firm.example' }], to: [{ name: 'Anna "A" Weber', address: 'anna@people.example' }],
      cc: [{ name: '', address: 'b@x.example' }], date: '2026-03-15T10:00:00.000Z', inReplyTo: ['one@x'], references: ['zero@x', 'one@x'], automatic: { kind: 'none' }, hasHtml: false,
    });
    expect(ours.text.trim()).toBe('Guten Tag\n\nviele Grüße\n-- \nJörg');
    expect(theirs.subject).toBe('Grüße aus Köln – heute');
    expect(theirs.text?.trim()).toBe('Guten Tag\n\nviele Grüße\n-- \nJörg');
    expect(theirs.from?.value).toEqual([{ name: 'Jörg Müller, Büro', address: 'joerg@firm.example' }]);
  });

  it('has lines that end in CRLF, none longer than what servers take, and nothing but ASCII', async () => {
    const { octets, text } = await composed({ text: `${'Wort '.repeat(2000)}\n.\n..\nFrom here\nü`, html: `<p>${'ß'.repeat(3000)}</p>` });
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(octets.every((octet) => octet < 128)).toBe(true);
  });

  it('with HTML has the text as its alternative, pictures within it as related parts, and files beside both', async () => {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    const { text, ours, theirs } = await composed({
      html: '<p>Grüße <img src="cid:logo@firm.example"></p>', files: [file(png, 'logo.png', 'image/png', 'logo@firm.example'), file(Buffer.from('data'), 'Lebenslauf – Jörg.pdf', 'application/pdf')],
    });
    expect([...text.matchAll(/^Content-Type: (multipart\/\w+)/gm)].map((match) => match[1])).toEqual(['multipart/mixed', 'multipart/alternative', 'multipart/related']);
    expect([...text.matchAll(/^Content-Transfer-Encoding: (\S+)/gm)].map((match) => match[1])).toEqual(['quoted-printable', 'quoted-printable', 'base64', 'base64']);
    expect(ours.attachments).toMatchObject([
      { filename: 'logo.png', inline: true, contentId: 'logo@firm.example', size: png.length }, { filename: 'Lebenslauf – Jörg.pdf', inline: false, contentId: null, size: 4 },
    ]);
    expect(theirs.attachments.map(({ filename, related, content }) => [filename, related ?? false, content.length])).toEqual([['logo.png', true, png.length], ['Lebenslauf – Jörg.pdf', false, 4]]);
    expect(theirs.html).toContain('Grüße');
  });

  it('carries large files whole, read piece by piece', async () => {
    const octets = Buffer.alloc(3_000_000, 'abcdefg');
    const { theirs } = await composed({ files: [file(octets, 'large.bin', 'application/octet-stream')] });
    expect(theirs.attachments[0]!.content.equals(octets)).toBe(true);
  });

  it('names no hidden recipient, and asks for no answer by machine', async () => {
    const { text } = await composed();
    for (const field of ['Bcc', 'Resent-Bcc', 'Disposition-Notification-To', 'Return-Receipt-To', 'X-Confirm-Reading-To', 'Precedence', 'Auto-Submitted']) expect(text).not.toMatch(new RegExp(`^${field}:`, 'im'));
  });

  it('forwards a message as one, not as a file that nobody can open', async () => {
    const inner = 'From: a@b.example\r\nSubject: inner\r\n\r\nÜber uns\r\n';
    const { ours, text } = await composed({ files: [file(Buffer.from(inner), 'original.eml', 'message/rfc822')] });
    expect(text).toMatch(/Content-Type: message\/rfc822/);
    expect(ours.attachments).toMatchObject([{ contentType: 'message/rfc822', filename: 'original.eml' }]);
  });

  it('holds other letters before the @ as they are (RFC 6532), and otherwise domains in ASCII', async () => {
    const { ours, octets } = await composed({ to: [{ name: '', address: 'jörg@xn--mller-kva.example' }] });
    expect(ours.to.map(({ address }) => normalizeAddress(address))).toEqual(['jörg@xn--mller-kva.example']);
    expect(octets.includes(Buffer.from('jörg@'))).toBe(true);
    expect((await composed({ to: [{ name: '', address: 'info@xn--mller-kva.example' }] })).text).toContain('To: info@xn--mller-kva.example\r\n');
  });

  it('fails as a whole when one of its files is gone', async () => {
    const gone = { open: async () => Promise.reject(new Error('gone')) };
    await expect(octetsOf(composeMessage(gone, outgoing({ files: [file(Buffer.from('x'), 'a', 'text/plain')] })))).rejects.toThrow('gone');
  });

  it('gets another date without being changed otherwise', async () => {
    const { octets, ours } = await composed({ to: Array.from({ length: 300 }, (_, index) => ({ name: `Person ${index}`, address: `p${index}@people.example` })) });
    const again = await octetsOf(withDate((async function* () {
      for (let start = 0; start < octets.length; start += 7) yield octets.subarray(start, start + 7);
    })(), '2026-03-20T08:00:00.000Z'));
    const parsed = createMimeParser().parse(again);
    expect(parsed.date).toBe('2026-03-20T08:00:00.000Z');
    expect({ ...parsed, date: null, identity: '' }).toEqual({ ...ours, date: null, identity: '' });
    expect(again.toString('latin1').replace(/^Date:.*$/m, '')).toBe(octets.toString('latin1').replace(/^Date:.*$/m, ''));
  });
});

describe('the identity of a message', () => {
  it('holds when a provider adds what it adds: Received, Bcc, X- fields, another folding', async () => {
    const { octets, ours } = await composed({ html: '<p>Grüße</p>', files: [file(Buffer.from('data'), 'a.txt', 'text/plain')] });
    const filed = Buffer.concat([Buffer.from('Received: from x by y; Sun, 15 Mar 2026 10:00:01 +0000\r\nX-Google-Sent: 1\r\nBcc: secret@people.example\r\n'), octets]);
    const refolded = Buffer.from(filed.toString('latin1').replace(/^Subject: .*(\r\n .*)*/m, (subject) => subject.replace(/\?= =\?/g, '?=\r\n =?')), 'latin1');
    expect(createMimeParser().parse(filed).identity).toBe(ours.identity);
    expect(createMimeParser().parse(refolded).identity).toBe(ours.identity);
  });
});
