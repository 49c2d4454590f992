import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { eventually } from '../servers/eventually';
import { startLyingImap, type LyingCommand, type LyingImap } from '../servers/lying-imap';
import { openPanel, type Panel } from '../servers/panel';
import { startStrapi, type StrapiServer } from '../servers/strapi';

const HEALTHY = 'healthy@firm.test';
const MESSAGES = 300;
/** More of them than there are places for runs by default: 4 for new mail, 2 for backfills. */
const SILENT = ['one', 'two', 'three', 'four', 'five', 'six'].map((name) => `${name}@silent.test`);
const SILENT_IN_BACKFILL = ['seven', 'eight', 'nine'].map((name) => `${name}@silent.test`);
/** A silent server is given up after a minute, as it comes. */
const PATIENCE = 180_000;

const mail = (index: number): string =>
  [`From: somebody${index}@elsewhere.test`, `To: ${HEALTHY}`, `Subject: Message ${index}`, `Message-ID: <${index}@elsewhere.test>`, '', `Text ${index}`, ''].join('\r\n');

interface SilentServer {
  imap: LyingImap;
  /** To be called once the accounts have passed their tests, which need answers. */
  fallSilent(): void;
  /** Commands it leaves unanswered. */
  unanswered: number;
}

/** Answers everything but these commands once it has fallen silent. */
async function startSilentServer(dovecot: Dovecot, deafTo: readonly string[]): Promise<SilentServer> {
  let isSilent = false;
  const answer = (command: LyingCommand): void => {
    if (isSilent && deafTo.includes(command.name)) silent.unanswered += 1;
    // The message of the account's test goes to the other server: it is said to be here.
    else if (!isSilent && /HEADER/.test(command.args)) {
      command.send('* SEARCH 1\r\n');
      command.ok();
    } else command.honest();
  };
  const imap = await startLyingImap({
    authority: dovecot.authority,
    messages: [{ uid: 1, raw: mail(1) }],
    script: Object.fromEntries(['LIST', 'STATUS', 'EXAMINE', 'UID SEARCH', 'UID FETCH', 'NOOP'].map((name) => [name, answer])),
  });
  const silent: SilentServer = { imap, fallSilent: () => void (isSilent = true), unanswered: 0 };
  return silent;
}

describe('mail servers that answer the login and then fall silent, more of them than there are places', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let panel: Panel;
  let atOnce: SilentServer;
  let inBackfill: SilentServer;
  let healthy: string;
  let silent: string[];
  let silentInBackfill: string[];

  beforeAll(async () => {
    const addresses = [HEALTHY, ...SILENT, ...SILENT_IN_BACKFILL];
    dovecot = await startDovecot({ users: Object.fromEntries(addresses.map((address) => [address, 'secret'])) });
    await dovecot.deliver(HEALTHY, 'INBOX', Array.from({ length: MESSAGES }, (_, index) => ({ raw: mail(index) })));
    atOnce = await startSilentServer(dovecot, ['LIST', 'STATUS', 'EXAMINE', 'UID SEARCH', 'UID FETCH', 'NOOP']);
    inBackfill = await startSilentServer(dovecot, ['UID FETCH']);
    // The settings are those that everybody has who sets none.
    server = await startStrapi({ pluginConfig: { caFile: dovecot.caFile } });
    panel = openPanel(server.url, (await server.superAdmin()).token);
    healthy = await panel.connect(dovecot.settings(HEALTHY));
    silent = await connectAll(SILENT, atOnce);
    silentInBackfill = await connectAll(SILENT_IN_BACKFILL, inBackfill);
  });
  afterAll(async () => {
    await server?.stop();
    await atOnce?.imap.stop();
    await inBackfill?.imap.stop();
    await dovecot?.stop();
  });

  async function connectAll(addresses: readonly string[], on: SilentServer): Promise<string[]> {
    const accounts: string[] = [];
    for (const address of addresses) accounts.push(await panel.connect({ ...dovecot.settings(address), imap: on.imap.settings().imap }));
    return accounts;
  }

  it('do not delay the import of another account', async () => {
    atOnce.fallSilent();
    inBackfill.fallSilent();
    for (const account of silentInBackfill) await panel.activate(account);
    await eventually(async () => expect(inBackfill.unanswered).toBeGreaterThanOrEqual(2));
    for (const account of silent) await panel.activate(account);
    await eventually(async () => expect(atOnce.unanswered).toBeGreaterThanOrEqual(4));
    await panel.activate(healthy);
    const { outcomes } = await panel.imported(healthy, MESSAGES + 1, 45_000);
    expect(outcomes).toEqual({ imported: MESSAGES, 'test-message': 1 });
    for (const account of silent) {
      expect(await panel.status(account)).toMatchObject({ state: 'active', running: true, error: null, backoffUntil: null, outcomes: {} });
    }
  }, PATIENCE);

  it('are given up, told to the owner, and asked again only after a while', async () => {
    for (const account of [...silent, ...silentInBackfill]) {
      const status = await eventually(async () => {
        const seen = await panel.status(account);
        expect(seen).toMatchObject({ running: false, error: { kind: 'transient' } });
        return seen;
      }, PATIENCE);
      expect(status).toMatchObject({ state: 'active', error: { code: 'no-answer' } });
      expect(status.error!.message).not.toBe('');
      expect(new Date(status.backoffUntil!).getTime()).toBeGreaterThan(new Date(status.errorSince!).getTime());
    }
    expect(await panel.status(healthy)).toMatchObject({ state: 'active', error: null, backoffUntil: null });
  }, PATIENCE);
});
