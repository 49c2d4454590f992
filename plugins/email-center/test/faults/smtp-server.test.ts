/** Submission servers that refuse or lie: every one ends in an error that says what is wrong, none in a wait, none in plain text. */
import { afterEach, describe, expect, it } from 'vitest';
import { createMailSender } from '../../server/src/adapters/smtp';
import type { MailError } from '../../server/src/domain/mail/mail-error';
import type { CertificateFlaw } from '../servers/authority';
import { startLyingSmtp } from '../servers/lying-smtp';
import type { LyingSmtp, LyingSmtpOptions, SmtpCommand } from '../servers/lying-smtp';

const mail = { messageId: 'm1@test.local', from: 'anna@test.local', to: ['anna@test.local'], subject: 'Test', text: 'A test.\r\n', headers: {} };
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const SECRETS = ['secret', base64('secret'), base64('\0anna@test.local\0secret'), base64('anna@test.local\0anna@test.local\0secret')];

let server: LyingSmtp | null = null;
afterEach(async () => {
  // Whatever the server says: nothing but the question for encryption is ever said in the clear.
  expect(server?.inPlainText.filter((line) => !/^(EHLO|STARTTLS|QUIT)\b/i.test(line)) ?? []).toEqual([]);
  await server?.stop();
  server = null;
});

const sender = (caFile: string | undefined): ReturnType<typeof createMailSender> => createMailSender({ caFile, timeouts: { connect: 1_500, silence: 600 } });
async function start(options: LyingSmtpOptions): Promise<LyingSmtp> {
  return (server = await startLyingSmtp(options));
}
async function failure(work: Promise<unknown>): Promise<MailError> {
  const error = await work.then(() => null, (thrown: MailError) => thrown);
  expect(error, 'it should have failed').toMatchObject({ name: 'MailError' });
  for (const secret of SECRETS) expect(`${JSON.stringify(error)} ${String(error!.cause)}`).not.toContain(secret);
  return error!;
}
async function refusedLogin(options: LyingSmtpOptions): Promise<MailError> {
  const { settings, caFile } = await start(options);
  return failure(sender(caFile).verify(settings()));
}
async function refusedMail(options: LyingSmtpOptions): Promise<MailError> {
  const { settings, caFile } = await start(options);
  return failure(sender(caFile).send(settings(), mail));
}
const reply = (line: string) => (command: SmtpCommand): void => command.reply(line);
const says = (): string[] => server!.commands.map((line) => line.split(' ')[0]!.toUpperCase());

describe.each(['tls', 'starttls'] as const)('an honest server (%s)', (security) => {
  it('lets in and takes a message', async () => {
    const { settings, caFile } = await start({ security });
    await sender(caFile).verify(settings());
    expect(await sender(caFile).send(settings(), mail)).toEqual({ response: '250 2.0.0 done' });
    expect(says()).toContain('CONTENT');
  });

  it('that knows only AUTH LOGIN lets in', async () => {
    const { settings, caFile } = await start({ security, auth: 'LOGIN' });
    await sender(caFile).verify(settings());
    expect(says().filter((name) => name === 'WORDS')).toHaveLength(2);
  });
});

describe.each(['tls', 'starttls'] as const)('a server that does not let in (%s)', (security) => {
  it.each<[string, LyingSmtpOptions, object]>([
    ['stays silent', { greeting: null }, { kind: 'transient', code: 'no-answer' }],
    ['cuts the connection before it greets', { script: { GREETING: (command) => command.cut() } }, { kind: 'transient', code: 'connection-lost' }],
    ['greets with another protocol', { greeting: '* OK IMAP4rev1 ready' }, { kind: 'transient', code: 'not-a-mail-server' }],
    ['greets with a pause', { greeting: '421 4.7.0 too busy' }, { kind: 'throttled', code: 'slow-down' }],
    ['greets with a refusal', { greeting: '554 5.7.1 not from your address' }, { kind: 'transient', code: 'command-refused' }],
    ['refuses EHLO', { script: { EHLO: reply('502 5.5.1 what is this'), HELO: reply('502 5.5.1 what is this') } }, { kind: 'transient', code: 'command-refused' }],
    ['refuses EHLO for now', { script: { EHLO: reply('451 4.3.0 later'), HELO: reply('451 4.3.0 later') } }, { kind: 'throttled', code: 'slow-down' }],
    ['asks for a pause at EHLO', { script: { EHLO: reply('421 4.3.2 shutting down') } }, { kind: 'throttled', code: 'slow-down' }],
    ['stays silent at EHLO', { script: { EHLO: () => undefined } }, { kind: 'transient', code: 'no-answer' }],
    ['cuts the connection at EHLO', { script: { EHLO: (command) => command.cut() } }, { kind: 'transient', code: 'connection-lost' }],
    ['refuses login and password', { script: { AUTH: reply('535 5.7.8 authentication failed') } }, { kind: 'auth', code: 'wrong-password', remedier: 'owner' }],
    ['needs an app password', { script: { AUTH: reply('534 5.7.9 Application-specific password required') } }, { kind: 'auth', code: 'login-refused' }],
    ['has sending switched off', { script: { AUTH: reply('535 5.7.139 SmtpClientAuthentication is disabled') } }, { kind: 'auth', code: 'login-refused' }],
    ['cannot check the login for now', { script: { AUTH: reply('454 4.7.0 temporary authentication failure') } }, { kind: 'throttled', code: 'slow-down' }],
    ['ends the session at the login', { script: { AUTH: reply('421 4.7.0 too many attempts') } }, { kind: 'throttled', code: 'slow-down' }],
    ['stays silent at the login', { script: { AUTH: () => undefined } }, { kind: 'transient', code: 'no-answer' }],
    ['cuts the connection at the login', { script: { AUTH: (command) => command.cut() } }, { kind: 'transient', code: 'connection-lost' }],
    ['answers the login with nonsense', { script: { AUTH: reply('hello there') } }, { kind: 'auth', code: 'login-refused' }],
  ])('because it %s', async (_title, options, expected) => {
    expect(await refusedLogin({ security, ...options })).toMatchObject(expected);
    await server!.stop();
    expect(await refusedMail({ security, ...options })).toMatchObject(expected);
    expect(says()).not.toContain('MAIL');
  });

  it('because nothing listens there', async () => {
    const { settings, stop } = await start({ security });
    await stop();
    server = null;
    expect(await failure(sender(undefined).verify(settings()))).toMatchObject({ kind: 'transient', code: 'port-closed' });
  });

  it.each(SECRETS)('and repeats what it was sent: %#', async (echo) => {
    expect(await refusedLogin({ security, script: { AUTH: reply(`535 5.7.8 cannot decode ${echo}`) } })).toMatchObject({ code: 'wrong-password', detail: '535 5.7.8 cannot decode ***' });
  });
});

