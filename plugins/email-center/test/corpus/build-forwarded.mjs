/**
 * Writes the corpus of forwards: `forwarded/NNN-name.eml` and `.json` (what must be read of it; null: not with certainty), from
 * `cases/forwarded-*.mjs`. The expected values are written by hand there. Run: node test/corpus/build-forwarded.mjs
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { inlineCases } from './cases/forwarded-inline.mjs';
import { otherCases } from './cases/forwarded-others.mjs';

const folder = new URL('forwarded/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (/^\d{3}-.*\.(?:eml|json)$/.test(file)) rmSync(new URL(file, folder));

[...inlineCases, ...otherCases].forEach(([name, octets, expected], index) => {
  const base = `${String(index + 1).padStart(3, '0')}-${name}`;
  writeFileSync(new URL(`${base}.eml`, folder), octets);
  writeFileSync(new URL(`${base}.json`, folder), `${JSON.stringify(expected, null, 2)}\n`);
});
process.stdout.write(`${inlineCases.length + otherCases.length} forwards\n`);
