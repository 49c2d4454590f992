/**
 * Invented people by language. Addresses end in .example (RFC 2606), so none of them belongs to anybody.
 * @typedef {'de' | 'nl' | 'en'} Language
 * @typedef {{ women: string[], men: string[], last: string[], providers: string[], cities: string[] }} Names
 */

/** @type {Record<Language, Names>} */
export const NAMES = {
  de: {
    women: ['Anna', 'Birgit', 'Claudia', 'Franziska', 'Gülay', 'Hannah', 'Jana', 'Käthe', 'Lena', 'Marlene', 'Nadine', 'Sophie', 'Svenja', 'Ulrike', 'Vera'],
    men: ['Andreas', 'Björn', 'Christian', 'Dennis', 'Emre', 'Florian', 'Günther', 'Holger', 'Jörg', 'Kai', 'Lukas', 'Matthias', 'Oliver', 'Sebastian', 'Tobias'],
    last: ['Albrecht', 'Böhm', 'Brückner', 'Dietrich', 'Engelhardt', 'Fuchs', 'Gräf', 'Hoffmann', 'Jäger', 'Kästner', 'Krüger', 'Lindemann', 'Möller', 'Nowak', 'Öztürk', 'Petersen', 'Quandt',
      'Richter', 'Schäfer', 'Schröder', 'Steinbach', 'Thiele', 'Uhlig', 'Voß', 'Weber', 'Weiß', 'Wiegand', 'Yıldız', 'Zimmermann'],
    providers: ['postwolke.example', 'mailhafen.example', 'freibrief.example'],
    cities: ['Hamburg', 'Lübeck', 'Bremen', 'Kiel', 'Hannover', 'Göttingen', 'Köln', 'Düsseldorf', 'Münster', 'Rostock', 'Berlin', 'Leipzig'],
  },
  nl: {
    women: ['Anouk', 'Femke', 'Iris', 'Lotte', 'Marijke', 'Noor', 'Saskia', 'Tessa'],
    men: ['Bram', 'Daan', 'Joost', 'Koen', 'Maarten', 'Pieter', 'Ruben', 'Sjoerd'],
    last: ['Bakker', 'van den Berg', 'de Boer', 'Dijkstra', 'van Dijk', 'Hendriks', 'de Jong', 'Kuipers', 'Mulder', 'Postma', 'Smit', 'Verhoeven', 'Visser', 'de Vries'],
    providers: ['postduif.example', 'brievenbus.example'],
    cities: ['Groningen', 'Zwolle', 'Enschede', 'Utrecht', 'Rotterdam', 'Amsterdam', 'Eindhoven'],
  },
  en: {
    women: ['Abigail', 'Charlotte', 'Eleanor', 'Grace', 'Imogen', 'Niamh', 'Priya', 'Zoë'],
    men: ['Alistair', 'Callum', 'Dominic', 'Harry', 'Isaac', 'Oliver', 'Rohan', 'Thomas'],
    last: ['Ashworth', 'Barlow', 'Byrne', 'Clarke', 'Fletcher', 'Greenwood', 'Hughes', "O'Connor", 'Patel', 'Reynolds', 'Sinclair', 'Whitfield'],
    providers: ['penpost.example', 'letterbox.example'],
    cities: ['Manchester', 'Leeds', 'London', 'Dublin', 'Bristol', 'Edinburgh'],
  },
};

/** German names of professions come as "man|woman". */
export const PROFESSIONS = /** @type {Record<Language, string[]>} */ ({
  de: ['Elektroniker für Betriebstechnik|Elektronikerin für Betriebstechnik', 'Bilanzbuchhalter|Bilanzbuchhalterin', 'Pflegefachmann|Pflegefachfrau', 'Fachkraft für Lagerlogistik',
    'Softwareentwickler|Softwareentwicklerin', 'Industriemechaniker|Industriemechanikerin', 'Personalreferent|Personalreferentin', 'Bauleiter|Bauleiterin', 'Disponent|Disponentin',
    'Einkäufer|Einkäuferin', 'Teamleitung Kundenservice', 'Schweißer|Schweißerin'],
  nl: ['monteur', 'boekhouder', 'teamleider logistiek', 'softwareontwikkelaar', 'planner', 'inkoper', 'verpleegkundige'],
  en: ['project manager', 'software engineer', 'payroll specialist', 'quality engineer', 'account manager', 'data analyst', 'site manager'],
});

/** Letters with their usual spelling in addresses. */
const SPELLING = /** @type {Record<string, string>} */ ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ı: 'i', ş: 's', ğ: 'g', ë: 'e', é: 'e' });

/** The local part or domain label made of a name: "Jörg van den Berg" -> "joerg.vandenberg". @param {string} name @param {string} [joint] */
export function spell(name, joint = '') {
  const plain = name.toLowerCase().replace(/[^a-z ]/g, (letter) => SPELLING[letter] ?? '');
  return plain.trim().split(/\s+/).join(joint);
}