describe('a server that cannot be trusted', () => {
  it.each<[string, LyingSmtpOptions]>([
    ['offers no STARTTLS', { starttls: false }],
    ['refuses STARTTLS although it offers it', { script: { STARTTLS: reply('454 4.7.0 TLS not available') } }],
    ['refuses STARTTLS for good', { script: { STARTTLS: reply('554 5.7.0 never') } }],
  ])('%s, and gets neither login nor message', async (_title, options) => {
    expect(await refusedLogin({ security: 'starttls', ...options })).toMatchObject({ kind: 'tls', code: 'starttls-missing' });
    await server!.stop();
    expect(await refusedMail({ security: 'starttls', ...options })).toMatchObject({ kind: 'tls', code: 'starttls-missing' });
  });

  it.each<[CertificateFlaw, string]>([['expired', 'tls-expired'], ['not-yet-valid', 'tls-not-yet-valid'], ['wrong-name', 'tls-wrong-name'], ['self-signed', 'tls-self-signed']])(
    'has a certificate that is %s', async (certificate, code) => {
      for (const security of ['tls', 'starttls'] as const) {
        expect(await refusedLogin({ certificate, security })).toMatchObject({ kind: 'tls', code });
        expect(says()).not.toContain('AUTH');
        await server!.stop();
      }
    });

  it('stays silent at STARTTLS', async () => {
    expect(await refusedLogin({ security: 'starttls', script: { STARTTLS: () => undefined } })).toMatchObject({ kind: 'transient', code: 'no-answer' });
  });

  it('cuts the connection at STARTTLS', async () => {
    expect(await refusedLogin({ security: 'starttls', script: { STARTTLS: (command) => command.cut() } })).toMatchObject({ code: expect.stringMatching(/^(connection-lost|tls-failed)$/) });
  });

  it('agrees to STARTTLS and goes on in plain text', async () => {
    expect(await refusedLogin({ security: 'starttls', script: { STARTTLS: (command) => (command.reply('220 begin'), command.reply('250 in the clear')) } })).toMatchObject({ kind: 'tls', code: 'tls-failed' });
  });
});

describe.each(['MAIL', 'RCPT', 'DATA', 'CONTENT'])('a server that fails at %s', (name) => {
  const refused = name === 'RCPT' ? 'recipient-refused' : 'message-refused';
  it.each<[string, (command: SmtpCommand) => void, object]>([
    ['for now', reply('451 4.3.0 later'), { kind: 'throttled', code: 'slow-down' }],
    ['and ends the session', reply('421 4.3.2 shutting down'), { kind: 'throttled', code: 'slow-down' }],
    ['for good', reply('550 5.7.1 not allowed'), { kind: 'transient', code: refused, remedier: 'owner', detail: expect.stringContaining('550 5.7.1 not allowed') }],
    ['by silence', () => undefined, { kind: 'transient', code: 'no-answer' }],
    ['by cutting the connection', (command) => command.cut(), { kind: 'transient', code: 'connection-lost' }],
    ['with an answer that is none', reply('hello there'), { kind: 'transient', code: 'not-a-mail-server' }],
    ['and repeats the password', reply(`550 5.7.1 you said ${SECRETS.join(' and ')}`), { code: refused, detail: expect.stringContaining('you said *** and *** and *** and ***') }],
  ])('%s', async (_title, answer, expected) => {
    expect(await refusedMail({ script: { [name]: answer } })).toMatchObject(expected);
  });
});

it('a server that repeats the password in its last answer is not quoted with it', async () => {
  const { settings, caFile } = await start({ script: { CONTENT: reply(`250 queued for ${SECRETS.join(' ')}`) } });
  expect(await sender(caFile).send(settings(), mail)).toEqual({ response: '250 queued for *** *** *** ***' });
});
