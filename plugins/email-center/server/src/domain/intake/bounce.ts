/** What a bounce tells: which message was not delivered, to whom, and why (RFC 3464, and the common free-text ones). */
import { normalizeAddress } from '../mail/address';
import type { Bounced } from '../mail/message';
import type { AutomaticSignals } from './automatic';

type Failure = Bounced['failed'][number];

/** Recipients kept of one report. */
const FAILURES_KEPT = 50;
const TEXT_LOOKED_AT = 8_000;
const WHY_CHARS = 300;

/** Never rejects: what the report does not tell is null or empty. */
export function readBounce(signals: AutomaticSignals): Bounced {
  const status = signals.report('message/delivery-status') ?? signals.report('message/global-delivery-status');
  const reported = status === null ? [] : failuresOf(status);
  const failed = reported.length > 0 ? reported : [...namedInHeader(signals.header('x-failed-recipients')), ...namedInText(signals)];
  return { messageId: bouncedMessageId(signals), failed: unique(failed).slice(0, FAILURES_KEPT) };
}

/** The groups of fields about recipients (RFC 3464 section 2.3); the first group is about the whole message. */
function failuresOf(status: string): Failure[] {
  return status.split(/\r?\n[ \t]*\r?\n/).flatMap((group): Failure[] => {
    const fields = unfolded(group);
    // What the sender wrote counts; the final recipient may be an address it was forwarded to.
    const address = recipientOf(fields.get('original-recipient')) ?? recipientOf(fields.get('final-recipient'));
    if (address === null || !/^failed\b|^$/i.test(fields.get('action') ?? '')) return [];
    const code = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '';
    const why = withoutType(fields.get('diagnostic-code') ?? '') || 'The report gives no reason.';
    return [{ address, status: code, permanent: !code.startsWith('4'), why: shortened(why) }];
  });
}

function unfolded(group: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of group.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const found = /^([\w-]+)[ \t]*:[ \t]*(.*)$/.exec(line);
    if (found && !fields.has(found[1]!.toLowerCase())) fields.set(found[1]!.toLowerCase(), found[2]!.trim());
  }
  return fields;
}

const withoutType = (value: string): string => value.replace(/^[\w-]+\s*;\s*/, '').trim();
const recipientOf = (value: string | undefined): string | null => (value === undefined ? null : normalizeAddress(withoutType(value)));

/** Exim names the recipients in a field of its own. */
function namedInHeader(header: string): Failure[] {
  return header.split(/[,\s]+/).flatMap((name): Failure[] => {
    const address = normalizeAddress(name);
    return address === null ? [] : [{ address, status: '', permanent: true, why: 'The mail server names it as failed.' }];
  });
}

/** `<anna@example.org>: 550 5.1.1 unknown user` (qmail, Postfix) and `550 5.1.1 <anna@example.org>... User unknown` (sendmail, others). */
const NAMED_FIRST = /^\s*<([^<>\s]+@[^<>\s]+)>:?[ \t]*(?:\r?\n[ \t]*)?(.{0,300})/gm;
const CODE_FIRST = /\b([45]\d\d)[ -]#?([45]\.\d{1,3}\.\d{1,3})?[ \t]*<?([^<>\s:;,]+@[^<>\s:;,]+?)>?(?:\.\.\.|:|\s)(.{0,300})/gm;

function namedInText({ text }: AutomaticSignals): Failure[] {
  const near = text.slice(0, TEXT_LOOKED_AT);
  const found: Failure[] = [];
  for (const [, name, why] of near.matchAll(NAMED_FIRST)) push(found, name!, why ?? '');
  if (found.length === 0) for (const [, reply, code, name, why] of near.matchAll(CODE_FIRST)) push(found, name!, `${reply} ${code ?? ''} ${why ?? ''}`);
  return found;
}

function push(found: Failure[], name: string, why: string): void {
  const address = normalizeAddress(name);
  if (address === null) return;
  const code = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(why)?.[0] ?? '';
  const isTransient = code === '' ? /\b4\d\d[ -]/.test(why) : code.startsWith('4');
  found.push({ address, status: code, permanent: !isTransient, why: shortened(why) || 'The mail server gives no reason.' });
}

/** In the returned message or its header, else quoted in the text, else what the bounce answers. */
function bouncedMessageId(signals: AutomaticSignals): string | null {
  for (const type of ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers']) {
    const id = messageIdIn(signals.report(type));
    if (id !== null) return id;
  }
  return messageIdIn(signals.text.slice(0, 100_000)) ?? signals.envelope.inReplyTo[0] ?? signals.envelope.references.at(-1) ?? null;
}

function messageIdIn(text: string | null): string | null {
  return text === null ? null : (/^[ \t>]*Message-ID[ \t]*:[ \t]*(?:\r?\n[ \t]+)?<([^<>\s]{1,900})>/im.exec(text)?.[1] ?? null);
}

function unique(failures: Failure[]): Failure[] {
  const seen = new Set<string>();
  return failures.filter(({ address }) => !seen.has(address) && seen.add(address));
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > WHY_CHARS ? `${line.slice(0, WHY_CHARS - 1)}…` : line;
}
