import { writeFileSync } from 'node:fs';
import { readOptions } from './options.mjs';

/** Each command is loaded only when asked for: what one needs may be missing on a machine that runs another. */
const COMMANDS = {
  import: async (options) => (await import('./import.mjs')).benchImport(options),
  fetch: async (options) => (await import('./fetch.mjs')).benchFetch(options),
  parse: async (options) => (await import('./parse.mjs')).benchParse(options),
  search: async (options) => (await import('./search.mjs')).benchSearch(options),
  center: async (options) => (await import('./center.mjs')).benchCenter(options),
  filing: async (options) => (await import('./filing.mjs')).benchFiling(options),
};

try {
  const { command, options } = readOptions(process.argv.slice(2));
  const figures = await COMMANDS[command](options);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (process.env.BENCH_TRACE) console.error(error);
  process.exitCode = 1;
}
