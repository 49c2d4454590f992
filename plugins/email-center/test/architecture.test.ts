/** The import rule of the house. The table comes first; below it stands how it is read. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** `values` may be imported in any way, `types` only with `import type`. A name covers what stands below it. */
interface Rule {
  zone: string;
  values: string[];
  types?: string[];
}

const STRAPI = ['@strapi/strapi', '@strapi/utils'];
const ANYTHING = ['*'];
/** What every adapter may use besides its own library: the ports it implements and the words it speaks. */
const ADAPTER = { values: ['node:', 'domain/mail', 'adapters/trusted-authorities', 'flow/ports'], types: ['flow', 'domain', 'shared'] };
const adapter = (name: string, ...libraries: string[]): Rule => ({ zone: `adapters/${name}`, values: [...ADAPTER.values, ...libraries], types: [...ADAPTER.types, ...libraries] });

/** The longest matching zone counts. Within one's own zone everything may be imported. */
const TABLE: Rule[] = [
  { zone: 'shared', values: ['zod'] },
  { zone: 'domain/mail', values: [] },
  { zone: 'domain/access', values: ['domain/mail'] },
  { zone: 'domain/sync', values: ['domain/mail'] },
  { zone: 'domain/intake', values: ['domain/mail'], types: ['domain/sync'] },
  { zone: 'domain/work-items', values: ['domain/mail'], types: ['domain/intake', 'domain/access'] },
  { zone: 'domain/outbox', values: ['domain/mail'], types: ['domain/intake'] },
  { zone: 'domain/writing', values: ['domain/mail'], types: ['domain/intake'] },
  { zone: 'domain/search', values: ['domain/mail'] },
  { zone: 'domain/center', values: ['domain/mail'], types: ['domain/intake', 'domain/access'] },
  { zone: 'domain/discovery', values: ['domain/mail'] },
  { zone: 'flow', values: ['domain', 'shared'] },
  adapter('imap', 'imapflow', 'iconv-lite'),
  adapter('smtp', 'nodemailer'),
  adapter('probe'),
  adapter('server-addresses'),
  adapter('mime', 'htmlparser2', 'iconv-lite', 'libmime', 'nodemailer/lib/addressparser'),
  adapter('html', 'sanitize-html', 'htmlparser2', 'domhandler'),
  adapter('blobs'),
  adapter('secrets'),
  adapter('clock'),
  adapter('database', 'knex', 'zod', '@strapi/strapi'),
  adapter('records', 'knex', '@strapi/strapi'),
  adapter('jobs', 'agenda', 'knex', '@agendajs/mongo-backend', '@agendajs/postgres-backend', '@agendajs/redis-backend'),
  adapter('discovery', 'htmlparser2'),
  adapter('events', '@strapi/strapi'),
  adapter('log', '@strapi/strapi'),
  adapter('panel-users', '@strapi/strapi'),
  adapter('media', '@strapi/strapi'),
  adapter('employees', '@strapi/strapi'),
  adapter('import-thread', 'zod'),
  adapter('zip', 'yazl'),
  { zone: 'adapters/trusted-authorities', values: ['node:', 'domain/mail'] },
  { zone: 'worker', values: ['node:', 'zod', 'flow', 'domain', 'adapters/imap', 'adapters/mime', 'adapters/blobs', 'adapters/html', 'adapters/smtp/compose-message', 'adapters/import-thread'] },
  { zone: 'inspect', values: ['node:', 'domain', 'adapters/mime'] },
  { zone: 'api', values: ['node:', 'zod', ...STRAPI, 'shared', 'domain', 'config'], types: ['flow', 'koa', 'graphql'] },
  { zone: 'content-types', values: [...STRAPI, 'shared'] },
  { zone: 'config', values: ['zod', ...STRAPI, 'shared'], types: ['domain'] },
  { zone: 'compose', values: ANYTHING },
  { zone: 'edge', values: [...STRAPI, 'api', 'config', 'content-types', 'compose', 'domain/mail'], types: ['flow', 'domain'] },
  { zone: 'admin', values: ['shared', 'zod', '@strapi/strapi/admin', '@strapi/design-system', '@strapi/icons', 'react', 'react-dom', 'react-intl', 'react-router-dom', 'styled-components', '@tanstack/react-virtual', '@tiptap'] },
];

