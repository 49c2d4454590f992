import { createCipheriv, createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageDetailSchema, messagePageSchema } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { peakMemoryOf } from '../servers/memory-of';
import { openPanel, registerAdministrator, type Panel } from '../servers/panel';
import { bundlePlugin } from '../servers/plugin-bundle';
import { writeAppFolder } from '../servers/strapi-app';
import { startStrapiProcess, type StrapiProcess } from '../servers/strapi-process';

const OWNER = 'owner@test.local';
const SUBJECT = 'The recordings of the assessment';
/** Octets of the message as it lies on the mail server. */
const MESSAGE = 100_000_000;
/** MiB. Well below twice the message, which holding it raw and decoded would take. */
const ROOM = 150;
/** Octets of a line of base64, and of lines written at once. */
const [LINE, LINES] = [57, 4_096];

const SMALL = ['From: somebody@elsewhere.test', `To: ${OWNER}`, 'Subject: Small', 'Message-ID: <small@elsewhere.test>', '', 'Small.', ''].join('\r\n');

/** The same octets at each run, which no compression makes smaller. */
const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16, 7), Buffer.alloc(16));

/** The message in pieces; what its attachment decodes to goes into `attachment`. */
function* largeMessage(attachment: Hash): Generator<string> {
  yield [
    'From: Anna Weber <anna@people.test>', `To: ${OWNER}`, `Subject: ${SUBJECT}`, 'Message-ID: <large@people.test>', `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'All of it is attached.',
    '--b', 'Content-Type: video/mp4', 'Content-Disposition: attachment; filename="Assessment.mp4"', 'Content-Transfer-Encoding: base64', '', '',
  ].join('\r\n');
  const encodedLine = (LINE / 3) * 4 + 2;
  for (let written = 0; written < MESSAGE; written += LINES * encodedLine) {
    const octets = noise.update(Buffer.alloc(LINES * LINE));
    attachment.update(octets);
    let lines = '';
    for (let start = 0; start < octets.length; start += LINE) lines += `${octets.toString('base64', start, start + LINE)}\r\n`;
    yield lines;
  }
  yield '--b--\r\n';
}

async function digest(answer: Response): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(Readable.fromWeb(answer.body! as Parameters<typeof Readable.fromWeb>[0]), hash);
  return hash.digest('hex');
}

describe('a message of 100 MB', { timeout: 120_000 }, () => {
  const attachment = createHash('sha256');
  let dovecot: Dovecot;
  let appDir: string;
  let bundle: Awaited<ReturnType<typeof bundlePlugin>>;
  let strapi: StrapiProcess;
  let panel: Panel;
  let account: string;

  const messages = async (query = '') => messagePageSchema.parse(await (await panel.request('GET', `/email-center/messages${query}`)).json()).items;

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [OWNER]: 'secret' } });
    appDir = await mkdtemp(path.join(tmpdir(), 'email-center-large-'));
    bundle = await bundlePlugin();
    await writeAppFolder(appDir, { plugins: [], pluginFolder: bundle.folder, pluginConfig: { caFile: dovecot.caFile } });
    strapi = await startStrapiProcess(appDir);
    panel = openPanel(strapi.url, await registerAdministrator(strapi.url));
    await panel.request('POST', '/content-manager/collection-types/api::candidate.candidate', { name: 'Anna Weber', email: 'anna@people.test' });
    account = await panel.connect(dovecot.settings(OWNER));
    await dovecot.deliver(OWNER, 'INBOX', [{ raw: SMALL }]);
    await panel.activate(account);
    // With a small message filed and opened, both threads are there when memory is first looked at.
    await panel.imported(account, 2);
    const [small] = await messages();
    await panel.request('GET', `/email-center/messages/${small!.id}`);
    const file = path.join(dovecot.folder, 'large.eml');
    await pipeline(Readable.from(largeMessage(attachment)), createWriteStream(file));
    await chmod(file, 0o644);
    expect((await stat(file)).size).toBeGreaterThan(MESSAGE);
    await dovecot.doveadm('save', '-u', OWNER, '-m', 'INBOX', file);
    await rm(file);
  });
  afterAll(async () => {
    await strapi?.stop();
    await dovecot?.stop();
    await bundle?.remove();
    if (appDir) await rm(appDir, { recursive: true, force: true });
  });

  it('is filed and opened again octet by octet, while the Strapi process never holds it', async () => {
    const before = peakMemoryOf(strapi.pid);
    await panel.request('POST', `/email-center/accounts/${account}/sync`);
    const { outcomes, matched } = await panel.imported(account, 3, 90_000);
    expect(outcomes).toEqual({ imported: 2, 'test-message': 1 });
    expect(matched).toBe(1);
    const linked = await messages('?links=linked');
    expect(linked.map((item) => item.subject)).toEqual([SUBJECT]);
    const message = messageDetailSchema.parse(await (await panel.request('GET', `/email-center/messages/${linked[0]!.id}`)).json());
    expect(message.text).toContain('All of it is attached.');
    const [film] = message.attachments;
    expect(film).toMatchObject({ filename: 'Assessment.mp4', contentType: 'video/mp4' });
    const part = await panel.request('GET', `/email-center/messages/${message.id}/parts/${film!.partNumber}`);
    expect(await digest(part)).toBe(attachment.digest('hex'));
    const grown = peakMemoryOf(strapi.pid) - before;
    expect(grown, `MiB beyond ${before}`).toBeLessThan(ROOM);
  });
});
