/** A parser of header lines and nothing else, for tests that are about the way a message comes, not about its content. */
import { createHash } from 'node:crypto';
import { MailError } from '../../server/src/domain/mail/mail-error';
import type { Envelope, Message } from '../../server/src/domain/mail/message';
import type { MimeParser } from '../../server/src/flow/ports';

/** Messages whose subject is this word cannot be parsed. */
export const UNPARSEABLE = 'unparseable';

export function createSimpleParser(): MimeParser {
  const parseEnvelope = (octets: Uint8Array): Envelope => {
    const head = Buffer.from(octets.buffer, octets.byteOffset, Math.min(octets.length, 65_536)).toString('latin1').split('\r\n\r\n')[0]!;
    const field = (name: string): string => new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
    const addresses = (name: string): { name: string; address: string }[] => field(name).split(',').flatMap((address) => (address.includes('@') ? [{ name: '', address: address.trim() }] : []));
    return {
      messageId: field('Message-ID').replace(/[<>]/g, '') || null, subject: field('Subject'), from: addresses('From'), sender: [], replyTo: [],
      to: addresses('To'), cc: [], bcc: [], date: null, inReplyTo: [], references: [],
    };
  };
  const parse = (octets: Uint8Array): Message => {
    const envelope = parseEnvelope(octets);
    if (envelope.subject === UNPARSEABLE) throw new MailError({ kind: 'malformed', code: 'message-unreadable', remedier: 'developer', message: 'It cannot be parsed.' });
    return { ...envelope, text: '', hasHtml: false, attachments: [], automatic: { kind: 'none', why: '' }, identity: createHash('sha256').update(octets).digest('hex') };
  };
  return {
    parse, parseEnvelope,
    async parseForward() {
      throw new MailError({ kind: 'bug', code: 'bug', remedier: 'developer', message: 'This parser reads no forwards.' });
    },
    async parseStream(chunks) {
      const hash = createHash('sha256');
      let head: Uint8Array | null = null;
      for await (const chunk of chunks) {
        head ??= chunk;
        hash.update(chunk);
      }
      return { ...parse(head ?? new Uint8Array()), identity: hash.digest('hex') };
    },
  };
}
