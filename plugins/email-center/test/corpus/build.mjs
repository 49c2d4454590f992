/**
 * Writes the corpus: `NNN-name.eml` (exact octets) and `NNN-name.json` (what must be read of it), from `cases/`.
 * The expected values are written by hand there, never taken from the parser. Run: node test/corpus/build.mjs
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { addressCases } from './cases/addresses.mjs';
import { automaticCases } from './cases/automatic.mjs';
import { brokenCases } from './cases/broken.mjs';
import { charsetCases } from './cases/charsets.mjs';
import { headerCases } from './cases/headers.mjs';
import { structureCases } from './cases/structure.mjs';
import { transferCases } from './cases/transfer.mjs';

const here = new URL('.', import.meta.url);
for (const file of readdirSync(here)) if (/^\d{3}-.*\.(?:eml|json)$/.test(file)) rmSync(new URL(file, here));

const groups = [charsetCases, headerCases, addressCases, structureCases, transferCases, automaticCases, brokenCases];
let number = 0;
for (const group of groups) {
  for (const [name, octets, expected] of group) {
    number += 1;
    const base = `${String(number).padStart(3, '0')}-${name}`;
    writeFileSync(new URL(`${base}.eml`, here), octets);
    writeFileSync(new URL(`${base}.json`, here), `${JSON.stringify(expected, null, 2)}\n`);
  }
}
process.stdout.write(`${number} messages\n`);