/** Single arrows beyond the table, each with its reason. */
const ADDITIONS: { from: string; to: string; because: string }[] = [
  { from: 'adapters/mime', to: 'domain/intake/automatic', because: 'a message is told to be automatic where its headers are read' },
  { from: 'adapters/mime', to: 'domain/intake/forwarded', because: 'what a message forwards is read where its headers and parts are' },
  { from: 'adapters/database', to: 'domain/intake/match', because: 'the key of a record is made in one place' },
  { from: 'adapters/database/queries', to: 'domain/access/decide-visibility', because: 'every read model holds only what the one decision lets its viewer see' },
  { from: 'adapters/database/queries', to: 'flow/visibility', because: 'what is kept back never leaves the store, and a search must not find by it' },
  { from: 'domain/search', to: 'shared/text', because: 'what counts as the same word is one thing in the index, in lists made by the server, and in what the panel opens' },
  { from: 'adapters/database/search', to: 'domain/search', because: 'what an index holds of a message, and what it is asked for, is the same in three databases' },
  { from: 'adapters/database/search', to: 'domain/intake/conceal-forward', because: 'what nobody is to find must not come into the index' },
  { from: 'adapters/database', to: 'domain/intake/thread', because: 'conversations are joined within the filing transaction, by what it reads there' },
  { from: 'adapters/database/work-items', to: 'domain/access/decide-work-access', because: 'every view of work holds only what the one decision lets its viewer see' },
  { from: 'adapters/database/work-items', to: 'domain/work-items/step', because: 'what may be done with work is asked of the rules of its steps, not told a second time' },
  { from: 'adapters/database', to: 'domain/center', because: 'what a state of a message means is told once, and written where its counters are' },
  { from: 'adapters/database/links', to: 'domain/intake/mentions', because: 'mail that is stored names the same addresses late as it did when it was filed' },
  { from: 'adapters/database/links', to: 'domain/intake/namings', because: 'mail of former versions is given the rows that filing writes' },
  { from: 'adapters/database/outbox', to: 'domain/outbox/item', because: 'what stands in the outbox and what went wrong is told by its state in one place' },
  { from: 'adapters/smtp', to: 'domain/outbox/smtp-reply', because: 'what a reply of a server means is decided in one place' },
  { from: 'adapters/records', to: 'domain/intake/match', because: 'the key of a record is made in one place' },
  { from: 'edge/bootstrap', to: 'adapters/log', because: 'a start that fails has to say so before anything is composed' },
];

const MAX_LINES = 250;
/** Texts and generated files have no length. */
const ANY_LENGTH = /\/translations\/|\.generated\.ts$/;
const EMPTY_NAMES = /^(utils?|helpers?|common|managers?)$/i;

interface SourceFile {
  /** Relative to the plugin, with forward slashes. */
  file: string;
  text: string;
}

interface Arrow {
  target: string;
  typeOnly: boolean;
}

const PLUGIN = path.resolve(__dirname, '..');
/** The three entries of Strapi and what they share. */
const EDGE = /^server\/src\/(index|register|bootstrap|destroy|running|participating-types)(\.ts)?$/;
/** Wiring is one place in several files. */
const COMPOSE = /^server\/src\/(compose(-[a-z-]+)?|build-application)(\.ts)?$/;

