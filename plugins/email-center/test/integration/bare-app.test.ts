import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messagePageSchema, type AccountDto } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { eventually } from '../servers/eventually';
import { startStrapiProcess, type StrapiProcess } from '../servers/strapi-process';
import { repositoryRoot, writeAppFolder } from '../servers/strapi-app';

const run = promisify(execFile);
const pluginRoot = path.join(repositoryRoot, 'plugins/email-center');
const PACKAGE = 'strapi-plugin-email-center';
const BOX = 'anna@firm.test';

/** The packages of the repository as an installation of its own would have them, but for the plugin. */
async function linkPackages(appDir: string): Promise<void> {
  const source = path.join(repositoryRoot, 'node_modules');
  await mkdir(path.join(appDir, 'node_modules'));
  for (const name of await readdir(source)) {
    if (name !== PACKAGE && !name.startsWith('.')) await symlink(path.join(source, name), path.join(appDir, 'node_modules', name));
  }
}

/** Packs the plugin as for the registry and unpacks it where npm would install it; resolves with its folder. */
async function installPackedPlugin(appDir: string): Promise<string> {
  await stat(path.join(pluginRoot, 'dist/server/index.js')).catch(() => run('npm', ['run', 'build'], { cwd: pluginRoot }));
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', appDir], { cwd: pluginRoot });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const folder = path.join(appDir, 'node_modules', PACKAGE);
  await mkdir(folder);
  await run('tar', ['-xzf', path.join(appDir, filename), '-C', folder, '--strip-components=1']);
  // Dependencies that npm keeps below the plugin because the host has them in another version.
  const nested = path.join(pluginRoot, 'node_modules');
  await mkdir(path.join(folder, 'node_modules'));
  for (const name of await readdir(nested)) if (!name.startsWith('.')) await symlink(path.join(nested, name), path.join(folder, 'node_modules', name));
  return folder;
}

describe('a Strapi application that is not ours', () => {
  let appDir: string;
  let pluginFolder: string;
  let dovecot: Dovecot;

  beforeAll(async () => {
    appDir = await mkdtemp(path.join(tmpdir(), 'email-center-bare-'));
    dovecot = await startDovecot({ users: { [BOX]: 'secret' } });
    await dovecot.deliver(BOX, 'INBOX', [{ raw: 'From: bert@people.test\r\nTo: anna@firm.test\r\nSubject: Hello from outside\r\nMessage-ID: <1@people.test>\r\n\r\nhello\r\n' }]);
    await linkPackages(appDir);
    pluginFolder = await installPackedPlugin(appDir);
    await writeAppFolder(appDir, { nodeModules: 'none', plugins: [PACKAGE], pluginFolder, pluginConfig: { caFile: dovecot.caFile } });
  });
  afterAll(async () => {
    await dovecot?.stop();
    await rm(appDir, { recursive: true, force: true });
  });

  describe('with the packed plugin installed', () => {
    let strapi: StrapiProcess;
    let token: string;
    const call = (method: string, url: string, body?: object) =>
      fetch(`${strapi.url}${url}`, { method, headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }, body: body && JSON.stringify(body) });

    beforeAll(async () => {
      strapi = await startStrapiProcess(appDir);
    });
    afterAll(() => strapi?.stop());

    it('starts, and its first administrator can log in', async () => {
      const answer = await call('POST', '/admin/register-admin', { firstname: 'Ada', email: 'ada@panel.test', password: 'Test-password-1' });
      const { data } = (await answer.json()) as { data: { token: string } };
      token = data.token;
      expect(token).toBeTruthy();
    });

    it('connects an account, imports its message, and shows it', async () => {
      const { imap, smtp, login, password } = dovecot.settings(BOX);
      const account = (await (await call('POST', '/email-center/accounts', { name: 'Anna', address: BOX, login, password, imap, smtp })).json()) as AccountDto;
      const test = await (await call('POST', `/email-center/accounts/${account.id}/test`)).text();
      expect(test.trim().split('\n').at(-1)).toBe('{"type":"result","passed":true,"state":"ready"}');
      expect((await call('POST', `/email-center/accounts/${account.id}/activate`)).status).toBe(200);
      await eventually(async () => {
        const page = messagePageSchema.parse(await (await call('GET', '/email-center/messages')).json());
        expect(page.items.map((message) => message.subject)).toContain('Hello from outside');
      });
    });
  });

  it('refuses to start without a key for the secrets, and says how to make one', async () => {
    await writeAppFolder(appDir, { nodeModules: 'none', plugins: [PACKAGE], pluginFolder, pluginConfig: { secretKeys: '' } });
    await expect(startStrapiProcess(appDir, { EMAIL_CENTER_KEYS: '' })).rejects.toThrow(/EMAIL_CENTER_KEYS.*openssl rand -base64 32/s);
  });

  it('refuses to start when an option is misspelt', async () => {
    await writeAppFolder(appDir, { nodeModules: 'none', plugins: [PACKAGE], pluginFolder, pluginConfig: { syncMinuets: 5 } });
    await expect(startStrapiProcess(appDir)).rejects.toThrow(/do not know "syncMinuets"/);
  });

  it('refuses to start when raw messages would lie where everybody can read them', async () => {
    await writeAppFolder(appDir, { nodeModules: 'none', plugins: [PACKAGE], pluginFolder, pluginConfig: { blobFolder: 'public/uploads/mail' } });
    await expect(startStrapiProcess(appDir)).rejects.toThrow(/served to everybody/);
  });
});

describe('our host', () => {
  let appDir: string;
  beforeAll(async () => {
    appDir = await mkdtemp(path.join(tmpdir(), 'email-center-host-'));
  });
  afterAll(() => rm(appDir, { recursive: true, force: true }));

  it('refuses to start when the plugin is not loaded, so that no table is dropped', async () => {
    const { outputFiles } = await build({ entryPoints: [path.join(repositoryRoot, 'src/index.ts')], bundle: true, platform: 'node', format: 'cjs', packages: 'external', write: false });
    const indexSource = `${outputFiles[0]!.text}\nmodule.exports = module.exports.default;\n`;
    await writeAppFolder(appDir, { indexSource, plugins: [], disablePlugin: true });
    await expect(startStrapiProcess(appDir)).rejects.toThrow(/"email-center" is not loaded/);
  });
});
