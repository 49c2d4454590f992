/** The words mail programs write around a message they quote, in English, German, Dutch, French, Italian and Spanish. */

export type FieldKind = 'from' | 'to' | 'cc' | 'subject' | 'date' | 'other';

const LABELS: Record<FieldKind, string> = {
  from: 'from|von|van|de|da|mittente|expéditeur|remitente|afzender',
  to: 'to|an|aan|à|a|pour|para|destinataire|destinatario|geadresseerde',
  cc: 'cc|kopie|kopie (cc)|copie|copie à|copie (cc)|copia|copia (cc)|con copia',
  subject: 'subject|betreff|onderwerp|objet|sujet|oggetto|asunto',
  date: 'date|sent|datum|gesendet|gesendet am|verzonden|verzonden op|envoyé|envoyé le|inviato|inviato il|data|enviado|enviado el|fecha',
  other: [
    'bcc|blindkopie|cci|ccn|cco|reply-to|reply to|antwort an|antwoord aan|répondre à|rispondi a|responder a|importance|wichtigkeit|urgentie|importanza|importancia|priority|priorität|prioriteit',
    'organization|organisation|organisatie|attachments|anlagen|bijlagen|pièces jointes|allegati|adjuntos|sensitivity|vertraulichkeit|message-id|resent-from|list-id|user-agent',
  ].join('|'),
};

const KIND_OF = new Map(Object.entries(LABELS).flatMap(([kind, words]) => words.split('|').map((word) => [word, kind as FieldKind] as const)));

/** A line `Label: value`, with the asterisks that stand for bold in plain text. */
const FIELD = /^[ \t]*\*{0,2}(\p{L}[\p{L} ()-]{0,20}?)[ \t]*\*{0,2}[ \t]*[:：][ \t]*\*{0,2}(?!\/\/)[ \t]*(.*)$/u;

export interface FieldLine {
  kind: FieldKind;
  /** As written, in lower case: its language helps to read the date. */
  label: string;
  value: string;
}

export function readFieldLine(line: string): FieldLine | null {
  if (line.length > 4_000) return null;
  const found = FIELD.exec(line);
  if (!found) return null;
  const label = found[1]!.trim().toLowerCase();
  const kind = KIND_OF.get(label);
  return kind === undefined ? null : { kind, label, value: found[2]!.trim() };
}

/** `sure`: written above forwards only; else above answers as well. */
export interface Separator {
  sure: boolean;
  /** As it stands in the message. */
  shown: string;
}

const FORWARDED = [
  'forwarded message', 'begin forwarded message', 'weitergeleitete nachricht', 'weitergeleitete e-mail', 'anfang der weitergeleiteten (?:nachricht|e-mail)', 'doorgestuurd bericht', 'doorgestuurd e-mailbericht',
  'begin doorgestuurd bericht', 'begin van doorgestuurd bericht', 'message transféré', 'message réexpédié', 'début du message (?:réexpédié|transféré)', 'courriel transféré', 'messaggio inoltrato', 'messaggio rediretto',
  'inizio (?:del )?messaggio inoltrato', 'mensaje reenviado', 'inicio del mensaje reenviado', 'comienzo del mensaje reenviado',
].join('|');
const ORIGINAL = [
  'original message', 'original e-?mail', 'ursprüngliche nachricht', 'originalnachricht', 'original-nachricht', 'oorspronkelijk bericht', 'origineel bericht', 'message d[\'’]origine', 'message original', 'messaggio originale', 'mensaje original',
].join('|');
const SURE = new RegExp(`^[ \\t]*(?:[-=_*]{2,}[ \\t]*(?:${FORWARDED})(?: (?:from|von|van|de|da) .{1,200}?)?[ \\t]*[-=_*]{2,}|(?:${FORWARDED})[ \\t]*[:：])[ \\t]*$`, 'iu');
const UNSURE = new RegExp(`^[ \\t]*[-=_*]{2,}[ \\t]*(?:${ORIGINAL})[ \\t]*[-=_*]{2,}[ \\t]*$`, 'iu');
const RULE = /^[ \t]*[_-]{10,}[ \t]*$/;

/** Null: no line that mail programs put above a quoted message. */
export function readSeparator(line: string): Separator | null {
  if (line.length > 300) return null;
  if (SURE.test(line)) return { sure: true, shown: line.trim() };
  return UNSURE.test(line) || RULE.test(line) ? { sure: false, shown: line.trim() } : null;
}

/** Tags that servers put before a subject, e.g. [EXTERN]. */
const TAGS = /^(?:\s*\[[^\]]{1,40}\])*\s*/;
const FORWARDED_SUBJECT = /^(?:fwd?|wg|tr|i|doorst|rv|inoltra|inoltro|weitergeleitet|reenv|enc)\s*(?:\[\d{1,3}\])?\s*[:：]/i;
const ANSWERED_SUBJECT = /^(?:re|aw|antw|r|rif|réf|res|sv|odp|antwort)\s*(?:\[\d{1,3}\])?\s*[:：]/i;

/** What the first prefix of a subject says of the message. */
export function subjectSays(subject: string): 'forwarded' | 'answered' | 'nothing' {
  const words = subject.replace(TAGS, '');
  if (FORWARDED_SUBJECT.test(words)) return 'forwarded';
  return ANSWERED_SUBJECT.test(words) ? 'answered' : 'nothing';
}
