/** What the quickstart was asked for. */
import { Trouble } from './tell.mjs';

const WITHOUT_DEMO = '--no-demo';

/**
 * `npm run quickstart --no-demo`, without the two dashes between, keeps the option to npm, which hands it on as an empty
 * setting: it means the same.
 * @param {string[]} args @param {Record<string, string | undefined>} environment
 */
export const wantsDemo = (args, environment) => !args.includes(WITHOUT_DEMO) && environment.npm_config_demo !== '';

/** @param {string[]} args throws Trouble at an option that does not exist: misspelt, it would start something else than was wanted */
export function refuseUnknown(args) {
  const unknown = args.filter((arg) => arg !== WITHOUT_DEMO);
  if (unknown.length > 0) throw new Trouble(`There is no option "${unknown.join(' ')}".`, `There is one: npm run quickstart -- ${WITHOUT_DEMO} starts empty, for real use.`);
}
