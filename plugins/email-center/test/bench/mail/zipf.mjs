/** Texts whose words are as unevenly frequent as those of people: the word of rank r stands 1/r as often as the first (Zipf). */

const COMMON = (
  'die der und in zu den das nicht von sie ist des sich mit dem dass er es ein ich auf so eine auch als an nach wie im für man aber aus durch wenn nur war noch werden bei hat wir was wird sein ' +
  'the of and to a in that it is was for on are as with his they at be this have from or one had by word but not what all were we when your can said there use an each which she do how their if ' +
  'Rechnung Angebot Termin Vertrag Bewerbung Unterlagen Gespräch Rückmeldung Grüße Frage Projekt Team Kunde Lieferung Anlage bitte danke morgen Woche invoice offer meeting contract application feedback regards'
).split(' ');
const SYLLABLES = ('ba be bi bo bu da de di do du fa fe fi ga ge gi go ha he hi ho ka ke ki ko la le li lo lu ma me mi mo mu na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi wa we wi za ze zi ' +
  'sch str spr ung heit keit lich tion bar haft schaft er en es em ig isch ßen übe öse ähr').split(' ');

/** How many different words there are; beside them come numbers, of which each is nearly alone. */
const WORDS = 60_000;
const EXPONENT = 1.05;

/** @typedef {import('./random.mjs').Random} Random */

export class ZipfText {
  #words;
  #cumulated;

  /** @param {Random} random */
  constructor(random) {
    const words = new Set(COMMON.map((word) => word));
    while (words.size < WORDS) words.add(Array.from({ length: 2 + random.below(3) }, () => random.pick(SYLLABLES)).join(''));
    this.#words = [...words];
    this.#cumulated = new Float64Array(WORDS);
    let sum = 0;
    for (let rank = 0; rank < WORDS; rank += 1) {
      sum += 1 / (rank + 2) ** EXPONENT;
      this.#cumulated[rank] = sum;
    }
  }

  /** @param {number} rank from 0, the most frequent, on */
  word(rank) {
    return this.#words[rank];
  }

  /** @param {Random} random */
  pick(random) {
    const wanted = random.next() * this.#cumulated[WORDS - 1];
    let [low, high] = [0, WORDS - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#cumulated[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return this.#words[low];
  }

  /**
   * @param {Random} random
   * @param {number} count
   */
  text(random, count) {
    const words = [];
    for (let index = 0; index < count; index += 1) words.push(index % 40 === 39 ? String(random.below(1e7)) : this.pick(random));
    return words.join(' ');
  }
}
