/** SEARCH (RFC 9051 section 6.4.4): keys joined by AND, with NOT, OR and brackets. */
import { parseDay } from './dates.mjs';
import { fieldValue, parseFields, splitMessage } from './mime.mjs';
import { looksLikeSet, parseSet } from './sets.mjs';
import { word } from './tokens.mjs';

/**
 * @typedef {import('./tokens.mjs').Token} Token
 * @typedef {{ sequence: number, mail: import('../mail/mailbox.mjs').StoredMail }} Candidate
 * @typedef {(candidate: Candidate) => boolean} Test
 * @typedef {{ messages: number, lastUid: number }} Largest
 */

const FLAG_KEYS = /** @type {Record<string, [string, boolean]>} */ ({
  SEEN: ['\\Seen', true], UNSEEN: ['\\Seen', false], ANSWERED: ['\\Answered', true], UNANSWERED: ['\\Answered', false], FLAGGED: ['\\Flagged', true],
  UNFLAGGED: ['\\Flagged', false], DELETED: ['\\Deleted', true], UNDELETED: ['\\Deleted', false], DRAFT: ['\\Draft', true], UNDRAFT: ['\\Draft', false],
});
const DAY = 86_400_000;

/** @param {string} name @param {string} text @returns {Test} */
const headerHolds = (name, text) => ({ mail }) => {
  const value = fieldValue(parseFields(splitMessage(mail.read()).head), name.toLowerCase());
  return value !== null && value.toLowerCase().includes(text.toLowerCase());
};

/** @param {string} key @param {number} day @returns {Test} */
function dayTest(key, day) {
  if (key.endsWith('SINCE')) return ({ mail }) => mail.time >= day;
  if (key.endsWith('BEFORE')) return ({ mail }) => mail.time < day;
  return ({ mail }) => mail.time >= day && mail.time < day + DAY;
}

/** @param {Token[]} rest the tokens after the key, shortened by what the key takes @param {string} key @param {Largest} largest @returns {Test} */
function keyTest(rest, key, largest) {
  const flag = FLAG_KEYS[key];
  if (flag !== undefined) return ({ mail }) => mail.flags.has(flag[0]) === flag[1];
  if (/^(SENT)?(SINCE|BEFORE|ON)$/.test(key)) return dayTest(key, parseDay(word(rest.shift())));
  if (['FROM', 'TO', 'CC', 'BCC', 'SUBJECT'].includes(key)) return headerHolds(key, word(rest.shift()));
  switch (key) {
    case 'ALL':
      return () => true;
    case 'UID': {
      const within = parseSet(word(rest.shift()), largest.lastUid);
      return ({ mail }) => within(mail.uid);
    }
    case 'HEADER':
      return headerHolds(word(rest.shift()), word(rest.shift()));
    case 'LARGER':
    case 'SMALLER': {
      const size = Number(word(rest.shift()));
      return ({ mail }) => (key === 'LARGER' ? mail.size > size : mail.size < size);
    }
    case 'TEXT':
    case 'BODY': {
      const text = word(rest.shift()).toLowerCase();
      return ({ mail }) => mail.read().toLowerCase().includes(text);
    }
    default:
      throw new SyntaxError(`unknown search key ${key}`);
  }
}

/** @param {Token[]} rest @param {Largest} largest @returns {Test} */
function nextTest(rest, largest) {
  const token = rest.shift();
  if (Array.isArray(token)) return searchTest(token, largest);
  const key = word(token).toUpperCase();
  if (looksLikeSet(key)) {
    const within = parseSet(key, largest.messages);
    return ({ sequence }) => within(sequence);
  }
  if (key === 'NOT') {
    const inner = nextTest(rest, largest);
    return (candidate) => !inner(candidate);
  }
  if (key === 'OR') {
    const [left, right] = [nextTest(rest, largest), nextTest(rest, largest)];
    return (candidate) => left(candidate) || right(candidate);
  }
  return keyTest(rest, key, largest);
}

/** @param {Token[]} tokens @param {Largest} largest @returns {Test} @throws {SyntaxError} on a key it does not know */
export function searchTest(tokens, largest) {
  const rest = [...tokens];
  if (!Array.isArray(rest[0]) && rest[0]?.value.toUpperCase() === 'CHARSET') rest.splice(0, 2);
  /** @type {Test[]} */
  const tests = [];
  while (rest.length > 0) tests.push(nextTest(rest, largest));
  return (candidate) => tests.every((test) => test(candidate));
}
