/** Which mailbox holds sent mail: what a person chose, else what the server says (RFC 6154), else what its name means. */

/** What is looked at of a listed mailbox. */
export interface NamedMailbox {
  path: string;
  specialUse: string | null;
}

export interface SentChoice {
  path: string;
  /** Why this one: chosen by hand, by the attribute \Sent, or by its name. */
  by: 'hand' | 'attribute' | 'name';
}

/** Names of the Sent mailbox in mail programs and at providers, lower case, by language. */
const SENT_NAMES: Readonly<Record<string, readonly string[]>> = {
  en: ['sent', 'sent items', 'sent mail', 'sent messages', 'sent-mail', 'sent objects'],
  de: ['gesendet', 'gesendete elemente', 'gesendete objekte', 'gesendete nachrichten', 'gesendete e-mails', 'gesendete mails', 'gesendete'],
  nl: ['verzonden', 'verzonden items', 'verzonden berichten', 'verzonden objecten', 'verzonden e-mail', 'verstuurd'],
  fr: ['envoyés', 'éléments envoyés', 'messages envoyés', 'objets envoyés', 'courrier envoyé', 'e-mails envoyés'],
  it: ['inviati', 'inviata', 'posta inviata', 'elementi inviati', 'messaggi inviati'],
  es: ['enviados', 'elementos enviados', 'mensajes enviados', 'correo enviado', 'correos enviados'],
  pt: ['enviadas', 'itens enviados', 'mensagens enviadas', 'correio enviado', 'e-mails enviados'],
  pl: ['wysłane', 'elementy wysłane', 'wiadomości wysłane', 'wysłane wiadomości'],
  cs: ['odeslané', 'odeslaná pošta', 'odeslané zprávy', 'odeslané položky'],
  sk: ['odoslané', 'odoslaná pošta', 'odoslané správy'],
  sv: ['skickat', 'skickade', 'skickade objekt', 'skickade meddelanden', 'skickad e-post'],
  da: ['sendt', 'sendt post', 'sendte elementer', 'sendte beskeder', 'sendt mail'],
  no: ['sendte', 'sendt e-post', 'sendte meldinger', 'sendte objekter'],
  fi: ['lähetetyt', 'lähetetyt viestit', 'lähetetyt kohteet'],
  hu: ['elküldött', 'elküldött elemek', 'elküldött üzenetek', 'elküldött levelek'],
  ro: ['trimise', 'elemente trimise', 'mesaje trimise'],
  tr: ['gönderilmiş', 'gönderilmiş öğeler', 'gönderilenler', 'gönderilmiş postalar'],
  hr: ['poslano', 'poslane poruke', 'poslane stavke', 'poslana pošta'],
  ru: ['отправленные', 'отправленные письма', 'отправленные элементы'],
  uk: ['надіслані', 'відправлені', 'надіслані елементи'],
  el: ['απεσταλμένα', 'σταλμένα'],
  ja: ['送信済み', '送信済みメール', '送信済みアイテム', '送信済みトレイ'],
  zh: ['已发送', '已发送邮件', '已傳送郵件', '寄件備份', '已寄送的郵件'],
  ko: ['보낸편지함', '보낸 편지함', '보낸메일함'],
};

const NAMES = new Set(Object.values(SENT_NAMES).flat().map(fold));

/**
 * The Sent mailbox among `mailboxes`, or null when none can be told: then a person has to choose. Of several that are
 * equally good the one nearest to the root is taken, then the first by its path, so that the choice is always the same.
 */
export function chooseSent(mailboxes: readonly NamedMailbox[], chosenByHand: string | null): SentChoice | null {
  if (chosenByHand !== null) {
    return mailboxes.some(({ path }) => path === chosenByHand) ? { path: chosenByHand, by: 'hand' } : null;
  }
  const marked = nearest(mailboxes.filter(({ specialUse }) => specialUse?.toLowerCase() === '\\sent'));
  if (marked) return { path: marked.path, by: 'attribute' };
  // A mailbox that the server uses for something else is not the Sent mailbox, whatever it is called.
  const named = nearest(mailboxes.filter(({ path, specialUse }) => specialUse === null && NAMES.has(fold(lastName(path)))));
  return named ? { path: named.path, by: 'name' } : null;
}

function nearest(mailboxes: readonly NamedMailbox[]): NamedMailbox | undefined {
  return [...mailboxes].sort((a, b) => depth(a.path) - depth(b.path) || (a.path < b.path ? -1 : 1))[0];
}

/** LIST delimiters are `/` or `.`, rarely `\`. */
const DELIMITERS = /[/.\\]/;
const depth = (path: string): number => path.split(DELIMITERS).length;
const lastName = (path: string): string => path.split(DELIMITERS).at(-1) ?? path;

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/[\s_]+/g, ' ').trim();
}
