/** What a server's reply means for a message: take it back and try again later, or never (RFC 5321 section 4.2, RFC 3463). */

export interface SmtpReply {
  /** Of three digits; 0 when what came was no reply. */
  code: number;
  /** Enhanced status code, such as `5.1.1`; '' when the server gives none. */
  enhanced: string;
  /** Without the codes, on one line. */
  text: string;
}

const LINE = /^(\d{3})[ -]?(?:([245]\.\d{1,3}\.\d{1,3})\s?)?(.*)$/;
const MOST_CHARS = 500;

/** Reads a reply of one or several lines. */
export function readReply(response: string): SmtpReply {
  const lines = response.split(/\r?\n/).filter((line) => line.trim() !== '').map((line) => LINE.exec(line));
  const [first] = lines;
  if (first == null) return { code: 0, enhanced: '', text: response.trim().slice(0, MOST_CHARS) };
  const text = lines.map((line) => line?.[3]?.trim() ?? '').filter((part) => part !== '').join(' ');
  return { code: Number(first[1]), enhanced: first[2] ?? '', text: text.slice(0, MOST_CHARS) };
}

export type Permanence = 'transient' | 'permanent';

/**
 * A reply of 4xx is worth another try, one of 5xx is not. Where the enhanced code says otherwise than the reply, it is tried again:
 * that harms nobody, while giving up does. `552` for a recipient means that they are too many for one message, not that this one is
 * wrong (RFC 5321 section 4.5.3.1.10). What is no reply at all is a broken server, which may be well again later.
 */
export function decidePermanence({ code, enhanced }: Pick<SmtpReply, 'code' | 'enhanced'>, about: 'recipient' | 'message' = 'message'): Permanence {
  if (code < 500 || code > 599) return 'transient';
  if (enhanced.startsWith('4.') || enhanced === '5.5.3') return 'transient';
  return about === 'recipient' && code === 552 && enhanced === '' ? 'transient' : 'permanent';
}
