/**
 * Cuts the octets of an IMAP client into commands (RFC 9051 section 2.2.1): lines joined with the literals they announce.
 * A command is a list of pieces: text (one character per octet) and literals.
 * @typedef {(string | Buffer)[]} CommandPieces
 */

const MAX_LINE = 64 * 1024;
const MAX_LITERAL = 64 * 1024 * 1024;

export class CommandReader {
  /** @type {Buffer} */
  #buffer = Buffer.alloc(0);
  /** @type {CommandPieces} */
  #pieces = [];
  #literal = -1;
  #onCommand;
  #onContinue;

  /**
   * @param {(pieces: CommandPieces) => void} onCommand called with each complete command
   * @param {() => void} onContinue called when the client waits for leave to send a literal
   */
  constructor(onCommand, onContinue) {
    this.#onCommand = onCommand;
    this.#onContinue = onContinue;
  }

  /** @param {Buffer} octets @throws {Error} when a line or literal is longer than allowed */
  push(octets) {
    this.#buffer = this.#buffer.length === 0 ? octets : Buffer.concat([this.#buffer, octets]);
    while (this.#literal >= 0 ? this.#takeLiteral() : this.#takeLine());
  }

  #takeLiteral() {
    if (this.#buffer.length < this.#literal) return false;
    this.#pieces.push(this.#buffer.subarray(0, this.#literal));
    this.#buffer = this.#buffer.subarray(this.#literal);
    this.#literal = -1;
    return true;
  }

  #takeLine() {
    const end = this.#buffer.indexOf('\r\n');
    if (end < 0) {
      if (this.#buffer.length > MAX_LINE) throw new Error('line too long');
      return false;
    }
    const line = this.#buffer.toString('latin1', 0, end);
    this.#buffer = this.#buffer.subarray(end + 2);
    const announced = /\{(\d+)(\+?)\}$/.exec(line);
    if (announced === null) {
      const pieces = [...this.#pieces, line];
      this.#pieces = [];
      this.#onCommand(pieces);
      return true;
    }
    this.#literal = Number(announced[1]);
    if (this.#literal > MAX_LITERAL) throw new Error('literal too long');
    this.#pieces.push(line.slice(0, announced.index));
    if (announced[2] === '') this.#onContinue();
    return true;
  }
}
