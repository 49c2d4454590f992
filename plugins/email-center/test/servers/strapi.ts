/** Boots a real Strapi with the plugin as it stands in the source, on a temporary SQLite file, inside the test process, on a free port. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { bundlePlugin } from './plugin-bundle';
import { repositoryRoot, writeAppFolder, type AppFolderOptions } from './strapi-app';

export interface StrapiServer {
  /** `http://127.0.0.1:PORT` */
  url: string;
  appDir: string;
  strapi: Core.Strapi;
  /** A super administrator. */
  superAdmin(): Promise<TestUser>;
  /** A user with one role that has exactly these admin-panel actions. */
  userWith(actions: readonly (string | { action: string; subject: string; conditions?: string[] })[]): Promise<TestUser>;
  /** An API token of type `custom` with these content-API actions, e.g. `plugin::email-center.message.find`; or one of another type. */
  apiToken(actions: readonly string[] | 'read-only' | 'full-access'): Promise<string>;
  stop(): Promise<void>;
}

export interface TestUser {
  id: number;
  email: string;
  /** Bearer token of the admin API. */
  token: string;
}

const PASSWORD = 'Test-password-1';
/** Longer than any test takes, milliseconds. */
const KEEP_ALIVE = 600_000;
let counter = 0;

/** One Strapi per process: a test file boots it in `beforeAll` and stops it in `afterAll`. */
export async function startStrapi(options: AppFolderOptions = {}): Promise<StrapiServer> {
  const appDir = await mkdtemp(path.join(tmpdir(), 'email-center-strapi-'));
  const bundle = options.pluginFolder === undefined ? await bundlePlugin() : null;
  const remove = async (): Promise<void> => {
    await bundle?.remove();
    await rm(appDir, { recursive: true, force: true });
  };
  try {
    await writeAppFolder(appDir, { pluginFolder: bundle?.folder, ...options });
    return await boot(appDir, remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

async function boot(appDir: string, remove: () => Promise<void>): Promise<StrapiServer> {
  process.env.STRAPI_TELEMETRY_DISABLED = 'true';
  process.env.NODE_ENV = 'test';
  const strapi = await load(appDir);
  strapi.server.mount();
  // Server and client share this process: while it is busy, neither may close a connection that the other is about to use.
  strapi.server.httpServer.keepAliveTimeout = KEEP_ALIVE;
  await new Promise<void>((resolve) => strapi.server.httpServer.listen(0, '127.0.0.1', resolve));
  const { port } = strapi.server.httpServer.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    appDir,
    strapi,
    superAdmin: async () => createUser(strapi, url, (await strapi.service('admin::role').getSuperAdmin()).id),
    userWith: async (actions) => createUser(strapi, url, await createRole(strapi, actions)),
    apiToken: (actions) => createApiToken(strapi, actions),
    stop: async () => {
      await destroy(strapi);
      await remove();
    },
  };
}

async function load(appDir: string): Promise<Core.Strapi> {
  const { createStrapi } = createRequire(path.join(repositoryRoot, 'package.json'))('@strapi/strapi') as typeof import('@strapi/strapi');
  return createStrapi({ appDir, distDir: appDir, autoReload: false, serveAdminPanel: false }).load();
}

/** Strapi's destroy removes every listener of the process, the test runner's own among them: only Strapi's signals are taken off. */
async function destroy(strapi: Core.Strapi): Promise<void> {
  const original = process.removeAllListeners.bind(process);
  process.removeAllListeners = () => original('SIGTERM') && original('SIGINT');
  try {
    await strapi.destroy();
  } finally {
    process.removeAllListeners = original;
  }
}

async function createRole(strapi: Core.Strapi, actions: readonly (string | { action: string; subject: string; conditions?: string[] })[]): Promise<number> {
  const role = await strapi.service('admin::role').create({ name: `role ${++counter}`, description: 'made by a test' });
  const permissions = actions.map((entry) => {
    const { action, subject, conditions = [] } = typeof entry === 'string' ? { action: entry, subject: null } : entry;
    return { action, subject, properties: {}, conditions };
  });
  if (permissions.length > 0) await strapi.service('admin::role').assignPermissions(role.id, permissions);
  return role.id as number;
}

async function createUser(strapi: Core.Strapi, url: string, roleId: number): Promise<TestUser> {
  const email = `user${++counter}@panel.test`;
  const user = await strapi.service('admin::user').create({
    firstname: 'User', lastname: String(counter), email, password: PASSWORD, isActive: true, blocked: false, registrationToken: null, roles: [roleId],
  });
  const answer = await fetch(`${url}/admin/login`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password: PASSWORD }),
  });
  const body = (await answer.json()) as { data?: { token?: string } };
  if (!body.data?.token) throw new Error(`login of ${email} failed: ${answer.status} ${JSON.stringify(body)}`);
  return { id: user.id as number, email, token: body.data.token };
}

async function createApiToken(strapi: Core.Strapi, actions: readonly string[] | 'read-only' | 'full-access'): Promise<string> {
  const token = await strapi.service('admin::api-token').create({
    kind: 'content-api', name: `token ${++counter}`, description: '', lifespan: null, ...(typeof actions === 'string' ? { type: actions } : { type: 'custom', permissions: actions }),
  });
  return token.accessKey as string;
}
