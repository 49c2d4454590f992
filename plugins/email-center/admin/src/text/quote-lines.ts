/** The lines by which mail programs of many languages say that an earlier message begins here. */

/** "On Tue, 12 Nov 2026 at 09:41, Anna Weber <anna@...> wrote:" and its likes; the line may be wrapped. */
const INTRODUCTIONS = [
  /^On\b.{4,300}\bwrote:$/s, /^Am\b.{4,300}\bschrieb\b.{0,200}:$/s, /^Op\b.{4,300}\bschreef\b.{0,200}:$/s, /^Le\b.{4,300}\ba écrit\s?:$/s,
  /^Il\b.{4,300}\bha scritto:$/s, /^El\b.{4,300}\bescribió:$/s, /^Em\b.{4,300}\bescreveu:$/s, /^Den\b.{4,300}\bskrev\b.{0,200}:$/s, /^W dniu\b.{4,300}\b(?:napisał|pisze).{0,200}:$/s,
  /^[^\n]{1,200}\b(?:wrote|schrieb|schreef|a écrit|ha scritto)\b[^\n]{0,100}:$/, /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b[^\n]{1,200}<[^>\n]+>:$/,
];
/** "-----Original Message-----" */
const ORIGINAL = /^[-_\s]{2,}\s*(?:Original Message|Original Appointment|Ursprüngliche (?:Nachricht|Mail)|Originalnachricht|Oorspronkelijk bericht|Message d['’]origine|Messaggio originale|Mensaje original|Mensagem original|Ursprungligt meddelande|Oprindelig meddelelse|Wiadomość oryginalna)\s*[-_]{2,}$/i;
const FORWARDED = /^[-_\s]{2,}\s*(?:Forwarded message|Weitergeleitete Nachricht|Doorgestuurd bericht|Message transféré|Messaggio inoltrato|Mensaje reenviado)\b|^(?:Begin forwarded message|Anfang der weitergeleiteten (?:Nachricht|E-Mail)|Begin doorgestuurd bericht)/i;
const FROM = /^\*?(?:From|Von|Van|De|Da|Från|Fra|Od)\s?:\*?\s*\S/;
const SENT = /^\*?(?:Sent|Date|Gesendet|Datum|Verzonden|Envoyé|Inviato|Data|Enviado|Enviada|Skickat|Sendt|Wysłano)\s?:\*?\s*\S/m;
const SUBJECT = /^\*?(?:Subject|Betreff|Onderwerp|Objet|Oggetto|Asunto|Assunto|Ämne|Emne|Temat)\s?:/m;
const FORWARD_SUBJECT = /^\s*(?:(?:re|aw|antw)\s*:\s*)*(?:fwd?|wg|tr|doorst|rv|enc|vs)\s*:/i;

/** Of a subject: whether the message passes another one on, which is then what it is about. */
export const isForwardSubject = (subject: string): boolean => FORWARD_SUBJECT.test(subject);

/** "Anna wrote:", on one line or wrapped over a few. */
export const isIntroduction = (text: string): boolean => {
  const line = text.trim();
  return line.length <= 500 && INTRODUCTIONS.some((pattern) => pattern.test(line));
};

/** Whether a forwarded message begins with this line: it is passed on to be read and never folded. */
export const isForwardLine = (line: string): boolean => FORWARDED.test(line.trim());

/** How far the block "From, Sent, To, Subject" may reach, in lines. */
const HEADER_LINES = 8;

/** Whether an earlier message begins with the first of these lines: "-----Original Message-----", or "From, Sent, To, Subject". */
export function beginsOriginal(lines: readonly string[]): boolean {
  const first = (lines[0] ?? '').trim();
  if (ORIGINAL.test(first)) return true;
  if (!FROM.test(first)) return false;
  const block = lines.slice(0, HEADER_LINES).map((line) => line.trim()).join('\n');
  return SENT.test(block) && SUBJECT.test(block);
}
