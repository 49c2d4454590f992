/** What a person must never read: the names of texts instead of the texts. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ENGLISH = path.resolve(__dirname, '../../../admin/src/translations/en');
const names = readdirSync(ENGLISH).filter((file) => file.endsWith('.json'))
  .flatMap((file) => Object.keys(JSON.parse(readFileSync(path.join(ENGLISH, file), 'utf8')) as object)).filter((name) => name.includes('.'));

/** Names of texts and unfilled placeholders in what a screen shows. */
export function rawKeys(shown: string): string[] {
  const words = new Set(shown.split(/[\s,;()]+/).map((word) => word.replace(/^email-center\./, '')));
  return [...names.filter((name) => words.has(name)), ...(shown.match(/\{\w+[},]/g) ?? [])];
}
