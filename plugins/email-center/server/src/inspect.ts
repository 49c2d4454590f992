/**
 * `email-center inspect`: shows what the import reads of a message file, with the import's own code.
 *
 * With `--json` one line per file: `{file, ok: true, message}` or `{file, ok: false, error: {kind, code, message}}`.
 * Addresses are arrays of `{name, address}` in every field; ids are without angle brackets; `date` is ISO 8601 in UTC
 * or null; `text` is the text as the import reads it (which stores the first 100,000 characters), `html` the HTML body as the sender made it (not sanitised) or null;
 * `forwarded` is the message it forwards (redirected, attached, or quoted in the text), or null;
 * `size` and `sha256` of an attachment are of its decoded content. Exit code 0: all files were read; 1: some were not;
 * 2: wrong usage. What the values mean at their limits is written in docs/api.md.
 */
import { createReadStream } from 'node:fs';
import { inspectMessage, type InspectedMessage } from './adapters/mime';
import type { Forwarded } from './domain/mail/forwarded';
import { MailError, type MailErrorData } from './domain/mail/mail-error';
import type { Attachment, Message } from './domain/mail/message';

export type InspectedMail = Omit<Message, 'attachments' | 'hasHtml' | 'identity' | 'forwarded' | 'forwardSigns'> & {
  /** The message it forwards, as far as it can be read with certainty. */
  forwarded: Omit<Forwarded, 'reasons'> | null;
  html: string | null;
  attachments: (Attachment & { sha256: string })[];
  identity: string;
};

export type Inspection = { file: string; ok: true; message: InspectedMail } | { file: string; ok: false; error: Pick<MailErrorData, 'kind' | 'code' | 'message'> };

/** Reads one message from its octets; rejects with a MailError of kind `malformed` beyond the limits of reading. */
export async function inspectOctets(chunks: AsyncIterable<Uint8Array>): Promise<InspectedMail> {
  return asInspectedMail(await inspectMessage(chunks));
}

function asInspectedMail({ message, text, html, digests }: InspectedMessage): InspectedMail {
  const { messageId, subject, from, sender, to, cc, bcc, replyTo, date, inReplyTo, references, attachments, automatic, forwarded, identity } = message;
  return {
    messageId, subject, from, sender, to, cc, bcc, replyTo, date, inReplyTo, references, text, html,
    attachments: attachments.map(({ partNumber, filename, contentType, size, inline, contentId }) => ({
      partNumber, filename, contentType, size, sha256: digests.get(partNumber) ?? '', inline, contentId,
    })),
    automatic: { kind: automatic.kind, why: automatic.why },
    forwarded: forwarded == null ? null : inWordsAlone(forwarded),
    identity,
  };
}

/** Codes are for the panel, which has a language; the command line has the sentence. */
function inWordsAlone({ reasons: _reasons, ...forwarded }: Forwarded): Omit<Forwarded, 'reasons'> {
  return forwarded;
}

/** Never rejects: what goes wrong is the result. */
export async function inspectFile(file: string): Promise<Inspection> {
  try {
    return { file, ok: true, message: await inspectOctets(createReadStream(file, { highWaterMark: 256 * 1024 })) };
  } catch (cause) {
    const { kind, code, message } = asMailError(cause, file);
    return { file, ok: false, error: { kind, code, message } };
  }
}

function asMailError(cause: unknown, file: string): MailErrorData {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (cause instanceof MailError || typeof code !== 'string') return MailError.wrap(cause);
  if (code === 'ENOENT') return { kind: 'malformed', code: 'not-found', message: `There is no file ${file}.`, remedier: 'owner' };
  const reason = code === 'EISDIR' ? 'it is a folder' : `the system says ${code}`;
  return { kind: 'malformed', code: 'message-unreadable', message: `${file} could not be read: ${reason}.`, remedier: 'owner' };
}

const USAGE = 'Usage: email-center inspect [--json] FILE...\n';

/** The command line without the program's name; resolves with the exit code. */
export async function main(args: readonly string[], write: (text: string) => Promise<void>): Promise<number> {
  const [command, ...rest] = args;
  const json = rest.includes('--json');
  const end = rest.indexOf('--');
  const options = (end === -1 ? rest : rest.slice(0, end)).filter((arg) => arg.startsWith('-') && arg !== '-');
  const files = end === -1 ? rest.filter((arg) => !arg.startsWith('-')) : [...rest.slice(0, end).filter((arg) => !arg.startsWith('-')), ...rest.slice(end + 1)];
  if (command !== 'inspect' || files.length === 0 || options.some((option) => option !== '--json')) {
    await write(USAGE);
    return 2;
  }
  let failed = 0;
  for (const file of files) {
    const inspection = await inspectFile(file);
    if (!inspection.ok) failed += 1;
    await write(json ? `${JSON.stringify(inspection)}\n` : printed(inspection));
  }
  return failed > 0 ? 1 : 0;
}

function printed(inspection: Inspection): string {
  if (!inspection.ok) return `${inspection.file}\n  not read: ${inspection.error.message}\n\n`;
  const { message } = inspection;
  const lines: [string, string][] = [
    ['Subject', message.subject], ['From', people(message.from)], ['Sender', people(message.sender)], ['To', people(message.to)],
    ['Cc', people(message.cc)], ['Date', message.date ?? ''], ['Message-ID', message.messageId ?? ''],
    ['Automatic', message.automatic.kind === 'none' ? '' : `${message.automatic.kind}: ${message.automatic.why}`],
    ['Forwarded', message.forwarded === null ? '' : `${message.forwarded.style}: from ${people(message.forwarded.from)}, "${message.forwarded.subject}". ${message.forwarded.why}`],
    ['HTML', message.html === null ? '' : `${message.html.length} characters`],
    ...message.attachments.map((file): [string, string] => ['Attachment', printedAttachment(file)]),
  ];
  const head = lines.filter(([, value]) => value !== '').map(([name, value]) => `  ${`${name}:`.padEnd(12)} ${visible(value)}`);
  const text = message.text.trim().split('\n').slice(0, 20).map((line) => `  | ${visible(line)}`);
  return `${[inspection.file, ...head, ...text].join('\n')}\n\n`;
}

function printedAttachment({ partNumber, filename, contentType, size, inline }: Attachment): string {
  return `${partNumber}  ${filename ?? '(no name)'}  ${contentType}, ${size} octets${inline ? ', inline' : ''}`;
}

function people(addresses: Message['from']): string {
  return addresses.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ');
}

/** Control characters could drive a terminal. */
function visible(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is replaced
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, '�');
}
