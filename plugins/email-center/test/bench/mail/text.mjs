/** @typedef {import('./random.mjs').Random} Random */

const WORDS = (
  'the your our position interview candidate application experience salary contract notice available project team ' +
  'please find attached regards thank meeting Monday invoice reference number team lead delivery proposal feedback ' +
  'die Ihre unsere Stelle Bewerbung Lebenslauf Gespräch Rückmeldung Grüße Kündigungsfrist Gehaltsvorstellung möglich ' +
  'anbei Unterlagen Rechnung Vertrag Termin für über könnten würden de het uw onze vacature sollicitatie gesprek ' +
  'bijlage groeten beschikbaar opdracht één coördinatie réunion pièce jointe señor Łódź'
).split(' ');

const NAMES = [
  'Anna Müller', 'Jan de Vries', 'Emma Jansen', 'Lukas Weber', 'Sophie Brown', 'Noah Smith', 'Mia Schäfer',
  'Daan Bakker', 'Oliver Jones', 'Łukasz Nowak', 'Zoë van Dijk', 'Jürgen Groß',
];

/**
 * Prose in lines of some 68 characters, in English, German and Dutch.
 * @param {Random} random
 * @param {number} characters at least so many
 * @returns {string} with bare line feeds, the last one included
 */
export function prose(random, characters) {
  const lines = [];
  for (let length = 0; length < characters; length += lines.at(-1).length + 1) {
    let line = random.pick(WORDS);
    while (line.length < 66) line += ` ${random.pick(WORDS)}`;
    lines.push(line);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * A page as newsletters and business programs write it: table rows with styles and links.
 * @param {Random} random
 * @param {number} characters at least so many
 * @returns {string}
 */
export function page(random, characters) {
  let html = '<!doctype html><html><head><style>p{font:14px Arial}td{padding:4px}</style></head><body><table>\n';
  while (html.length < characters) {
    const colour = random.below(0xffffff).toString(16).padStart(6, '0');
    html += `<tr><td style="color:#${colour}"><p>${prose(random, 160).trim()}</p>`;
    html += `<a href="https://shop.example/offer/${random.below(1e9)}">${random.pick(WORDS)}</a></td></tr>\n`;
  }
  return `${html}</table><img src="cid:logo@bench.example"></body></html>\n`;
}

/**
 * @param {Random} random
 * @returns {string}
 */
export function subject(random) {
  return Array.from({ length: 4 }, () => random.pick(WORDS)).join(' ');
}

/**
 * @param {Random} random
 * @returns {string}
 */
export function personName(random) {
  return random.pick(NAMES);
}
