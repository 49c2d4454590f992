import { parseArgs } from 'node:util';

/**
 * @typedef {object} BenchOptions
 * @property {number} messages
 * @property {number} records
 * @property {'all' | 'none'} peers
 * @property {('sqlite' | 'postgres' | 'mysql')[]} databases those measured, of the benches that measure databases
 * @property {boolean} product whether the email center itself takes part
 * @property {boolean} source runs the plugin bundled from its source instead of the installed build
 * @property {boolean} profile
 * @property {boolean} keep leaves the folder with data, blobs and profiles for inspection
 * @property {boolean} strict ends as failed when a figure is above its aim
 * @property {string | null} json file that gets the figures
 */

export const USAGE = `npm run bench -- import [--messages 10000] [--records 100000] [--peers all|none] [--json FILE] [--profile] [--keep] [--no-product] [--source]
npm run bench -- fetch  [--messages 4000] [--json FILE]
npm run bench -- parse  [--messages 2000] [--json FILE]
npm run bench -- filing [--messages 10000] [--records 100000] [--json FILE]
npm run bench -- center [--messages 1000000] [--records 100000] [--database sqlite|postgres|mysql]... [--strict] [--json FILE]
npm run bench -- search [--messages 1000000] [--database sqlite|postgres|mysql]... [--strict] [--json FILE]

The folder of all data is made in TMPDIR (default /tmp): set it to compare on another file system.`;

const DEFAULT_MESSAGES = { import: 10_000, fetch: 4_000, parse: 2_000, filing: 10_000, search: 1_000_000, center: 1_000_000 };

/**
 * @param {string[]} args what follows the program's name
 * @returns {{command: 'import' | 'fetch' | 'parse' | 'filing' | 'search' | 'center', options: BenchOptions}} throws with the usage when it does not understand
 */
export function readOptions(args) {
  const { values, positionals } = parseArgs({
    args, allowPositionals: true,
    options: {
      messages: { type: 'string' }, records: { type: 'string', default: '100000' }, peers: { type: 'string', default: 'all' },
      json: { type: 'string' }, profile: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false },
      database: { type: 'string', multiple: true, default: ['sqlite', 'postgres'] }, source: { type: 'boolean', default: false }, 'no-product': { type: 'boolean', default: false }, strict: { type: 'boolean', default: false },
    },
  });
  const [command, ...rest] = positionals;
  if (!(command in DEFAULT_MESSAGES) || rest.length > 0) throw new Error(USAGE);
  if (values.peers !== 'all' && values.peers !== 'none') throw new Error(USAGE);
  if (values.database.some((name) => !['sqlite', 'postgres', 'mysql'].includes(name))) throw new Error(USAGE);
  return {
    command,
    options: {
      messages: wholeNumber(values.messages ?? String(DEFAULT_MESSAGES[command]), 1),
      records: wholeNumber(values.records, 0),
      peers: values.peers,
      databases: values.database,
      product: !values['no-product'],
      source: values.source,
      profile: values.profile,
      keep: values.keep,
      strict: values.strict,
      json: values.json ?? null,
    },
  };
}

/**
 * @param {string} text
 * @param {number} least
 */
function wholeNumber(text, least) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least) throw new Error(`${text} is not a whole number from ${least} up.\n\n${USAGE}`);
  return number;
}
