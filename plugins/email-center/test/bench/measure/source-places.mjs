import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const INLINE = /\/\/# sourceMappingURL=data:application\/json;base64,([A-Za-z0-9+/=]+)\s*$/;

/** @type {Map<string, SourceMap | null>} */
const maps = new Map();

/**
 * Where a function of a profile stands in the source, bundles translated back.
 * @param {{url: string, lineNumber: number, columnNumber: number}} frame numbers from 0
 * @returns {{file: string, line: number} | null} null for what belongs to Node or to no file
 */
export function sourcePlace({ url, lineNumber, columnNumber }) {
  if (!url || url.startsWith('node:')) return null;
  const file = url.startsWith('file:') ? fileURLToPath(url) : url;
  const entry = mapOf(file)?.findEntry(lineNumber, columnNumber);
  if (entry?.originalSource) return { file: shortened(path.resolve(path.dirname(file), entry.originalSource)), line: entry.originalLine + 1 };
  return { file: shortened(file), line: lineNumber + 1 };
}

/** @param {string} file */
function mapOf(file) {
  if (!maps.has(file)) maps.set(file, readMap(file));
  return maps.get(file);
}

/** @param {string} file */
function readMap(file) {
  if (file.includes('node_modules') || !existsSync(file)) return null;
  const inline = INLINE.exec(readFileSync(file, 'utf8'));
  if (inline) return new SourceMap(JSON.parse(Buffer.from(inline[1], 'base64').toString()));
  return existsSync(`${file}.map`) ? new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8'))) : null;
}

/** Packages by their name, the plugin's files from its folder on. */
function shortened(file) {
  return file.replace(/^.*\/node_modules\//, '').replace(/^.*\/plugins\/email-center\//, '');
}
