/** Reads a message together with the one it forwards: only for forward addresses and inspection, because it costs more. */
import { readForwarded, type ForwardSource } from '../../domain/intake/forwarded';
import { MailError } from '../../domain/mail/mail-error';
import type { Message } from '../../domain/mail/message';
import { LIMITS } from '../../domain/mail/message';
import { decodeRawHeader } from './charset';
import type { Entity } from './entity';
import { HeaderFields } from './header-fields';
import { htmlToText } from './html-text';
import { Kept } from './leaf-sinks';
import { MessageReading, type KeepLimits } from './reading';
import { MimeScanner, type EntityVisitor, type LeafSink } from './scanner';
import { createTransferDecoder } from './transfer-decoding';
import { withoutFiles } from './without-files';

/** Octets kept of attached messages, all together: their headers and texts come first. */
const ATTACHED_OCTETS = 1024 * 1024;
const ATTACHED_MESSAGES = 20;
const MAX_LEVELS = 3;

/** Shown in HTML by its name alone, an address is still in the link. */
const NAMED_LINK = /<a\b([^<>]{1,1000})>([^<>@]{1,200})<\/a>/gi;
const withLinkedAddresses = (html: string): string => html.replace(NAMED_LINK, (link, attributes: string, name: string) => {
  const address = /\bhref\s{0,5}=\s{0,5}["']?mailto:([^"'<>?\s]{3,320})/i.exec(attributes)?.[1];
  return address === undefined ? link : `${name} &lt;${address}&gt;`;
});

export class ForwardReading implements EntityVisitor {
  private readonly reading: MessageReading;
  private fields = HeaderFields.read('');
  private readonly attached: Kept[] = [];
  private readonly budget = { left: ATTACHED_OCTETS };
  private read: ForwardSource | null = null;

  constructor(private readonly options: { limits?: KeepLimits; watch?: (entity: Entity) => LeafSink; keepsAttachments?: boolean; level?: number } = {}) {
    this.reading = new MessageReading(options.limits, (entity) => this.watch(entity));
  }

  enter(entity: Entity, fields: HeaderFields): LeafSink | null {
    if (entity.parent === null) this.fields = fields;
    return this.reading.enter(entity, fields);
  }

  unsplit(entity: Entity, octets: Buffer): void {
    this.reading.unsplit(entity, octets);
  }

  private watch(entity: Entity): LeafSink {
    const others = this.options.watch?.(entity) ?? null;
    if (!isMessage(entity) || this.attached.length === ATTACHED_MESSAGES || (this.options.level ?? 0) === MAX_LEVELS) return others ?? NOBODY;
    const kept = new Kept(this.budget);
    this.attached.push(kept);
    const decoder = createTransferDecoder(entity.encoding, (octets) => kept.add(octets));
    return {
      write: (octets) => {
        decoder.write(octets);
        others?.write(octets);
      },
      end: () => {
        decoder.end();
        others?.end();
      },
    };
  }

  /** The message with what it forwards. */
  message(): Message {
    const message = this.reading.message();
    this.read = this.source(message);
    const { forwarded, signs } = readForwarded(this.read);
    return { ...message, forwarded, forwardSigns: signs };
  }

  /** The same as it is filed: the text of an attached message is added, so that it can be found and previewed. */
  filed(): Message {
    const message = this.message();
    const inner = message.forwarded?.style === 'attached' ? (this.read?.attached[0]?.text ?? '') : '';
    const text = inner === '' ? message.text : [message.text.trimEnd(), inner].filter((piece) => piece !== '').join('\n\n').slice(0, LIMITS.textChars);
    if (this.options.keepsAttachments !== false) return { ...message, text };
    return { ...message, text, attachments: [], forwardSigns: { ...message.forwardSigns!, filesLeftOut: message.attachments.length } };
  }

  /** The message as it is kept where no files are: header and text alone (S5.4). */
  withoutFiles(message: Message): Buffer {
    return withoutFiles(this.fields, message.text, this.reading.htmlBody());
  }

  get inspected(): MessageReading {
    return this.reading;
  }

  /** The same as it is when this message is itself attached to another one. */
  asAttached(): ForwardSource {
    return this.source(this.reading.message());
  }

  private source(message: Message): ForwardSource {
    const html = this.reading.htmlBody();
    const htmlText = html === null ? null : htmlToText(withLinkedAddresses(html.slice(0, 8 * LIMITS.textChars)), LIMITS.textChars);
    return {
      envelope: message, text: message.text, htmlText, zone: zoneOf(this.fields.first('date')),
      header: (name) => this.fields.all(name).map((value) => decodeRawHeader(value)),
      attached: this.attached.flatMap((kept) => readAttached(kept, (this.options.level ?? 0) + 1) ?? []),
      fileTypes: message.attachments.map((file) => file.contentType),
      isReport: message.automatic.kind === 'bounce' || message.automatic.kind === 'complaint' || /^multipart\/report/i.test(this.fields.first('content-type').trim()),
    };
  }
}

/** Null for what cannot be read: it is then a file like any other, and the forward has no message attached. */
function readAttached({ pieces }: Kept, level: number): ForwardSource | null {
  if (pieces.length === 0) return null;
  const reading = new ForwardReading({ level });
  const scanner = new MimeScanner(reading);
  try {
    scanner.feed(Buffer.concat(pieces));
    scanner.end();
  } catch (error) {
    if (error instanceof MailError && error.kind === 'malformed') return null;
    throw error;
  }
  return reading.asAttached();
}

function isMessage({ contentType, filename }: Entity): boolean {
  return contentType === 'message/rfc822' || contentType === 'message/global' || (contentType === 'application/octet-stream' && /\.eml$/i.test(filename ?? ''));
}

/** Minutes east of UTC as the Date field tells them, or null. */
function zoneOf(date: string): number | null {
  const found = /([+-])(\d{2})(\d{2})\s*(?:\([^()]*\)\s*)?$/.exec(date);
  if (found) return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]));
  return /\b(?:gmt|utc?|z)\s*$/i.test(date) ? 0 : null;
}

const NOBODY: LeafSink = { write: () => undefined, end: () => undefined };
