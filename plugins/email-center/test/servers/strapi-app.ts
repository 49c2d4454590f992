/** Writes a minimal Strapi application into a folder: what the plugin needs of a host, and nothing else. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SqlServer } from './sql';

export const repositoryRoot = path.resolve(__dirname, '../../../..');
/** A key made for tests only: 32 zero octets. */
export const TEST_KEYS = `1:${Buffer.alloc(32).toString('base64')}`;

type Attributes = Record<string, { type: string; pluginOptions?: object; [option: string]: unknown }>;
const emailField = { type: 'email', pluginOptions: { 'email-center': { match: true } } };

/** Two record types: a candidate with two e-mail fields, a company with one, and a relation between them. */
const RECORD_TYPES: Record<string, { plural: string; attributes: Attributes }> = {
  candidate: {
    plural: 'candidates',
    attributes: {
      name: { type: 'string', required: true },
      email: emailField,
      email2: emailField,
      company: { type: 'relation', relation: 'manyToOne', target: 'api::company.company' },
    },
  },
  company: { plural: 'companies', attributes: { name: { type: 'string', required: true }, email: emailField } },
};

export interface AppFolderOptions {
  /** Options of the email center, as in `config/plugins`. */
  pluginConfig?: object;
  databaseFile?: string;
  /** A server instead of the file. */
  databaseServer?: SqlServer;
  /** Where the plugin lies when it is not an installed package. */
  pluginFolder?: string;
  /** The application does not use the email center. */
  disablePlugin?: boolean;
  /** npm packages that are Strapi plugins; users and permissions by default. */
  plugins?: string[];
  /** Where the application finds its packages; a link to the repository's by default. */
  nodeModules?: 'link' | 'none';
  /** Further content types, by singular name. */
  moreTypes?: Record<string, { plural: string; attributes: Attributes }>;
  /** Further fields of the types that are there, by singular name. */
  moreAttributes?: Record<string, Attributes>;
  /** Components of the category `shared`, by name. */
  components?: Record<string, Attributes>;
  /** Source of the application's `src/index.js`. */
  indexSource?: string;
}

/** For tests of GraphQL, which takes a fifth of the time that a host needs to start. */
export const WITH_GRAPHQL = ['@strapi/plugin-graphql', '@strapi/plugin-users-permissions'];
const DEFAULT_PLUGINS = ['@strapi/plugin-users-permissions'];

/** Creates the folder of a Strapi application (plain JavaScript, SQLite) at `appDir`. */
export async function writeAppFolder(appDir: string, options: AppFolderOptions = {}): Promise<void> {
  const dependencies = Object.fromEntries(['@strapi/strapi', ...(options.plugins ?? DEFAULT_PLUGINS)].map((name) => [name, '*']));
  const files: Record<string, string> = {
    'package.json': json({ name: 'test-host', version: '0.0.0', private: true, dependencies, strapi: { uuid: 'test-host' } }),
    'src/index.js': options.indexSource ?? 'module.exports = {};\n',
    'public/robots.txt': '',
    'public/uploads/.gitkeep': '',
    ...configFiles(options, appDir),
  };
  for (const [name, type] of Object.entries({ ...RECORD_TYPES, ...options.moreTypes })) Object.assign(files, recordTypeFiles(name, type.plural, { ...type.attributes, ...options.moreAttributes?.[name] }));
  for (const [name, attributes] of Object.entries(options.components ?? {})) files[`src/components/shared/${name}.json`] = json({ collectionName: `components_shared_${name}s`, info: { displayName: name }, attributes });
  for (const [file, content] of Object.entries(files)) {
    const target = path.join(appDir, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  if (options.nodeModules !== 'none') await symlink(path.join(repositoryRoot, 'node_modules'), path.join(appDir, 'node_modules'));
}

function configFiles(options: AppFolderOptions, appDir: string): Record<string, string> {
  const { client, connection } = options.databaseServer ?? { client: 'sqlite', connection: { filename: options.databaseFile ?? path.join(appDir, 'data.db') } };
  const database = {
    connection: { client, connection, useNullAsDefault: true },
    settings: { forceMigration: false },
  };
  const admin = {
    auth: { secret: 'test-admin-secret' }, apiToken: { salt: 'test-salt' }, transfer: { token: { salt: 'test-transfer' } },
    secrets: { encryptionKey: '0123456789abcdef0123456789abcdef' }, flags: { nps: false, promoteEE: false }, serveAdminPanel: false,
    // Tests log in more often than a person would.
    rateLimit: { enabled: false },
  };
  const plugins = {
    'email-center': { enabled: options.disablePlugin !== true, resolve: options.pluginFolder, config: { secretKeys: TEST_KEYS, blobFolder: path.join(appDir, 'blobs'), ...options.pluginConfig } },
    'users-permissions': { config: { jwtSecret: 'test-jwt-secret' } },
    graphql: { config: { landingPage: false, defaultLimit: 25, maxLimit: 100, depthLimit: 10 } },
  };
  return {
    'config/admin.js': exported(admin),
    'config/api.js': exported({ rest: { defaultLimit: 25, maxLimit: 100, withCount: true } }),
    'config/database.js': exported(database),
    'config/middlewares.js': exported(['strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::query', 'strapi::body', 'strapi::session', 'strapi::favicon', 'strapi::public']),
    // PORT is read when it runs as a process of its own; inside a test the port is a free one.
    'config/server.js': `module.exports = { host: '127.0.0.1', port: Number(process.env.PORT || 0), app: { keys: ['a', 'b'] }, logger: { updates: { enabled: false } } };\n`,
    'config/plugins.js': exported(plugins),
    'config/logger.js': `module.exports = { level: process.env.TEST_LOG || 'error' };\n`,
  };
}

function recordTypeFiles(name: string, plural: string, attributes: Attributes): Record<string, string> {
  const uid = `api::${name}.${name}`;
  const core = (kind: string) => `const { factories } = require('@strapi/strapi');\nmodule.exports = factories.createCore${kind}('${uid}');\n`;
  const schema = {
    kind: 'collectionType', collectionName: plural, info: { singularName: name, pluralName: plural, displayName: name[0]!.toUpperCase() + name.slice(1) },
    options: { draftAndPublish: false }, attributes,
  };
  return {
    [`src/api/${name}/content-types/${name}/schema.json`]: json(schema),
    [`src/api/${name}/controllers/${name}.js`]: core('Controller'),
    [`src/api/${name}/routes/${name}.js`]: core('Router'),
    [`src/api/${name}/services/${name}.js`]: core('Service'),
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const exported = (value: unknown): string => `module.exports = ${JSON.stringify(value, null, 2)};\n`;
