import { rounded } from '../table.mjs';

/**
 * Tells which figures are above their aim; with `strict` the whole bench then ends as failed.
 * @param {{ what: string, value: number, aim: number }[]} figures in the same unit as their aims
 * @param {{ strict: boolean }} options
 */
export function compareWithAims(figures, { strict }) {
  const missed = figures.filter(({ value, aim }) => value > aim);
  console.log(`${figures.length - missed.length} of ${figures.length} within their aim${missed.length === 0 ? '' : `; above it: ${missed.map(({ what, value, aim }) => `${what} ${rounded(value, 1)} (${aim})`).join(', ')}`}\n`);
  if (strict && missed.length > 0) process.exitCode = 1;
}
