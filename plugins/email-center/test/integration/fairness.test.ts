import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { eventually } from '../servers/eventually';
import { startLyingImap, type LyingCommand, type LyingImap } from '../servers/lying-imap';
import { openPanel, type Panel } from '../servers/panel';
import { startStrapi, type StrapiServer } from '../servers/strapi';

const HEALTHY = 'healthy@firm.test';
const SILENT = 'silent@firm.test';
const MESSAGES = 300;
/** Seconds of silence until a run is given up: many times what the healthy import takes. */
const SILENCE = 15;

const mail = (index: number): string =>
  [`From: somebody${index}@elsewhere.test`, `To: ${HEALTHY}`, `Subject: Message ${index}`, `Message-ID: <${index}@elsewhere.test>`, '', `Text ${index}`, ''].join('\r\n');

describe('a mail server that answers the login and then falls silent', () => {
  let dovecot: Dovecot;
  let lying: LyingImap;
  let server: StrapiServer;
  let panel: Panel;
  let healthy: string;
  let silent: string;
  /** Set once the account has passed its test, which needs answers. */
  let fallSilent = (): void => undefined;
  let waitsInVain: Promise<void>;

  function startSilentServer(): Promise<LyingImap> {
    let isSilent = false;
    let firstUnanswered = (): void => undefined;
    waitsInVain = new Promise((resolve) => (firstUnanswered = resolve));
    fallSilent = () => void (isSilent = true);
    const answer = (command: LyingCommand): void => (isSilent ? firstUnanswered() : command.honest());
    // The message of the account's test goes to the other server: it is said to be here.
    const search = (command: LyingCommand): void => {
      if (isSilent || !/HEADER/.test(command.args)) return answer(command);
      command.send('* SEARCH 1\r\n');
      command.ok();
    };
    return startLyingImap({
      authority: dovecot.authority,
      messages: [{ uid: 1, raw: mail(1) }],
      script: { LIST: answer, STATUS: answer, EXAMINE: answer, 'UID SEARCH': search, 'UID FETCH': answer, NOOP: answer },
    });
  }

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [HEALTHY]: 'secret', [SILENT]: 'secret' } });
    await dovecot.deliver(HEALTHY, 'INBOX', Array.from({ length: MESSAGES }, (_, index) => ({ raw: mail(index) })));
    lying = await startSilentServer();
    server = await startStrapi({ pluginConfig: { caFile: dovecot.caFile, timeouts: { silence: SILENCE } } });
    panel = openPanel(server.url, (await server.superAdmin()).token);
    healthy = await panel.connect(dovecot.settings(HEALTHY));
    silent = await panel.connect({ ...dovecot.settings(SILENT), imap: lying.settings().imap });
  });
  afterAll(async () => {
    await server?.stop();
    await lying?.stop();
    await dovecot?.stop();
  });

  it('does not delay the import of another account', async () => {
    fallSilent();
    await panel.activate(silent);
    await waitsInVain;
    await panel.activate(healthy);
    const { outcomes } = await panel.imported(healthy, MESSAGES + 1);
    expect(outcomes).toEqual({ imported: MESSAGES + 1 });
    expect(await panel.status(silent)).toMatchObject({ state: 'active', running: true, error: null, backoffUntil: null, outcomes: {} });
  });

  it('is given up, told to the owner, and asked again only after a while', async () => {
    const status = await eventually(async () => {
      const seen = await panel.status(silent);
      expect(seen).toMatchObject({ running: false, error: { kind: 'transient' } });
      return seen;
    }, 2 * SILENCE * 1000);
    expect(status).toMatchObject({ state: 'active', error: { code: 'no-answer' }, lastSyncAt: null });
    expect(status.error!.message).not.toBe('');
    expect(new Date(status.backoffUntil!).getTime()).toBeGreaterThan(new Date(status.errorSince!).getTime());
    expect(await panel.status(healthy)).toMatchObject({ state: 'active', error: null, backoffUntil: null });
  });
});
