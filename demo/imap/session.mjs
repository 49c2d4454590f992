/** One IMAP connection: who is logged in, which mailbox is open, and what was told to the client about it. */
import { CommandReader } from './read-commands.mjs';
import { tokenize, word } from './tokens.mjs';

/**
 * @typedef {import('../mail/mailbox.mjs').Mailbox} Mailbox
 * @typedef {import('../mail/mail-store.mjs').MailStore} MailStore
 * @typedef {import('./tokens.mjs').Token} Token
 * @typedef {{ tag: string, name: string, rest: Token[] }} Command
 * @typedef {(session: Session, command: Command) => string | Promise<string>} CommandAnswer resolves with the text after OK; rejects with Refusal
 */

/** A command answered NO or BAD. */
export class Refusal extends Error {
  /** @param {'NO' | 'BAD'} kind @param {string} message */
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

const GREETING = '* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR ID] demo mail server ready';

export class Session {
  #socket;
  #commands;
  /** @type {{ pieces: import('./read-commands.mjs').CommandPieces }[]} */
  #waiting = [];
  #working = false;
  /** @type {((line: string) => void) | null} what takes the next line instead of the commands (IDLE, AUTHENTICATE) */
  #lineTaker = null;
  /** @type {string | null} */
  user = null;
  /** @type {Mailbox | null} */
  selected = null;
  readOnly = true;
  /** How many messages of the selected mailbox the client knows of. */
  #told = 0;
  #idle = false;
  #announce = () => {
    if (this.#idle) this.tellNews();
  };

  /** @param {import('node:net').Socket} socket @param {MailStore} store @param {Record<string, CommandAnswer>} commands */
  constructor(socket, store, commands) {
    this.#socket = socket;
    this.store = store;
    this.#commands = commands;
    const reader = new CommandReader((pieces) => this.#enqueue(pieces), () => this.line('+ go ahead'));
    socket.on('data', (octets) => {
      try {
        reader.push(octets);
      } catch (error) {
        this.line(`* BYE ${error instanceof Error ? error.message : 'bad input'}`);
        socket.end();
      }
    });
    // A client that vanishes is no event for a demo server; `close` follows.
    socket.on('error', () => undefined);
    socket.on('close', () => this.deselect());
    this.line(GREETING);
  }

  /** @param {string} text one character per octet */
  line(text) {
    if (!this.#socket.destroyed) this.#socket.write(`${text}\r\n`, 'latin1');
  }

  end() {
    this.#socket.end();
  }

  /** @returns {Mailbox} @throws {Refusal} */
  requireSelected() {
    if (this.selected === null) throw new Refusal('BAD', 'No mailbox is open');
    return this.selected;
  }

  /** @param {Mailbox} mailbox @param {boolean} readOnly */
  select(mailbox, readOnly) {
    this.deselect();
    this.selected = mailbox;
    this.readOnly = readOnly;
    this.#told = mailbox.mails.length;
    mailbox.on('append', this.#announce);
  }

  deselect() {
    this.selected?.off('append', this.#announce);
    this.selected = null;
  }

  /** Messages the client may name, by sequence number; those that came later are not among them yet. */
  visible() {
    return this.requireSelected().mails.slice(0, this.#told);
  }

  /** Tells of messages that came in (EXISTS). */
  tellNews() {
    if (this.selected === null || this.selected.mails.length === this.#told) return;
    this.#told = this.selected.mails.length;
    this.line(`* ${this.#told} EXISTS`);
  }

  /** Resolves with the next line of the client after asking for it. @param {string} prompt @returns {Promise<string>} */
  ask(prompt) {
    return new Promise((resolve) => {
      this.#lineTaker = resolve;
      this.line(`+ ${prompt}`);
    });
  }

  /** Tells of new messages as they come until the client says DONE. */
  async idle() {
    this.#idle = true;
    this.tellNews();
    await this.ask('idling');
    this.#idle = false;
  }

  /** @param {import('./read-commands.mjs').CommandPieces} pieces */
  #enqueue(pieces) {
    const taker = this.#lineTaker;
    if (taker !== null) {
      this.#lineTaker = null;
      taker(String(pieces[0]));
      return;
    }
    this.#waiting.push({ pieces });
    void this.#work();
  }

  /** Commands are answered one after another. */
  async #work() {
    if (this.#working) return;
    this.#working = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) await this.#answer(next.pieces);
    this.#working = false;
  }

  /** @param {import('./read-commands.mjs').CommandPieces} pieces */
  async #answer(pieces) {
    let tag = '*';
    try {
      const [first, ...rest] = tokenize(pieces);
      tag = word(first);
      const name = word(rest.shift()).toUpperCase();
      const full = name === 'UID' ? `UID ${word(rest.shift()).toUpperCase()}` : name;
      const answer = this.#commands[full];
      if (answer === undefined) throw new Refusal('BAD', `${full} is not known here`);
      const text = await answer(this, { tag, name: full, rest });
      if (!full.endsWith('FETCH') && !full.endsWith('SEARCH')) this.tellNews();
      this.line(`${tag} OK ${text}`);
      if (full === 'LOGOUT') this.end();
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('BAD', error instanceof Error ? error.message : String(error));
      this.line(`${tag} ${refusal.kind} ${refusal.message}`);
    }
  }
}
