/** Which mail no person wrote by hand: bounces, complaints, auto-replies, mailing lists, bulk mail. */
import type { Automatic, Envelope } from '../mail/message';
import { because, inEnglish, type Reason } from '../mail/reason';
import { readBounce } from './bounce';

/** What the decision is made of. `header` gives the first value, unfolded, '' when there is none. */
export interface AutomaticSignals {
  header(name: string): string;
  has(name: string): boolean;
  /** Lower-case media type of the message. */
  contentType: string;
  /** The whole Content-Type field, with its parameters. */
  contentTypeHeader: string;
  envelope: Envelope;
  text: string;
  /** Content of the first part of this type, its beginning at least, or null. */
  report(type: string): string | null;
}

type Decision = (signals: AutomaticSignals) => Automatic | null;

/** The first that recognises the message decides: a bounce that came through a list is a bounce. */
const DECISIONS: readonly Decision[] = [complaint, bounce, autoReply, list, bulk];

export function decideAutomatic(signals: AutomaticSignals): Automatic {
  for (const decide of DECISIONS) {
    const decided = decide(signals);
    if (decided !== null) return decided.kind === 'bounce' ? { ...decided, bounced: readBounce(signals) } : decided;
  }
  return NONE;
}

const NONE: Automatic = { kind: 'none', why: inEnglish([because('not-automatic')]) };

const told = (kind: Automatic['kind'], reason: Reason): Automatic => ({ kind, why: inEnglish([reason]), reasons: [reason] });

/** Feedback loops of mail providers (RFC 5965). */
function complaint(signals: AutomaticSignals): Automatic | null {
  const report = signals.report('message/feedback-report');
  if (report === null && !reportType(signals).includes('feedback-report')) return null;
  const type = fieldOf(report ?? '', 'feedback-type') || 'abuse';
  return told('complaint', because('feedback-report', { type: shortened(type) }));
}

const BOUNCE_SENDERS = /^(?:mailer-daemon|postmaster|mail-?daemon|mdaemon|mailerdaemon|bounces?)(?:[+-][^@]*)?(?:@|$)/i;
const BOUNCE_SUBJECTS =
  /^(?:undeliver(?:ed|able)\b|mail delivery (?:failed|failure|subsystem|system)|delivery (?:status notification|failure|has failed)|returned mail|failure notice|message (?:delivery failed|undeliverable)|nondeliverable|non[- ]?delivery|unzustellbar|nicht zustellbar|zustellung fehlgeschlagen|fehlgeschlagene zustellung|onbestelbaar|niet[- ]afgeleverd|non remis|non distribuable|échec de (?:la )?remise|mancato recapito|impossibile recapitare|no se puede entregar|error de entrega)/i;
