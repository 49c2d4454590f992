/**
 * A mailbox kept as a folder: one file per message, whose name says all but the octets (`UID.TIME.FLAGS.eml`), and
 * `state.json` with UIDVALIDITY and the next UID. So a restart finds the same UIDs, as clients may expect.
 */
import { EventEmitter } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const LETTERS = /** @type {Record<string, string>} */ ({ S: '\\Seen', A: '\\Answered', F: '\\Flagged', D: '\\Draft', T: '\\Deleted' });

/** @param {Set<string>} flags */
const letters = (flags) => Object.entries(LETTERS).filter(([, flag]) => flags.has(flag)).map(([letter]) => letter).join('');

export class StoredMail {
  #file;

  /** @param {{ file: string, uid: number, time: number, flags: Set<string>, size: number }} mail */
  constructor({ file, uid, time, flags, size }) {
    this.#file = file;
    this.uid = uid;
    /** INTERNALDATE, epoch ms. */
    this.time = time;
    this.flags = flags;
    /** RFC822.SIZE in octets. */
    this.size = size;
  }

  /** The message, one character per octet. */
  read() {
    return readFileSync(this.#file, 'latin1');
  }

  /** Keeps the changed flags. Flags of a client's own (keywords) last until the server ends. */
  saveFlags() {
    const renamed = path.join(path.dirname(this.#file), `${this.uid}.${this.time}.${letters(this.flags)}.eml`);
    renameSync(this.#file, renamed);
    this.#file = renamed;
  }
}

/** @param {string} folder @param {string} name */
function openMail(folder, name) {
  const [uid, time, flags = ''] = name.split('.');
  const file = path.join(folder, name);
  return new StoredMail({ file, uid: Number(uid), time: Number(time), flags: new Set([...flags].flatMap((letter) => LETTERS[letter] ?? [])), size: statSync(file).size });
}

/** Tells of `append` when a message came in. */
export class Mailbox extends EventEmitter {
  #folder;
  #uidNext;

  /** @param {{ folder: string, name: string, specialUse: string | null, uidValidity: number }} box `uidValidity` counts for a new one */
  constructor({ folder, name, specialUse, uidValidity }) {
    super();
    // Every connection that has the mailbox open listens.
    this.setMaxListeners(0);
    this.name = name;
    this.specialUse = specialUse;
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    const names = readdirSync(folder);
    const state = names.includes('state.json') ? /** @type {{ uidValidity: number, uidNext: number }} */ (JSON.parse(readFileSync(path.join(folder, 'state.json'), 'utf8'))) : { uidValidity, uidNext: 1 };
    this.uidValidity = state.uidValidity;
    this.#uidNext = state.uidNext;
    this.mails = names.filter((file) => file.endsWith('.eml')).map((file) => openMail(folder, file)).sort((a, b) => a.uid - b.uid);
    this.#saveState();
  }

  get uidNext() {
    return this.#uidNext;
  }

  #saveState() {
    const file = path.join(this.#folder, 'state.json');
    writeFileSync(`${file}.new`, JSON.stringify({ uidValidity: this.uidValidity, uidNext: this.#uidNext }));
    renameSync(`${file}.new`, file);
  }

  /** @param {Buffer} raw @param {{ time: number, flags?: string[] }} about @returns {number} the UID given */
  append(raw, { time, flags = [] }) {
    const uid = this.#uidNext++;
    this.#saveState();
    const name = `${uid}.${time}.${letters(new Set(flags))}.eml`;
    writeFileSync(path.join(this.#folder, name), raw);
    this.mails.push(openMail(this.#folder, name));
    this.emit('append');
    return uid;
  }
}
