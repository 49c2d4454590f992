import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageDetailSchema, messagePageSchema } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { openPanel } from '../servers/panel';
import { bundlePlugin } from '../servers/plugin-bundle';
import { repositoryRoot } from '../servers/strapi-app';
import { startStrapi, type StrapiServer } from '../servers/strapi';

const OWNER = 'owner@firm.test';
const MESSAGE = ['From: anna@people.test', `To: ${OWNER}`, 'Subject: Hello', 'Message-ID: <1@people.test>', 'Content-Type: text/html', '', '<p>Good morning</p>', ''].join('\r\n');

/** The source files a bundle was made of, out of its inline source map. */
function sourcesOf(file: string): string[] {
  const map = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)/.exec(readFileSync(file, 'utf8'))?.[1];
  return (JSON.parse(Buffer.from(map ?? '', 'base64').toString()) as { sources: string[] }).sources.map((source) => source.replaceAll('\\', '/'));
}

describe('the thread that answers the panel', () => {
  let dovecot: Dovecot;
  let bundle: Awaited<ReturnType<typeof bundlePlugin>>;
  let server: StrapiServer;
  const loaded = (): string[] => Object.keys(createRequire(path.join(repositoryRoot, 'package.json')).cache).map((file) => file.replaceAll('\\', '/'));

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [OWNER]: 'secret' } });
    await dovecot.deliver(OWNER, 'INBOX', [{ raw: MESSAGE }]);
    bundle = await bundlePlugin();
    server = await startStrapi({ pluginFolder: bundle.folder, pluginConfig: { caFile: dovecot.caFile } });
    const panel = openPanel(server.url, (await server.superAdmin()).token);
    const account = await panel.connect(dovecot.settings(OWNER));
    await panel.activate(account);
    await panel.imported(account, 2);
    const { items } = messagePageSchema.parse(await (await panel.request('GET', '/email-center/messages?q=Hello')).json());
    const message = messageDetailSchema.parse(await (await panel.request('GET', `/email-center/messages/${items[0]!.id}`)).json());
    expect(message.html).toContain('Good morning');
  });
  afterAll(async () => {
    await server?.stop();
    await bundle?.remove();
    await dovecot?.stop();
  });

  it('has not loaded the mail client after accounts were tested and messages imported and opened', () => {
    expect(loaded()).toContain(path.join(bundle.folder, 'dist/server/index.js'));
    expect(loaded().filter((file) => file.includes('/node_modules/imapflow/'))).toEqual([]);
    expect(loaded()).not.toContain(path.join(bundle.folder, 'dist/worker/index.js'));
  });

  it('holds neither the parser nor the mail client nor the sanitiser in its own code', () => {
    const outside = /server\/src\/adapters\/(imap|mime|html|blobs)\//;
    expect(sourcesOf(path.join(bundle.folder, 'dist/server/index.js')).filter((source) => outside.test(source))).toEqual([]);
    expect(sourcesOf(path.join(bundle.folder, 'dist/worker/index.js')).filter((source) => outside.test(source))).not.toEqual([]);
  });
});
