/** One word of a command; `octets` when it came as a literal. */
export interface Word {
  kind: 'atom' | 'text';
  value: string;
  octets?: Buffer;
}

/** A word or a parenthesised list. */
export type Token = Word | Token[];
