/**
 * Which Node this runs with. Loaded before anything else (`node --require`) and written in old syntax: a Node too old to
 * read the other scripts reads this one, and says what is wrong.
 */
'use strict';

/** Major version, and its first minor that fits: the same as "engines" in package.json. */
const SUPPORTED = { 20: 19, 22: 13, 24: 0 };
/** The oldest that reads the scripts, which then say it themselves. */
const READS_SCRIPTS = 16;

/** @param {string} version e.g. '20.19.0' */
function isSupported(version) {
  const parts = version.split('.').map(Number);
  const first = Object.entries(SUPPORTED).filter(function (entry) { return Number(entry[0]) === parts[0]; })[0];
  return first !== undefined && Number(parts[1]) >= first[1];
}

const advice = 'Install Node 20 (20.19 or newer), 22 (22.13 or newer) or 24 (https://nodejs.org), and run this again.';

/** @param {string} version */
function refusal(version) {
  return 'Node ' + version + ' is not supported.';
}

if (parseInt(process.versions.node, 10) < READS_SCRIPTS) {
  process.stderr.write('\nThis did not work: ' + refusal(process.versions.node) + '\n' + advice + '\n');
  process.exit(1);
}

module.exports = { SUPPORTED: SUPPORTED, isSupported: isSupported, refusal: refusal, advice: advice };
