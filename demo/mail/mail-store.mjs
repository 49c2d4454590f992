/** The demo server's accounts and their mailboxes, in one folder. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Mailbox } from './mailbox.mjs';

/**
 * @typedef {{ address: string, password: string }} DemoLogin
 * @typedef {{ account: string, mailbox: string, time: number, flags: string[], raw: Buffer }} Delivery
 */

const MAILBOXES = /** @type {[string, string | null][]} */ ([['INBOX', null], ['Entwürfe', '\\Drafts'], ['Gesendet', '\\Sent'], ['Papierkorb', '\\Trash']]);
export const SENT = 'Gesendet';

export class MailStore {
  #folder;
  #logins;
  /** @type {Map<string, Mailbox[]>} */
  #mailboxes = new Map();

  /** @param {string} folder @param {DemoLogin[]} logins */
  constructor(folder, logins) {
    this.#folder = folder;
    this.#logins = logins;
    this.#open();
  }

  #open() {
    const uidValidity = Math.floor(Date.now() / 1000);
    for (const { address } of this.#logins) {
      const boxes = MAILBOXES.map(([name, specialUse]) => new Mailbox({ folder: path.join(this.#folder, address, name), name, specialUse, uidValidity }));
      this.#mailboxes.set(address, boxes);
    }
  }

  /** Whether `fill` has been done. */
  get filled() {
    return existsSync(path.join(this.#folder, 'filled'));
  }

  /** Replaces everything by these messages, in the order of their time, under a new UIDVALIDITY. @param {Delivery[]} deliveries */
  fill(deliveries) {
    for (const { address } of this.#logins) rmSync(path.join(this.#folder, address), { recursive: true, force: true });
    this.#open();
    for (const { account, mailbox, raw, time, flags } of [...deliveries].sort((a, b) => a.time - b.time)) {
      this.find(account, mailbox)?.append(raw, { time, flags });
    }
    writeFileSync(path.join(this.#folder, 'filled'), `${new Date().toISOString()}\n`);
  }

  /** When it was filled; null when it was not. */
  get filledAt() {
    return this.filled ? new Date(readFileSync(path.join(this.#folder, 'filled'), 'utf8').trim()) : null;
  }

  /** @param {string} user @param {string} password */
  accepts(user, password) {
    return this.#logins.some((login) => login.address === user.toLowerCase() && login.password === password);
  }

  /** Mail to name+detail@domain is that of name@domain. @param {string} address */
  list(address) {
    return this.#mailboxes.get(address.toLowerCase().replace(/\+[^@]*@/, '@')) ?? [];
  }

  /** @param {string} address @param {string} name */
  find(address, name) {
    const wanted = name.toUpperCase() === 'INBOX' ? 'INBOX' : name;
    return this.list(address).find((mailbox) => mailbox.name === wanted) ?? null;
  }
}