const BOUNCE_TEXT =
  /(?:could not be delivered|couldn't be delivered|was not delivered|wasn't found at|delivery to the following recipients? failed|undeliverable|permanent (?:fatal )?errors?|konnte nicht zugestellt werden|niet (?:worden )?afgeleverd|n'a pas pu être (?:remis|distribué)|user unknown|mailbox (?:unavailable|not found)|\b550[ -]5\.\d)/i;

/** Non-delivery reports (RFC 3464), and those in free text. A notice of success or delay is an auto-reply, not a bounce. */
function bounce(signals: AutomaticSignals): Automatic | null {
  const status = signals.report('message/delivery-status') ?? signals.report('message/global-delivery-status');
  if (status !== null || reportType(signals).includes('delivery-status')) return deliveryReport(status ?? '');
  const failed = signals.header('x-failed-recipients');
  if (failed !== '') return told('bounce', because('failed-recipients', { addresses: shortened(failed) }));
  const sender = signals.envelope.from[0];
  const fromDaemon = sender !== undefined && (BOUNCE_SENDERS.test(sender.address) || BOUNCE_SENDERS.test(sender.name));
  const subject = BOUNCE_SUBJECTS.test(signals.envelope.subject.trim());
  if (fromDaemon && (subject || BOUNCE_TEXT.test(signals.text.slice(0, 4000)))) {
    return told('bounce', because('server-says-undelivered', { sender: shortened(sender.address || sender.name) }));
  }
  if (subject && signals.header('return-path').trim() === '<>') {
    return told('bounce', because('undelivered-by-subject'));
  }
  return null;
}

function deliveryReport(status: string): Automatic {
  const action = fieldOf(status, 'action').toLowerCase();
  const recipient = fieldOf(status, 'final-recipient').replace(/^[^;]*;\s*/, '');
  const code = fieldOf(status, 'status');
  const failed = action === '' || action === 'failed';
  return told(failed ? 'bounce' : 'auto-reply', because('delivery-report', { action: shortened(action) || 'none', recipient: shortened(recipient) || 'none', status: shortened(code) || 'none' }));
}

/** How subjects of absence notices and automatic answers begin, by language. Whole words, so that "Urlaubsplanung" is none. */
const ABSENCE_SUBJECTS = [
  /^auto(?:matic|mated)?[- ]?(?:reply|response)\b/i,
  /^out of (?:the )?office\b/i,
  /^(?:vacation (?:reply|notice)|(?:i am |i'm )?(?:currently )?on (?:vacation|holiday|annual leave|leave)(?=\s*(?:$|[:(–-]|until|till|from)))/i,
  /^automati(?:sche|c) antwort\b|^abwesend\b|^abwesenheits?(?:notiz|meldung|nachricht|assistent|info)?(?=\W|$)/i,
  /^(?:ich bin )?(?:derzeit |zurzeit )?(?:nicht im (?:büro|haus)|im urlaub)(?=\W|$)|^urlaubs(?:meldung|notiz|vertretung)\b/i,
  /^automatisch(?:e)? (?:antwoord|reactie)\b|^afwezig(?:heids(?:bericht|melding|assistent))?\b|^(?:niet aanwezig|op vakantie|buiten kantoor)\b/i,
  /^réponse automatique(?=\W|$)|^absent?(?:ce|e)? (?:du|de mon) bureau\b|^message d'absence\b|^en congés?(?=\W|$)/i,
  /^risposta automatica\b|^fuori (?:sede|ufficio)\b|^assenza dall'ufficio\b/i,
  /^respuesta automática\b|^fuera de (?:la )?oficina\b|^ausente de la oficina\b/i,
];

/** RFC 3834, the older fields vacation programs write, and absence notices by their subject. */
function autoReply(signals: AutomaticSignals): Automatic | null {
  const submitted = signals.header('auto-submitted').toLowerCase().split(';')[0]!.trim();
  const isReply = submitted === 'auto-replied' || submitted.startsWith('auto-replied');
  if (isReply) return told('auto-reply', line('Auto-Submitted: auto-replied (RFC 3834)'));
  for (const name of ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply']) {
    if (signals.has(name) && signals.header(name).toLowerCase() !== 'no') return told('auto-reply', because('header-has', { field: name }));
  }
  if (/^auto[_-]?reply$/i.test(signals.header('precedence').trim())) return told('auto-reply', line('Precedence: auto_reply'));
  if (signals.contentType === 'multipart/report' && reportType(signals).includes('disposition-notification')) {
    return told('auto-reply', because('read-receipt'));
  }
  const subject = signals.envelope.subject.trim();
  if (ABSENCE_SUBJECTS.some((beginning) => beginning.test(subject))) return told('auto-reply', because('absence-subject', { subject: shortened(subject) }));
  if (submitted !== '' && submitted !== 'no' && !isListed(signals)) {
    return told('auto-reply', line(`Auto-Submitted: ${shortened(submitted)} (RFC 3834)`));
  }
  return null;
}

function isListed(signals: AutomaticSignals): boolean {
  return signals.has('list-id') || signals.has('list-post') || signals.has('list-unsubscribe');
}

/** Mailing lists (RFC 2919, RFC 2369). A list one can only leave is bulk mail. */
function list(signals: AutomaticSignals): Automatic | null {
  const post = signals.header('list-post');
  if (post !== '' && !/^no\b/i.test(post.trim())) return told('list', line(`List-Post: ${shortened(post)} (RFC 2369)`));
  const id = signals.header('list-id');
  if (id !== '') return told('list', line(`List-Id: ${shortened(id)} (RFC 2919)`));
  if (signals.has('mailing-list') || signals.has('x-mailing-list')) return told('list', because('names-mailing-list'));
  return /^list$/i.test(signals.header('precedence').trim()) ? told('list', line('Precedence: list')) : null;
}

function bulk(signals: AutomaticSignals): Automatic | null {
  const precedence = signals.header('precedence').trim().toLowerCase();
  if (precedence === 'bulk' || precedence === 'junk') return told('bulk', line(`Precedence: ${precedence}`));
  if (signals.has('list-unsubscribe')) return told('bulk', because('sent-to-many'));
  for (const name of ['feedback-id', 'x-campaign', 'x-campaignid', 'x-mailchimp-campaign', 'x-mc-user']) {
    if (signals.has(name)) return told('bulk', because('mass-mailer', { field: name }));
  }
  return null;
}

/** A field of the header, as it stands there. */
const line = (text: string): Reason => because('header-line', { line: text });

function reportType({ contentType, contentTypeHeader }: AutomaticSignals): string {
  if (contentType !== 'multipart/report') return '';
  return /report-type\s*=\s*"?([\w-]+)/i.exec(contentTypeHeader)?.[1]?.toLowerCase() ?? '';
}

/** The first field of this name in a report's groups of fields. */
function fieldOf(report: string, name: string): string {
  const found = new RegExp(`^${name}[ \\t]*:[ \\t]*(.*)$`, 'im').exec(report);
  return found ? found[1]!.trim() : '';
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
