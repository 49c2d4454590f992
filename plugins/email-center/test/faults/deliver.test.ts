/** Messages out of the outbox at servers that refuse, break off or lie: always told exactly how far they came. */
import { afterEach, describe, expect, it } from 'vitest';
import { createDeliverMail } from '../../server/src/adapters/smtp';
import { MailError } from '../../server/src/domain/mail/mail-error';
import type { Handover } from '../../server/src/flow/outbox/ports';
import { startLyingSmtp, type LyingSmtp, type LyingSmtpOptions, type SmtpCommand } from '../servers/lying-smtp';

let server: LyingSmtp | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

const MESSAGE = 'From: anna@test.local\r\nSubject: Test\r\n\r\nline\r\n.dot\r\n';
const chunks = async () => (async function* () {
  for (let start = 0; start < MESSAGE.length; start += 10) yield Buffer.from(MESSAGE.slice(start, start + 10));
})();
/** How far the caller was told that it came. */
let atEnd = 0;
const handover = (change: Partial<Handover> = {}): Handover => ({
  from: 'anna@test.local', recipients: ['bert@test.local', 'carl@test.local'], archive: null, size: MESSAGE.length, needsUtf8: false, octets: chunks, beforeEnd: async () => void (atEnd += 1), ...change,
});
const reply = (line: string) => (command: SmtpCommand): void => command.reply(line);
async function deliver(options: LyingSmtpOptions, change: Partial<Handover> = {}, signal?: AbortSignal) {
  atEnd = 0;
  server = await startLyingSmtp(options);
  return createDeliverMail({ caFile: server.caFile, timeouts: { connect: 2_000, silence: 400 } })(server.settings(), handover(change), signal);
}
const recipientsNamed = (): string[] => server!.commands.flatMap((line) => /^RCPT TO:<(.*?)>/.exec(line)?.[1] ?? []);
const refuseTo = (address: string, line: string) => (command: SmtpCommand): void => (command.args.includes(address) ? command.reply(line) : command.honest());

describe.each([[[]], [['PIPELINING']]])('a server that takes a message (beside: %s)', (extensions) => {
  it('gets the very octets, and says so for each recipient', async () => {
    expect(await deliver({ extensions })).toEqual({
      end: 'taken', archive: null, response: '250 2.0.0 done', serverMessageId: null,
      replies: [{ address: 'bert@test.local', accepted: true, response: '250 2.0.0 done' }, { address: 'carl@test.local', accepted: true, response: '250 2.0.0 done' }],
    });
    expect(server!.contents).toEqual([MESSAGE.trimEnd()]);
    expect(atEnd).toBe(1);
  });

  it('for one of two recipients is asked no more for the other', async () => {
    expect(await deliver({ extensions, script: { RCPT: refuseTo('carl', '550 5.1.1 no such user') } })).toMatchObject({
      end: 'taken', replies: [{ accepted: true }, { address: 'carl@test.local', accepted: false, response: '550 5.1.1 no such user' }],
    });
  });

  it('gets the archive address in the envelope, where its refusal harms nothing', async () => {
    expect(await deliver({ extensions }, { archive: 'archive@vault.local' })).toMatchObject({ end: 'taken', archive: { accepted: true } });
    expect(recipientsNamed()).toEqual(['bert@test.local', 'carl@test.local', 'archive@vault.local']);
    expect(server!.contents.join()).not.toContain('archive');
    await server!.stop();
    expect(await deliver({ extensions, script: { RCPT: refuseTo('archive', '550 no') } }, { archive: 'archive@vault.local' })).toMatchObject({ end: 'taken', replies: [{ accepted: true }, { accepted: true }], archive: { accepted: false, response: '550 no' } });
  });

  it('for nobody but the archive does not get it at all', async () => {
    const end = await deliver({ extensions, script: { RCPT: (command) => (command.args.includes('archive') ? command.honest() : command.reply('550 5.1.1 unknown')) } }, { archive: 'archive@vault.local' });
    expect(end).toMatchObject({ end: 'not-taken', about: 'message', replies: [{ address: 'bert@test.local', accepted: false, response: '550 5.1.1 unknown' }, { accepted: false }] });
    expect(server!.contents).toEqual([]);
    expect(atEnd).toBe(0);
  });

  it.each([
    ['MAIL', '451 4.3.0 later', { about: 'account', permanent: false }], ['MAIL', '550 5.7.1 not yours', { about: 'message', permanent: true }],
    ['DATA', '451 4.3.0 later', { about: 'message', permanent: false }], ['DATA', '554 5.7.1 spam', { about: 'message', permanent: true }],
    ['CONTENT', '451 4.3.0 later', { about: 'message', permanent: false }], ['CONTENT', '552 5.3.4 too large', { about: 'message', permanent: true }], ['CONTENT', '421 4.7.0 too many', { about: 'account', permanent: false }],
  ] as const)('and answers %s with %s surely has not taken it', async (command, line, expected) => {
    expect(await deliver({ extensions, script: { [command]: reply(line) } })).toMatchObject({ end: 'not-taken', ...expected });
  });

  it('and refuses every recipient for now may take it later', async () => {
    expect(await deliver({ extensions, script: { RCPT: reply('450 4.2.1 greylisted') } })).toMatchObject({ end: 'not-taken', permanent: false, replies: [{ response: '450 4.2.1 greylisted' }, { response: '450 4.2.1 greylisted' }] });
  });
});

