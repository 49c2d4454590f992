/**
 * The words of an IMAP command. An atom may hold a bracketed section with spaces in it, as in `BODY[HEADER.FIELDS (FROM)]<0.9>`.
 * @typedef {import('./token.d.ts').Word} Word
 * @typedef {import('./token.d.ts').Token} Token
 */


class Scanner {
  position = 0;

  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  peek() {
    return this.text[this.position];
  }

  /** @returns {Word} */
  quoted() {
    let value = '';
    for (this.position++; this.peek() !== '"'; this.position++) {
      if (this.peek() === '\\') this.position++;
      if (this.peek() === undefined) throw new SyntaxError('unterminated string');
      value += this.peek();
    }
    this.position++;
    return { kind: 'text', value };
  }

  /** @returns {Word} */
  atom() {
    const start = this.position;
    let depth = 0;
    for (;;) {
      const char = this.peek();
      if (char === undefined) break;
      if (char === '[') depth++;
      if (char === ']') depth--;
      if (depth <= 0 && (char === ' ' || char === '(' || char === ')')) break;
      this.position++;
    }
    if (this.position === start) throw new SyntaxError(`unexpected ${this.peek()}`);
    return { kind: 'atom', value: this.text.slice(start, this.position) };
  }
}

/** @param {Scanner} scanner @param {Token[]} into @param {Token[][]} open */
function readText(scanner, into, open) {
  let current = into;
  while (scanner.position < scanner.text.length) {
    const char = scanner.peek();
    if (char === ' ') scanner.position++;
    else if (char === '"') current.push(scanner.quoted());
    else if (char === '(') {
      /** @type {Token[]} */
      const list = [];
      current.push(list);
      open.push(current);
      current = list;
      scanner.position++;
    } else if (char === ')') {
      const outer = open.pop();
      if (outer === undefined) throw new SyntaxError('unexpected )');
      current = outer;
      scanner.position++;
    } else current.push(scanner.atom());
  }
  return current;
}

/**
 * @param {import('./read-commands.mjs').CommandPieces} pieces
 * @returns {Token[]}
 * @throws {SyntaxError} when brackets or quotes do not close
 */
export function tokenize(pieces) {
  /** @type {Token[]} */
  const tokens = [];
  /** @type {Token[][]} */
  const open = [];
  let current = tokens;
  for (const piece of pieces) {
    if (typeof piece === 'string') current = readText(new Scanner(piece), current, open);
    else current.push({ kind: 'text', value: piece.toString('latin1'), octets: piece });
  }
  if (open.length > 0) throw new SyntaxError('missing )');
  return tokens;
}

/** @param {Token | undefined} token @returns {string} the value of a word @throws {SyntaxError} on a list or nothing */
export function word(token) {
  if (token === undefined || Array.isArray(token)) throw new SyntaxError('a word is missing');
  return token.value;
}
