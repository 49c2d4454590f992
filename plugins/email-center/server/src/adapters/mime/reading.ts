/** One message being read: collects what the scanner meets and makes a Message of it. */
import { createHash, type Hash } from 'node:crypto';
import { decideAutomatic } from '../../domain/intake/automatic';
import type { Attachment, Envelope, Message } from '../../domain/mail/message';
import { LIMITS } from '../../domain/mail/message';
import { bodyHtml, bodyText, hasHtml, htmlOctets, isBodyLeaf, type BodyNode } from './body';
import type { Entity } from './entity';
import { readEnvelope } from './envelope';
import { HeaderFields } from './header-fields';
import { identitySeed } from './identity';
import { Base64CountingSink } from './base64-counting';
import { DecodingSink, Kept, type Budget } from './leaf-sinks';
import type { EntityVisitor, LeafSink } from './scanner';

/** How many octets of text parts are kept, all together; what is beyond is not shown, but counts for the identity. */
export interface KeepLimits {
  plain: number;
  html: number;
}

const IMPORT_LIMITS: KeepLimits = { plain: 4 * LIMITS.textChars, html: 4 * 1024 * 1024 };
/** Reports of mail servers are short; more of one is not needed to recognise it. */
const MAX_REPORT = 64 * 1024;
/** Beside a report: the message that was not delivered, or its header. */
const RETURNED = new Set(['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers']);
const REPORTS = new Set(['message/delivery-status', 'message/global-delivery-status', 'message/feedback-report', 'message/disposition-notification']);

interface FileLeaf {
  entity: Entity;
  sink: { size: number };
}

export class MessageReading implements EntityVisitor {
  private readonly hash: Hash = createHash('sha256');
  private fields: HeaderFields = HeaderFields.read('');
  private envelope: Envelope | null = null;
  private rootEntity: Entity | null = null;
  private root: BodyNode | null = null;
  private readonly multiparts = new Map<Entity, BodyNode>();
  private readonly files: FileLeaf[] = [];
  private readonly reports = new Map<string, Kept>();
  private bodySeen = false;
  private readonly plain: Budget;
  private readonly html: Budget;

  /** `watch` is shown each attached leaf too, e.g. to decode it while the message is read. */
  constructor(limits: KeepLimits = IMPORT_LIMITS, private readonly watch?: (entity: Entity) => LeafSink) {
    this.plain = { left: limits.plain };
    this.html = { left: limits.html };
  }

  enter(entity: Entity, fields: HeaderFields): LeafSink | null {
    if (entity.parent === null) this.enterRoot(entity, fields);
    if (entity.boundary !== null) {
      this.addNode({ entity, children: [], kept: null });
      return null;
    }
    this.hash.update(`\0${entity.contentType}\0`);
    const isBody = isBodyLeaf(entity, this.bodySeen);
    const isFile = !isBody || (this.bodySeen && entity.filename !== null);
    const kept = isBody ? this.keepBody(entity) : this.keepReport(entity);
    const isText = entity.contentType.startsWith('text/');
    const counts = entity.encoding === 'base64' && !isText && kept === null;
    const sink = counts ? new Base64CountingSink(this.hash) : new DecodingSink(entity.encoding, this.hash, isText, kept);
    if (!isFile) return sink;
    this.files.push({ entity, sink });
    return this.watch === undefined ? sink : both(sink, this.watch(entity));
  }

  private enterRoot(entity: Entity, fields: HeaderFields): void {
    this.rootEntity = entity;
    this.fields = fields;
    this.envelope = readEnvelope(fields);
    this.hash.update(identitySeed(this.envelope, fields));
  }

  unsplit(entity: Entity, octets: Buffer): void {
    if (octets.length === 0 || this.bodySeen) return;
    this.hash.update(octets);
    const text: Entity = { ...entity, contentType: 'text/plain', boundary: null, parent: entity };
    const kept = this.keepBody(text);
    kept.add(octets);
  }

  private keepBody(entity: Entity): Kept {
    this.bodySeen = true;
    const kept = new Kept(entity.contentType === 'text/html' ? this.html : this.plain);
    this.addNode({ entity, children: [], kept });
    return kept;
  }

  private keepReport(entity: Entity): Kept | null {
    const isReport = REPORTS.has(entity.contentType) || (RETURNED.has(entity.contentType) && this.rootEntity?.contentType === 'multipart/report');
    if (!isReport || this.reports.has(entity.contentType)) return null;
    const kept = new Kept({ left: MAX_REPORT });
    this.reports.set(entity.contentType, kept);
    return kept;
  }

  private addNode(node: BodyNode): void {
    const { entity } = node;
    if (entity.boundary !== null) this.multiparts.set(entity, node);
    const parent = entity.parent === null ? undefined : this.multiparts.get(entity.parent);
    if (parent) parent.children.push(node);
    else this.root = node;
  }

  /** The message, when the scanner has reached its end. */
  message(): Message {
    const envelope = this.envelope ?? readEnvelope(this.fields);
    const text = this.text();
    return {
      ...envelope,
      text,
      hasHtml: this.root !== null && hasHtml(this.root),
      attachments: this.attachments(),
      automatic: decideAutomatic({
        header: (name) => this.fields.first(name),
        has: (name) => this.fields.has(name),
        contentType: this.rootEntity?.contentType ?? 'text/plain',
        contentTypeHeader: this.fields.first('content-type'),
        envelope,
        text,
        report: (type) => this.report(type),
      }),
      identity: this.hash.digest('hex'),
    };
  }

  text(maxChars: number = LIMITS.textChars): string {
    return this.root === null ? '' : bodyText(this.root, maxChars);
  }

  /** The HTML body as the sender made it, not sanitised; null when there is none. */
  htmlBody(): string | null {
    return this.root === null ? null : bodyHtml(this.root);
  }

  /** Whether some of the body did not fit the limits. */
  get truncated(): boolean {
    return this.plain.left <= 0 || this.html.left <= 0;
  }

  attachments(): Attachment[] {
    const shown = this.files.some(({ entity }) => entity.contentId !== null) && this.root !== null ? contentIdsIn(this.root) : NONE;
    return this.files.map(({ entity, sink }) => ({
      partNumber: entity.partNumber,
      filename: entity.filename,
      contentType: entity.contentType,
      size: sink.size,
      inline: entity.disposition === 'inline' || (entity.contentId !== null && shown.has(entity.contentId)),
      contentId: entity.contentId,
    }));
  }

  private report(type: string): string | null {
    const kept = this.reports.get(type);
    return kept === undefined ? null : Buffer.concat(kept.pieces).toString('latin1');
  }
}

const NONE: ReadonlySet<string> = new Set();

/** What `cid:` links of the HTML body refer to (RFC 2392). */
function contentIdsIn(root: BodyNode): ReadonlySet<string> {
  const found = new Set<string>();
  for (const octets of htmlOctets(root)) {
    if (!octets.includes('cid:')) continue;
    for (const [, id] of octets.toString('latin1').matchAll(/cid:([^"'\s<>)]{1,500})/g)) {
      found.add(id!);
      found.add(percentDecoded(id!).replace(/&amp;/g, '&'));
    }
  }
  return found;
}

function percentDecoded(id: string): string {
  return id.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function both(first: LeafSink, second: LeafSink): LeafSink {
  return {
    write: (octets) => {
      first.write(octets);
      second.write(octets);
    },
    end: () => {
      first.end();
      second.end();
    },
  };
}