/** "server/src/domain/mail/address" -> "domain/mail/address"; what is no source of the plugin stays as it is. */
function placeOf(file: string): string {
  if (EDGE.test(file)) return `edge/${path.basename(file, '.ts')}`;
  if (COMPOSE.test(file)) return `compose/${path.basename(file, '.ts')}`;
  return file.replace(/^server\/src\//, '').replace(/^admin\/src(\/|$)/, 'admin$1').replace(/\.tsx?$/, '').replace(/\/index$/, '');
}

const covers = (name: string, place: string): boolean =>
  name === '*' || place === name || (name.endsWith(':') ? place.startsWith(name) : place.startsWith(`${name}/`));

const ruleOf = (place: string): Rule | undefined =>
  TABLE.filter(({ zone }) => covers(zone, place)).sort((a, b) => b.zone.length - a.zone.length)[0];

const IMPORTS = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** `import { type A, type B }` brings in types only, as `import type` does. */
const onlyTypes = (names: string | undefined): boolean => {
  const listed = /^\{([^}]*)\}$/.exec(names?.trim() ?? '')?.[1];
  return listed !== undefined && listed.split(',').map((name) => name.trim()).filter((name) => name !== '').every((name) => name.startsWith('type '));
};

function arrowsOf({ file, text }: SourceFile): Arrow[] {
  return [...text.matchAll(IMPORTS)].map((match) => {
    const specifier = match[3] ?? match[4] ?? '';
    const target = specifier.startsWith('.') ? placeOf(path.posix.join(path.posix.dirname(file), specifier)) : specifier;
    return { target, typeOnly: match[1] !== undefined || onlyTypes(match[2]) };
  });
}

function mayImport(place: string, { target, typeOnly }: Arrow): boolean {
  const rule = ruleOf(place);
  if (rule === undefined) return false;
  if (covers(rule.zone, target) || rule.values.some((name) => covers(name, target))) return true;
  if (typeOnly && (rule.types ?? []).some((name) => covers(name, target))) return true;
  return ADDITIONS.some(({ from, to }) => covers(from, place) && covers(to, target));
}

/** One sentence per forbidden arrow. */
function forbiddenArrows(files: SourceFile[]): string[] {
  return files.flatMap((source) =>
    arrowsOf(source)
      .filter((arrow) => !mayImport(placeOf(source.file), arrow))
      .map(({ target, typeOnly }) => `${source.file} may not import ${typeOnly ? 'types of ' : ''}${target}`),
  );
}

const codeLines = (text: string): number => text.split('\n').filter((line) => !/^\s*(\/\/.*|\/\*.*|\*.*)?$/.test(line)).length;

function namelessPlaces(files: SourceFile[]): string[] {
  return files.map(({ file }) => file).filter((file) => file.split('/').some((part) => EMPTY_NAMES.test(part.split('.')[0] ?? '')));
}

/** Escapes from the compiler or the linter that give no reason. */
function unexplainedEscapes(files: SourceFile[]): string[] {
  return files.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, index, lines) => {
      if (/^\s*\/\/ (?!eslint|@ts)\S/.test(lines[index - 1] ?? '')) return [];
      const escape = /(@ts-(?:ignore|nocheck|expect-error)|eslint-disable(?:-next-line|-line)?)(.*)/.exec(line);
      if (escape === null) return [];
      const explained = escape[1]?.startsWith('eslint') ? / -- \S+/.test(escape[2] ?? '') : escape[1] === '@ts-expect-error' && /\S{3,}/.test(escape[2] ?? '');
      return explained ? [] : [`${file}:${index + 1}`];
    }),
  );
}

function readSources(folder: string): SourceFile[] {
  return readdirSync(path.join(PLUGIN, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)(?<!\.d)\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('/node_modules/') && !/\.test\.tsx?$/.test(file))
    .map((file) => ({ file: path.relative(PLUGIN, file).split(path.sep).join('/'), text: readFileSync(file, 'utf8') }));
}

