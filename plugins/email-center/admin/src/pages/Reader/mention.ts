interface Person {
  id: number;
  name: string;
}

/** What is typed after an @, and where it begins. */
export interface Mentioning {
  from: number;
  typed: string;
}

const LONGEST = 40;

/** Whether the caret stands within a name that is being typed: "@" after the beginning or a space, then letters and at most two spaces. */
export function mentioningAt(text: string, caret: number): Mentioning | null {
  const before = text.slice(Math.max(0, caret - LONGEST), caret);
  const found = /(?:^|[\s(])@((?:[\p{L}\p{N}.'’-]+ ?){0,3})$/u.exec(before);
  const typed = found?.[1];
  return typed === undefined ? null : { from: caret - typed.length - 1, typed };
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whom it may mean: first names and last names that begin so, without regard to case and accents. */
export function peopleFor<P extends Person>(people: readonly P[], typed: string, most = 6): P[] {
  const wanted = plain(typed).trim();
  return people.filter(({ name }) => wanted === '' || plain(name).startsWith(wanted) || plain(name).split(/[\s-]+/).some((part) => part.startsWith(wanted))).slice(0, most);
}

/** The text with the name in place of what was typed, and where the caret is then. */
export function withMention(text: string, { from, typed }: Mentioning, person: Person): { text: string; caret: number } {
  const written = `@${person.name} `;
  return { text: text.slice(0, from) + written + text.slice(from + 1 + typed.length).replace(/^ /, ''), caret: from + written.length };
}

/** Who is named in the finished text: chosen people whose name still stands there. */
export function mentionedIn<P extends Person>(text: string, chosen: readonly P[]): P[] {
  return chosen.filter(({ name }, index) => text.includes(`@${name}`) && chosen.findIndex((one) => one.name === name && one.id === chosen[index]?.id) === index);
}

/** A note in pieces, so that names stand out. */
export function notePieces(text: string, mentions: readonly Person[]): { text: string; person: boolean }[] {
  const names = mentions.map(({ name }) => `@${name}`).sort((one, other) => other.length - one.length);
  const pieces: { text: string; person: boolean }[] = [];
  let plainFrom = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const name = names.find((one) => text.startsWith(one, at));
    if (name === undefined) continue;
    if (at > plainFrom) pieces.push({ text: text.slice(plainFrom, at), person: false });
    pieces.push({ text: name, person: true });
    plainFrom = at + name.length;
    at = plainFrom - 1;
  }
  if (plainFrom < text.length) pieces.push({ text: text.slice(plainFrom), person: false });
  return pieces;
}
