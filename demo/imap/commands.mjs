/** The commands that reading a mailbox needs, and APPEND. What changes or moves mailboxes is not offered. */
import { parseDateTime } from './dates.mjs';
import { fetchAnswer, fetchItems, marksRead } from './fetch.mjs';
import { searchTest } from './search.mjs';
import { Refusal } from './session.mjs';
import { parseSet } from './sets.mjs';
import { nstring } from './structure.mjs';
import { word } from './tokens.mjs';
import { decodeName, encodeName } from './utf7.mjs';

/**
 * @typedef {import('./session.mjs').Session} Session
 * @typedef {import('./session.mjs').CommandAnswer} CommandAnswer
 * @typedef {import('./tokens.mjs').Token} Token
 */

const CAPABILITIES = 'IMAP4rev1 AUTH=PLAIN SASL-IR ID NAMESPACE IDLE LITERAL+ SPECIAL-USE UNSELECT UIDPLUS';

/** @param {Session} session @returns {string} the address logged in */
function requireUser(session) {
  if (session.user === null) throw new Refusal('NO', 'Log in first');
  return session.user;
}

/** @param {Session} session @param {Token | undefined} name */
function requireMailbox(session, name) {
  const mailbox = session.store.find(requireUser(session), decodeName(word(name)));
  if (mailbox === null) throw new Refusal('NO', '[NONEXISTENT] No such mailbox');
  return mailbox;
}

/** @param {Session} session @param {string} user @param {string} password */
function logIn(session, user, password) {
  if (!session.store.accepts(user, password)) throw new Refusal('NO', '[AUTHENTICATIONFAILED] Wrong address or password');
  session.user = user.toLowerCase();
  return `[CAPABILITY ${CAPABILITIES}] Logged in`;
}

/** @param {Session} session @param {import('./session.mjs').Command} command */
async function authenticate(session, { rest }) {
  if (word(rest[0]).toUpperCase() !== 'PLAIN') throw new Refusal('NO', 'Only PLAIN is offered');
  const initial = rest[1] === undefined ? await session.ask('') : word(rest[1]);
  const [, user = '', password = ''] = Buffer.from(initial, 'base64').toString('utf8').split('\0');
  return logIn(session, user, password);
}

