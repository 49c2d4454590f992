/** Where an HTML body repeats an earlier message, as the common mail programs mark it. */

/**
 * whole: this element is a quotation; rest: it and all that follows; introduction: the line that says whom the next one quotes.
 * The reader folds by these; they are written by us alone, because what a sender sends under the same name is taken out.
 */
export type QuoteMark = 'whole' | 'rest' | 'introduction';

type Attributes = Readonly<Record<string, string>>;

/** Gmail, Yahoo, Proton, Tuta, Zoho. */
const WHOLE_CLASSES = new Set(['gmail_quote', 'gmail_quote_container', 'yahoo_quoted', 'protonmail_quote', 'tutanota_quote', 'zmail_extra']);
/** Outlook on telephones and on the Mac. */
const WHOLE_IDS = new Set(['mail-editor-reference-message-container', 'olk_src_body_section']);
/** Outlook in its ages: what it quotes has a beginning and no element of its own. */
const REST_IDS = new Set(['appendonsend', 'divrplyfwdmsg', 'stopspelling', 'replysplit']);
const REST_CLASSES = new Set(['outlookmessageheader']);
/** Thunderbird. */
const INTRODUCTION_CLASSES = new Set(['moz-cite-prefix']);
/** The line Outlook draws above "From, Sent, To, Subject". */
const OUTLOOK_LINE = /border-top:\s*solid\s+#(?:e1e1e1|b5c4df)\s+1(?:\.0)?pt/i;
const LONGEST = 2_000;

/** The mark of an element, or undefined; `tag` in lower case. */
export function quoteMark(tag: string, attribs: Attributes): QuoteMark | undefined {
  const id = own(attribs.id ?? '');
  const classes = (attribs.class ?? '').slice(0, LONGEST).split(/\s+/).map(own);
  if (tag === 'blockquote' && attribs.type?.toLowerCase() === 'cite') return 'whole';
  // What was written here.
  if ('data-email-quote' in attribs) return 'whole';
  if (WHOLE_IDS.has(id) || classes.some((one) => WHOLE_CLASSES.has(one))) return 'whole';
  // GMX and web.de.
  if (tag === 'div' && attribs.name?.toLowerCase() === 'quote') return 'whole';
  if (REST_IDS.has(id) || classes.some((one) => REST_CLASSES.has(one))) return 'rest';
  if (tag === 'div' && OUTLOOK_LINE.test((attribs.style ?? '').slice(0, LONGEST))) return 'rest';
  return classes.some((one) => INTRODUCTION_CLASSES.has(one)) ? 'introduction' : undefined;
}

/** Outlook on the web puts "x_" before every name of a message it quotes. */
function own(name: string): string {
  return name.slice(0, LONGEST).toLowerCase().replace(/^(?:x_)+/, '');
}