describe('the house', () => {
  const sources = ['shared', 'server/src', 'admin/src'].flatMap(readSources);

  it('has sources in every part', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(new Set(sources.map(({ file }) => file.split('/')[0]))).toEqual(new Set(['shared', 'server', 'admin']));
  });

  it('imports only along the arrows of the table', () => {
    expect(forbiddenArrows(sources)).toEqual([]);
  });

  it(`keeps files within ${MAX_LINES} lines of code`, () => {
    const long = sources.filter(({ file, text }) => !ANY_LENGTH.test(file) && codeLines(text) > MAX_LINES).map(({ file }) => file);
    expect(long).toEqual([]);
  });

  it('has no names that say nothing', () => {
    expect(namelessPlaces(sources)).toEqual([]);
  });

  it('gives a reason beside each escape from the compiler or the linter', () => {
    expect(unexplainedEscapes(sources)).toEqual([]);
  });

  it('lets the domain touch neither Node nor Strapi nor a clock', () => {
    const domain = sources.filter(({ file }) => file.startsWith('server/src/domain/'));
    const touching = domain.filter(({ text }) => /from '(node:|@strapi)|\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\bprocess\.env\b/.test(text)).map(({ file }) => file);
    expect(touching).toEqual([]);
  });
});

describe('the reading of arrows', () => {
  const source = (file: string, text: string): SourceFile[] => [{ file: `server/src/${file}`, text }];

  it.each([
    ['a Node module in the domain', 'domain/mail/x.ts', "import { readFileSync } from 'node:fs';"],
    ['an adapter in a flow', 'flow/x.ts', "import { open } from '../adapters/imap';"],
    ['one adapter in another', 'adapters/mime/x.ts', "import { sanitize } from '../html/sanitize';"],
    ['a library that belongs to another adapter', 'adapters/blobs/x.ts', "import knex from 'knex';"],
    ['Strapi in the import thread', 'worker/x.ts', "import type { Core } from '@strapi/strapi';"],
    ['a value where only types may come from', 'adapters/imap/x.ts', "import { planFetch } from '../../domain/sync/plan-fetch';"],
    ['a later stage in an earlier one', 'domain/sync/x.ts', "import type { Match } from '../intake/types';"],
    ['a dynamic import', 'flow/x.ts', "const agenda = await import('agenda');"],
    ['an export from elsewhere', 'domain/mail/x.ts', "export * from '../intake/types';"],
    ['a place outside the table', 'elsewhere/x.ts', "import { z } from 'zod';"],
  ])('finds %s', (_what, file, text) => {
    expect(forbiddenArrows(source(file, text))).toHaveLength(1);
  });

  it.each([
    ['types of the ports', 'adapters/imap/x.ts', "import type { MailServer } from '../../flow/ports';"],
    ['types among braces', 'adapters/imap/x.ts', "import { type SyncCursor } from '../../domain/sync/cursor';"],
    ["the zone's own files", 'adapters/imap/x.ts', "import { open } from './connection';"],
    ['anything where all is wired', 'compose.ts', "import { open } from './adapters/imap';"],
  ])('lets %s pass', (_what, file, text) => {
    expect(forbiddenArrows(source(file, text))).toEqual([]);
  });

  it('finds the admin panel reaching into the server', () => {
    expect(forbiddenArrows([{ file: 'admin/src/pages/x.tsx', text: "import { z } from '../../../server/src/domain/mail/address';" }])).toHaveLength(1);
  });

  it('finds names that say nothing and escapes without a reason', () => {
    expect(namelessPlaces([{ file: 'server/src/flow/utils.ts', text: '' }, { file: 'server/src/helpers/x.ts', text: '' }])).toHaveLength(2);
    expect(unexplainedEscapes([{ file: 'x.ts', text: '// @ts-ignore because\n// eslint-disable-next-line no-console\n// eslint-disable-next-line no-console -- the thread has no logger' }])).toEqual(['x.ts:1', 'x.ts:2']);
  });
});
