import { textOfHtml } from '../../text/text-of-html';
import type { DraftCopy } from './copy-store';
import type { DraftFields } from './draft-session';

const pictures = (html: string): string => [...html.matchAll(/\bsrc="cid:([^"]*)"/g)].map(([, id]) => id).join(' ');
const sameRecord = (one: DraftFields['record'], other: DraftFields['record']): boolean => one?.recordType === other?.recordType && one?.recordId === other?.recordId;

/**
 * Whether the server has what the copy has: it may have arrived with nobody left to hear of it. HTML is cleaned on the way, and so compared
 * by what is read of it.
 */
export function hasArrived({ fields, changed }: Pick<DraftCopy, 'fields' | 'changed'>, saved: DraftFields): boolean {
  return changed.every((name) => {
    if (name === 'record') return sameRecord(fields.record, saved.record);
    if (name === 'html') return textOfHtml(fields.html).trim() === textOfHtml(saved.html).trim() && pictures(fields.html) === pictures(saved.html);
    // Made of the HTML by the server, unless it is all there is.
    if (name === 'text' && !fields.plain) return true;
    return JSON.stringify(fields[name]) === JSON.stringify(saved[name]);
  });
}
