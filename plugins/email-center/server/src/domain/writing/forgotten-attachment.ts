/** Words by which people say that something is attached, in English, German and Dutch. */

const WORDS = [
  // English
  'attachments?', 'attach(?:ed|ing)', 'i attach', 'enclosed', 'enclosures?', 'please find (?:my|our|the|a|an) \\w+ (?:below|enclosed)',
  // German
  'anhang', 'anh(?:ä|ae)ngen?', 'im anhang', 'anbei', 'angeh[äa]ngt\\w{0,2}', 'h(?:ä|ae)nge (?:ich )?[\\p{L}\\s]{0,40} an', 'beigef[üu]gt\\w{0,2}', 'beiliegend\\w{0,2}', 'in der anlage', 'als anlage', 'anlagen', 'in der beilage', 'f[üu]ge (?:ich )?[\\w\\s]{0,40} bei', 'mitgeschickt\\w{0,2}',
  // Dutch
  'bijlagen?', 'bijgevoegd\\w{0,1}', 'bijgesloten', 'meegestuurd\\w{0,1}', 'aangehecht\\w{0,1}', 'toegevoegd als bestand',
];
const SAYS_SO = new RegExp(`(?<![\\p{L}\\d])(?:${WORDS.join('|')})(?![\\p{L}\\d])`, 'iu');
const MAX_CHARS = 100_000;

/** The word by which the text says that something is attached; null when it does not. */
export function attachmentSpokenOf(ownText: string): string | null {
  return SAYS_SO.exec(ownText.slice(0, MAX_CHARS))?.[0] ?? null;
}