/** @param {string} pattern of LIST: `*` and `%` stand for any text, as there is no hierarchy here */
const listPattern = (pattern) => new RegExp(`^${pattern.split(/[*%]+/).map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 'i');

/** @type {CommandAnswer} */
function list(session, { name, rest }) {
  const words = rest.filter((token) => !Array.isArray(token)).map(word);
  const pattern = decodeName(words[1] ?? '*');
  if (pattern === '') {
    session.line(`* ${name} (\\Noselect) "/" ""`);
    return 'done';
  }
  for (const mailbox of session.store.list(requireUser(session)).filter((box) => listPattern(pattern).test(box.name))) {
    const use = mailbox.specialUse === null ? '' : ` ${mailbox.specialUse}`;
    session.line(`* ${name} (\\HasNoChildren${use}) "/" ${nstring(encodeName(mailbox.name))}`);
  }
  return 'done';
}

/** @type {CommandAnswer} */
function status(session, { rest }) {
  const mailbox = requireMailbox(session, rest[0]);
  const values = /** @type {Record<string, number>} */ ({
    MESSAGES: mailbox.mails.length, UIDNEXT: mailbox.uidNext, UIDVALIDITY: mailbox.uidValidity, RECENT: 0,
    UNSEEN: mailbox.mails.filter((mail) => !mail.flags.has('\\Seen')).length,
  });
  const wanted = (Array.isArray(rest[1]) ? rest[1] : []).map((token) => word(token).toUpperCase()).filter((item) => item in values);
  session.line(`* STATUS ${nstring(encodeName(mailbox.name))} (${wanted.map((item) => `${item} ${values[item]}`).join(' ')})`);
  return 'done';
}

/** @type {CommandAnswer} */
function select(session, { name, rest }) {
  session.deselect();
  const mailbox = requireMailbox(session, rest[0]);
  const readOnly = name === 'EXAMINE';
  session.select(mailbox, readOnly);
  session.line(String.raw`* FLAGS (\Answered \Flagged \Deleted \Seen \Draft)`);
  session.line(`* ${mailbox.mails.length} EXISTS`);
  session.line('* 0 RECENT');
  session.line(String.raw`* OK [PERMANENTFLAGS (${readOnly ? '' : String.raw`\Answered \Flagged \Deleted \Seen \Draft \*`})] flags`);
  session.line(`* OK [UIDVALIDITY ${mailbox.uidValidity}] epoch`);
  session.line(`* OK [UIDNEXT ${mailbox.uidNext}] next`);
  return `[${readOnly ? 'READ-ONLY' : 'READ-WRITE'}] ${mailbox.name === 'INBOX' ? 'INBOX' : 'mailbox'} is open`;
}

/** @param {Session} session @param {Token | undefined} set @param {boolean} byUid */
function choose(session, set, byUid) {
  const mails = session.visible();
  const largest = byUid ? (mails.at(-1)?.uid ?? 0) : mails.length;
  const within = parseSet(word(set), largest);
  return mails.map((mail, index) => ({ mail, sequence: index + 1 })).filter(({ mail, sequence }) => within(byUid ? mail.uid : sequence));
}

/** @type {CommandAnswer} */
function fetch(session, { name, rest }) {
  const byUid = name === 'UID FETCH';
  const items = fetchItems(rest[1]);
  const answered = byUid && !items.includes('UID') ? ['UID', ...items] : items;
  for (const { mail, sequence } of choose(session, rest[0], byUid)) {
    if (!session.readOnly && items.some(marksRead) && !mail.flags.has('\\Seen')) {
      mail.flags.add('\\Seen');
      mail.saveFlags();
    }
    session.line(fetchAnswer(sequence, mail, answered));
  }
  return 'done';
}

/** @type {CommandAnswer} */
function search(session, { name, rest }) {
  const mails = session.visible();
  const test = searchTest(rest, { messages: mails.length, lastUid: mails.at(-1)?.uid ?? 0 });
  const found = mails.map((mail, index) => ({ mail, sequence: index + 1 })).filter(test);
  session.line(['* SEARCH', ...found.map(({ mail, sequence }) => (name === 'UID SEARCH' ? mail.uid : sequence))].join(' '));
  return 'done';
}

/** @type {CommandAnswer} */
function store(session, { name, rest }) {
  if (session.readOnly) throw new Refusal('NO', '[READ-ONLY] The mailbox was opened with EXAMINE');
  const item = word(rest[1]).toUpperCase();
  const flags = (Array.isArray(rest[2]) ? rest[2] : rest.slice(2)).map(word);
  for (const { mail, sequence } of choose(session, rest[0], name === 'UID STORE')) {
    if (item.startsWith('FLAGS')) mail.flags.clear();
    for (const flag of flags) item.startsWith('-') ? mail.flags.delete(flag) : mail.flags.add(flag);
    mail.saveFlags();
    if (!item.endsWith('.SILENT')) session.line(fetchAnswer(sequence, mail, ['UID', 'FLAGS']));
  }
  return 'done';
}

/** @type {CommandAnswer} */
function append(session, { rest }) {
  const mailbox = requireMailbox(session, rest[0]);
  const literal = rest.at(-1);
  if (literal === undefined || Array.isArray(literal) || literal.octets === undefined) throw new SyntaxError('APPEND needs a literal');
  const flags = Array.isArray(rest[1]) ? rest[1].map(word) : [];
  const date = rest.slice(1, -1).find((token) => !Array.isArray(token));
  const uid = mailbox.append(literal.octets, { flags, time: date === undefined ? Date.now() : parseDateTime(word(date)) });
  return `[APPENDUID ${mailbox.uidValidity} ${uid}] stored`;
}

/** @param {Session} session */
async function idle(session) {
  requireUser(session);
  await session.idle();
  return 'no longer idling';
}

/** @type {Record<string, CommandAnswer>} */
export const COMMANDS = {
  CAPABILITY: (session) => {
    session.line(`* CAPABILITY ${CAPABILITIES}`);
    return 'done';
  },
  ID: (session) => {
    session.line('* ID ("name" "demo mail server")');
    return 'done';
  },
  NAMESPACE: (session) => {
    session.line('* NAMESPACE (("" "/")) NIL NIL');
    return 'done';
  },
  LOGOUT: (session) => {
    session.line('* BYE until next time');
    return 'done';
  },
  NOOP: () => 'done',
  CHECK: () => 'done',
  CLOSE: (session) => {
    session.deselect();
    return 'closed';
  },
  UNSELECT: (session) => {
    session.deselect();
    return 'closed';
  },
  LOGIN: (session, { rest }) => logIn(session, word(rest[0]), word(rest[1])),
  AUTHENTICATE: authenticate,
  LIST: list,
  LSUB: list,
  STATUS: status,
  SELECT: select,
  EXAMINE: select,
  FETCH: fetch,
  'UID FETCH': fetch,
  SEARCH: search,
  'UID SEARCH': search,
  STORE: store,
  'UID STORE': store,
  APPEND: append,
  IDLE: idle,
};
