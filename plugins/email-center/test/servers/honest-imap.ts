/** The answers of a small, honest IMAP4rev1 server over the messages of a script; enough of it to be imported from. */
import type { LyingCommand, LyingMessage, LyingOptions } from './lying-imap';

export function answerHonestly(command: LyingCommand, options: LyingOptions, upgrade: () => void): void {
  const messages = options.messages ?? [];
  const uidNext = options.uidNext === undefined ? (messages.at(-1)?.uid ?? 0) + 1 : options.uidNext;
  const uidValidity = options.uidValidity ?? 1;
  switch (command.name) {
    case 'CAPABILITY':
      command.send(`* CAPABILITY ${capabilities(options)}\r\n`);
      return command.ok();
    case 'STARTTLS':
      if (options.starttls === false) return command.bad('no such command');
      command.ok('begin');
      return upgrade();
    case 'LIST':
      for (const line of options.mailboxes ?? ['(\\HasNoChildren) "/" INBOX', '(\\HasNoChildren \\Sent) "/" Sent']) command.send(`* LIST ${line}\r\n`);
      return command.ok();
    case 'STATUS': {
      const next = uidNext === null ? '' : ` UIDNEXT ${uidNext}`;
      command.send(`* STATUS ${mailboxOf(command.args)} (MESSAGES ${messages.length}${next} UIDVALIDITY ${uidValidity})\r\n`);
      return command.ok();
    }
    case 'EXAMINE':
    case 'SELECT':
      command.send(`* FLAGS (\\Seen)\r\n* ${messages.length} EXISTS\r\n* OK [UIDVALIDITY ${uidValidity}] valid\r\n`);
      if (uidNext !== null) command.send(`* OK [UIDNEXT ${uidNext}] next\r\n`);
      return command.ok('[READ-ONLY] open');
    case 'UID SEARCH':
      command.send(`* SEARCH ${messages.filter((message) => searched(message, command.args)).map((message) => message.uid).join(' ')}\r\n`.replace(' \r', '\r'));
      return command.ok();
    case 'UID FETCH':
      messages.forEach((message, index) => {
        if (inSet(message.uid, command.args.split(' ')[0]!, messages)) command.send(fetchResponse(message, index + 1, command.args));
      });
      return command.ok();
    case 'LOGOUT':
      command.send('* BYE see you\r\n');
      command.ok();
      return command.cut();
    default:
      return command.ok();
  }
}

function capabilities(options: LyingOptions): string {
  const starttls = options.security === 'starttls' && options.starttls !== false ? ' STARTTLS' : '';
  return (options.capabilities ?? 'IMAP4rev1') + starttls;
}

function mailboxOf(args: string): string {
  return /^("[^"]*"|\S+)/.exec(args)?.[0] ?? 'INBOX';
}

function searched(message: LyingMessage, args: string): boolean {
  const wanted = /HEADER Message-ID "?<?([^"> ]+)/i.exec(args)?.[1];
  return wanted === undefined || message.raw.toString('latin1').includes(wanted);
}

/** Membership in a UID set such as `1:3,7,9:*` (RFC 9051 section 9, sequence-set). */
export function inSet(uid: number, set: string, messages: readonly LyingMessage[]): boolean {
  const last = messages.at(-1)?.uid ?? 0;
  return set.split(',').some((range) => {
    const [from, to] = range.split(':').map((edge) => (edge === '*' ? last : Number(edge)));
    return uid >= Math.min(from!, to ?? from!) && uid <= Math.max(from!, to ?? from!);
  });
}

export function fetchResponse(message: LyingMessage, sequence: number, args: string): Buffer {
  const raw = Buffer.isBuffer(message.raw) ? message.raw : Buffer.from(message.raw);
  const parts: (string | Buffer)[] = [`* ${sequence} FETCH (UID ${message.uid}`];
  if (/FLAGS/.test(args)) parts.push(` FLAGS (${(message.flags ?? []).join(' ')})`);
  if (/INTERNALDATE/.test(args)) parts.push(` INTERNALDATE "${message.internalDate ?? '01-Jan-2024 10:00:00 +0000'}"`);
  if (/RFC822\.SIZE/.test(args)) parts.push(` RFC822.SIZE ${raw.length}`);
  if (/PEEK\[HEADER\]/.test(args)) {
    const end = raw.indexOf('\r\n\r\n');
    parts.push(...literal('BODY[HEADER]', end < 0 ? raw : raw.subarray(0, end + 4)));
  }
  const body = /PEEK\[\](?:<(\d+)\.(\d+)>)?/.exec(args);
  if (body) {
    const start = Number(body[1] ?? 0);
    const slice = body[1] === undefined ? raw : raw.subarray(start, start + Number(body[2]));
    parts.push(...literal(body[1] === undefined ? 'BODY[]' : `BODY[]<${start}>`, slice));
  }
  return Buffer.concat([...parts, ')\r\n'].map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

function literal(item: string, octets: Buffer): (string | Buffer)[] {
  return [` ${item} {${octets.length}}\r\n`, octets];
}
