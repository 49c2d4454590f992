/** The operators as they may be typed. The words themselves are those of the contract, which the panel colours by. */

export interface Vocabulary {
  /** Names with their aliases. */
  operators: Readonly<Record<string, readonly string[]>>;
  /** Fixed values with their aliases, of those operators that have some. */
  values: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** The name an operator or a value has, whichever way it was typed; null when it is none. */
export function nameOf(names: Readonly<Record<string, readonly string[]>>, typed: string): string | null {
  const text = typed.toLowerCase();
  return Object.keys(names).find((name) => name === text || names[name]!.includes(text)) ?? null;
}