describe('a connection that breaks', () => {
  it.each(['GREETING', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA'])('at %s has sent nothing', async (name) => {
    expect(await deliver({ script: { [name]: (command) => command.cut() } })).toMatchObject({ end: 'not-taken', about: 'account', permanent: false });
    expect(atEnd).toBe(0);
  });

  it('after the last octets leaves it unknown whether it was sent', async () => {
    expect(await deliver({ script: { CONTENT: (command) => command.cut() } })).toMatchObject({ end: 'unknown', error: { code: 'connection-lost' } });
    expect(atEnd).toBe(1);
  });

  it('or a server that stays silent then, too', async () => {
    expect(await deliver({ script: { CONTENT: () => undefined } })).toMatchObject({ end: 'unknown' });
  }, 30_000);

  it('of a server that is not there has sent nothing', async () => {
    const lying = await startLyingSmtp();
    await lying.stop();
    expect(await createDeliverMail({ timeouts: { connect: 1_000, silence: 1_000 } })(lying.settings(), handover())).toMatchObject({ end: 'not-taken', about: 'account' });
  });
});

describe('a message that is no longer ours to send', () => {
  it('never gets its end: the server drops it', async () => {
    const lost = new MailError({ kind: 'transient', code: 'lease-lost', message: 'Another run has it.', remedier: 'developer' });
    await expect(deliver({}, { beforeEnd: () => Promise.reject(lost) })).rejects.toMatchObject({ code: 'lease-lost' });
    expect(server!.contents).toEqual([]);
  });

  it('or whose octets cannot be read any more', async () => {
    const gone = new MailError({ kind: 'transient', code: 'blob-missing', message: 'gone', remedier: 'administrator' });
    await expect(deliver({}, { octets: () => Promise.reject(gone) })).rejects.toMatchObject({ code: 'blob-missing' });
    expect(server!.contents).toEqual([]);
  });

  it('is given up when this node stops', async () => {
    const stop = new AbortController();
    const sending = deliver({ script: { MAIL: () => stop.abort() } }, {}, stop.signal);
    await expect(sending).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a node that stops', () => {
  it('waits for the answer to a message that it has handed over', async () => {
    const stop = new AbortController();
    const end = await deliver({ script: { CONTENT: (command) => {
      stop.abort();
      setImmediate(() => command.honest());
    } } }, {}, stop.signal);
    expect(end).toMatchObject({ end: 'taken' });
  });
});

describe('what a server cannot do', () => {
  it('it is not asked for: other letters before the @', async () => {
    expect(await deliver({}, { recipients: ['jörg@test.local'], needsUtf8: true })).toMatchObject({ end: 'not-taken', permanent: true, error: { code: 'recipient-refused', message: expect.stringContaining('SMTPUTF8') } });
    expect(recipientsNamed()).toEqual([]);
  });

  it('and what it can, it is told to do', async () => {
    expect(await deliver({ extensions: ['SMTPUTF8'] }, { recipients: ['jörg@test.local'], needsUtf8: true })).toMatchObject({ end: 'taken' });
    expect(server!.commands.find((line) => line.startsWith('MAIL'))).toContain('SMTPUTF8');
  });

  it('it is not sent: more octets than it takes', async () => {
    expect(await deliver({ extensions: ['SIZE 10'] })).toMatchObject({ end: 'not-taken', permanent: true, error: { code: 'too-large' } });
  });
});

describe('a server that repeats what it was told', () => {
  it('has the password taken out of what is kept', async () => {
    const end = await deliver({ script: { RCPT: refuseTo('carl', '550 5.1.1 you said secret'), CONTENT: reply('250 2.0.0 thanks for secret') } });
    expect(JSON.stringify(end)).not.toContain('secret');
  });

  it('and refuses the login makes it the account\'s matter', async () => {
    expect(await deliver({ script: { AUTH: reply('535 5.7.8 no') } })).toMatchObject({ end: 'not-taken', about: 'account', error: { kind: 'auth', code: 'wrong-password' } });
  });
});
