import { Random } from './mail/random.mjs';
import { ZipfText } from './mail/zipf.mjs';

export const ACCOUNTS = 20;
const PEOPLE = 20_000;
const YEARS = 5;
const FIRST = 'Anna Jan Emma Lukas Sophie Noah Mia Daan Oliver Zoë Jürgen Petra Łukasz Ines Tom Lea Paul Nina Max Eva'.split(' ');
const NEWEST = Date.parse('2026-11-01T00:00:00Z');

/** What every run searches for and what the messages are made of: the same for the same number of messages. */
export function vocabulary() {
  return new ZipfText(new Random('search vocabulary'));
}

/** @param {import('./mail/zipf.mjs').ZipfText} words @param {number} index */
export function personOf(words, index) {
  const last = words.word(1_000 + (index % 2_000));
  return { name: `${FIRST[index % FIRST.length]} ${last[0].toUpperCase()}${last.slice(1)}`, address: `p${index}.${last.normalize('NFKD').replace(/[^a-z]/g, '')}@firma${index % 700}.example` };
}

/**
 * Puts invented mail straight into the tables, as an import would have left it, without its way there. `shape` may change the rows of
 * a message before they are stored; its words stay the same. `insert`
 * is the plugin's own way to write rows, which is faster.
 */
export async function fillMail({ knex, accounts, insert = insertByKnex, shape = (made) => made }, messages, progress) {
  const [words, random] = [vocabulary(), new Random('search mail')];
  const step = (YEARS * 365 * 86_400_000) / messages;
  for (let start = 0; start < messages; start += 500) {
    const rows = Array.from({ length: Math.min(500, messages - start) }, (_, offset) => shape(rowOf(words, random, start + offset + 1, NEWEST - (messages - start - offset) * step, accounts)));
    await knex.transaction(async (trx) => {
      await insert(trx, 'email_center_messages', rows.map(({ message }) => message));
      await insert(trx, 'email_center_deliveries', rows.flatMap(({ deliveries }) => deliveries));
    });
    if (start % 50_000 === 0) progress(start);
  }
}

async function insertByKnex(trx, table, rows) {
  for (let at = 0; at < rows.length; at += 50) await trx(table).insert(rows.slice(at, at + 50));
}

function rowOf(words, random, id, at, accounts) {
  const incoming = random.next() < 0.7;
  const [person, mine] = [personOf(words, random.below(PEOPLE)), accounts[random.below(accounts.length)]];
  const me = { name: 'Info', address: mine.address };
  const kind = random.next();
  const length = kind < 0.6 ? 50 + random.below(100) : kind < 0.9 ? 150 + random.below(250) : 400 + random.below(1_100);
  const text = `${words.text(random, length)}${random.next() < 0.4 ? '\n\nMit freundlichen Grüßen\n' : '\n'}${person.name}`;
  const subject = words.text(random, 3 + random.below(6));
  const files = random.next() < 0.2 ? [{ partNumber: '2', filename: `${words.pick(random)}-${id}.pdf`, contentType: 'application/pdf', size: 1_000, inline: false, contentId: null }] : [];
  const time = new Date(Math.floor(at));
  const message = {
    id, document_id: `doc${String(id).padStart(21, '0')}`, created_at: time, updated_at: time, published_at: time, identity: String(id).padStart(64, '0'), raw_key: String(id).padStart(64, '0'),
    message_id: `m${id}@bench.example`, message_id_hash: String(id).padStart(64, '0'), subject, preview: text.slice(0, 120), from: JSON.stringify([incoming ? person : me]), sender: '[]', reply_to: '[]',
    to: JSON.stringify([incoming ? me : person]), cc: '[]', bcc: '[]', date: time, in_reply_to: '[]', references: '[]', text, has_html: false, attachments: JSON.stringify(files), attachment_count: files.length,
    automatic: 'none', automatic_why: '', direction: incoming ? 'incoming' : 'outgoing', counterpart: person.address, linked: false, size: 3_000, received_at: time, thread_id: String(id).padStart(36, '0'),
  };
  const copy = (account) => ({
    message_id: id, account_id: account.id, role: incoming ? 'inbox' : 'sent', direction: message.direction, linked: 0, seen: 1, received_at: time.getTime(), counterpart: person.address, raw_key: message.raw_key,
    unread: 0, placed_at: time.getTime(),
  });
  const other = accounts[random.below(accounts.length)];
  return { message, deliveries: other !== mine && random.next() < 0.1 ? [copy(mine), copy(other)] : [copy(mine)] };
}
