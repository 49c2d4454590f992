/** Servers that fail or lie: every one ends in an error that says what is wrong, none in a wait without end. */
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFolderBlobStore } from '../../server/src/adapters/blobs';
import { createMailServer } from '../../server/src/adapters/imap';
import type { MailError } from '../../server/src/domain/mail/mail-error';
import type { FetchedMail, MailSession } from '../../server/src/flow/ports';
import type { CertificateFlaw } from '../servers/authority';
import { fetchResponse, inSet } from '../servers/honest-imap';
import { startLyingImap } from '../servers/lying-imap';
import type { LyingCommand, LyingImap, LyingMessage, LyingOptions } from '../servers/lying-imap';
import { createSimpleParser } from '../servers/simple-parser';

const message = (uid: number, body = 'body'): LyingMessage => ({ uid, raw: `From: bert@test.local\r\nSubject: number ${uid}\r\nMessage-ID: <m${uid}@test.local>\r\n\r\n${body}\r\n` });
const three = [message(1), message(2), message(3)];
const sha256 = (octets: string | Buffer): string => createHash('sha256').update(octets).digest('hex');

let folder: string;
let server: LyingImap | null = null;
let session: MailSession | null = null;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'ec-faults-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(async () => {
  await session?.close();
  await server?.stop();
  session = null;
  server = null;
  // Whatever happens to a connection, no half file stays behind.
  expect(readdirSync(folder).includes('tmp') ? readdirSync(join(folder, 'tmp')) : []).toEqual([]);
});

const client = (caFile: string | undefined, silence = 600, command = 10_000): ReturnType<typeof createMailServer> => createMailServer({
  blobs: createFolderBlobStore({ folder, durable: false }), parser: createSimpleParser(), caFile, timeouts: { connect: 1_500, silence, command }, maxMessageBytes: 20_000_000,
});
async function start(options: LyingOptions): Promise<LyingImap> {
  return (server = await startLyingImap(options));
}
async function connect(options: LyingOptions, silence?: number, command?: number): Promise<MailSession> {
  const { settings, caFile } = await start(options);
  return (session = await client(caFile, silence, command).connect(settings()));
}
async function refusedLogin(options: LyingOptions): Promise<MailError> {
  const { settings, caFile } = await start(options);
  return failure(client(caFile).connect(settings()));
}
async function failure(work: Promise<unknown>): Promise<MailError> {
  const error = await work.then(() => null, (thrown: MailError) => thrown);
  expect(error, 'it should have failed').toMatchObject({ name: 'MailError' });
  expect(JSON.stringify(error)).not.toContain('secret');
  return error!;
}
async function collect(batches: AsyncIterable<FetchedMail[]>): Promise<FetchedMail[]> {
  const all: FetchedMail[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}
const fetchAll = (from: MailSession, uids = [1, 2, 3]): Promise<FetchedMail[]> => collect(from.fetchMessages('INBOX', 1, uids));

describe('a server that cannot be reached', () => {
  it('has a name that does not exist', async () => {
    const { settings, caFile } = await start({});
    const { imap, ...rest } = settings();
    expect(await failure(client(caFile).connect({ ...rest, imap: { ...imap, host: 'mail.invalid' } }))).toMatchObject({ kind: 'transient', code: 'name-not-found' });
  });

  it('has a closed port', async () => {
    const { settings, stop } = await start({});
    await stop();
    server = null;
    expect(await failure(client(undefined).connect(settings()))).toMatchObject({ kind: 'transient', code: 'port-closed', remedier: 'owner' });
  });

  it.each(['tls', 'starttls'] as const)('accepts the connection and stays silent (%s)', async (security) => {
    expect(await refusedLogin({ security, greeting: null })).toMatchObject({ kind: 'transient', code: 'no-answer' });
  });

  it('says goodbye at once because of too many connections', async () => {
    expect(await refusedLogin({ greeting: '* BYE Too many simultaneous connections\r\n' })).toMatchObject({ kind: 'throttled', code: 'too-many-connections' });
  });

  it('is none for mail', async () => {
    expect(await refusedLogin({ greeting: 'HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n' })).toMatchObject({ kind: 'transient' });
  });
});

describe('a server that cannot be trusted', () => {
  it.each<[CertificateFlaw, string]>([['expired', 'tls-expired'], ['not-yet-valid', 'tls-not-yet-valid'], ['wrong-name', 'tls-wrong-name'], ['self-signed', 'tls-self-signed']])(
    'has a certificate that is %s', async (certificate, code) => {
      for (const security of ['tls', 'starttls'] as const) {
        expect(await refusedLogin({ certificate, security })).toMatchObject({ kind: 'tls', code });
        expect(server!.commands.filter((command) => /^(LOGIN|AUTHENTICATE)/i.test(command))).toEqual([]);
        await server!.stop();
      }
      server = null;
    });

  it('has a certificate of an authority nobody added', async () => {
    const { settings } = await start({});
    expect(await failure(client(undefined).connect(settings()))).toMatchObject({ kind: 'tls', code: expect.stringMatching(/^tls-(untrusted|self-signed)$/) });
  });

  it.each<[string, LyingOptions]>([
    ['offers no STARTTLS', { starttls: false }],
    ['refuses STARTTLS although it offers it', { script: { STARTTLS: (command) => command.no('not now') } }],
    ['lets everybody in without a login, in plain text', { greeting: '* PREAUTH welcome\r\n', starttls: false }],
  ])('%s, and gets neither login nor password', async (_title, options) => {
    expect(await refusedLogin({ security: 'starttls', ...options })).toMatchObject({ kind: 'tls', code: 'starttls-missing' });
    expect(server!.commands.filter((command) => /^(LOGIN|AUTHENTICATE|EXAMINE)/i.test(command))).toEqual([]);
  });

  it('smuggles words in before the encryption', async () => {
    const error = await refusedLogin({ security: 'starttls', script: { STARTTLS: (command) => command.send(`${command.tag} OK begin\r\n* OK [ALERT] injected\r\n`) } });
    expect(error).toMatchObject({ kind: 'tls' });
  });
});

describe('a server that answers BAD when it is asked what it can do', () => {
  const script = { CAPABILITY: (command: LyingCommand) => command.bad('what is this') };
  it('is read all the same where the connection is encrypted', async () => {
    expect(await fetchAll(await connect({ messages: three, script }))).toHaveLength(3);
  });
  it('gets neither login nor password where it is not', async () => {
    expect(await refusedLogin({ security: 'starttls', starttls: false, script })).toMatchObject({ kind: 'tls', code: 'starttls-missing' });
    expect(server!.commands.filter((command) => /^(LOGIN|AUTHENTICATE)/i.test(command))).toEqual([]);
  });
});

describe('a server that refuses the login', () => {
  it.each<[string, string, object]>([
    ['the password is wrong', '[AUTHENTICATIONFAILED] Invalid credentials', { kind: 'auth', code: 'wrong-password', remedier: 'owner' }],
    ['without a reason', 'LOGIN failed', { kind: 'auth', code: 'wrong-password' }],
    ['an app password is needed', '[ALERT] Application-specific password required', { kind: 'auth', code: 'login-refused' }],
    ['IMAP is switched off', 'IMAP access is disabled for this account', { kind: 'auth', code: 'login-refused' }],
    ['it is throttled', '[THROTTLED] Account exceeded command or bandwidth limits', { kind: 'throttled', code: 'slow-down' }],
    ['a limit is reached', '[LIMIT] Too many connections', { kind: 'throttled', code: 'too-many-connections' }],
    ['its back end is away', '[UNAVAILABLE] Temporary authentication failure', { kind: 'throttled', code: 'slow-down' }],
    ['its back end is away and it has no code for that', 'Temporary failure, backend unreachable', { kind: 'throttled' }],
    ['and repeats the password', '[AUTHENTICATIONFAILED] bad password "secret"', { kind: 'auth', code: 'wrong-password' }],
  ])('because %s', async (_title, text, expected) => {
    expect(await refusedLogin({ script: { LOGIN: (command) => command.no(text) } })).toMatchObject(expected);
  });

  it.each<[string, string]>([
    ['the words of AUTH PLAIN', Buffer.from('\0anna@test.local\0secret').toString('base64')],
    ['the words of AUTH PLAIN with an identity', Buffer.from('anna@test.local\0anna@test.local\0secret').toString('base64')],
    ['the words of AUTH LOGIN', Buffer.from('secret').toString('base64')],
    ['an address', 'imap://anna%40test.local:%73ecret@127.0.0.1'],
  ])('and repeats the password in %s', async (_title, echo) => {
    const text = `[AUTHENTICATIONFAILED] cannot decode ${echo}`;
    const error = await refusedLogin({ script: { LOGIN: (command) => command.no(text), AUTHENTICATE: (command) => command.no(text) } });
    expect(error).toMatchObject({ kind: 'auth', code: 'wrong-password', detail: '[AUTHENTICATIONFAILED] cannot decode ***' });
    expect(String(error.cause)).not.toContain(echo);
  });

  it.each<[string, string, object]>([
    ['LOGIN', 'LOGIN', { kind: 'auth', code: 'wrong-password' }],
    ['AUTHENTICATE', 'AUTHENTICATE', { kind: 'auth', code: 'wrong-password' }],
  ])('by answering BAD to %s', async (_title, name, expected) => {
    const capabilities = name === 'AUTHENTICATE' ? 'IMAP4rev1 SASL-IR AUTH=PLAIN LOGINDISABLED' : 'IMAP4rev1';
    const error = await refusedLogin({ capabilities, script: { [name]: (command) => command.bad('what is this') } });
    expect(server!.commands.some((command) => command.startsWith(name))).toBe(true);
    expect(error).toMatchObject(expected);
  });

  it('by silence', async () => {
    expect(await refusedLogin({ script: { LOGIN: () => undefined } })).toMatchObject({ kind: 'transient', code: 'no-answer' });
  });

  it('by ending the connection', async () => {
    expect(await refusedLogin({ script: { LOGIN: (command) => command.cut() } })).toMatchObject({ kind: 'transient', code: 'connection-lost' });
  });
});

type Question = [name: string, ask: (session: MailSession) => Promise<unknown>];
const QUESTIONS: Question[] = [
  ['STATUS', (open) => open.status('INBOX')],
  ['LIST', (open) => open.listMailboxes()],
  ['EXAMINE', (open) => open.searchRange('INBOX', 1, 1, 9)],
  ['UID SEARCH', (open) => open.searchRange('INBOX', 1, 1, 9)],
  ['UID FETCH', (open) => fetchAll(open)],
];

describe.each(QUESTIONS)('a server that fails at %s', (name, ask) => {
  const answers: [string, (command: LyingCommand) => void, object][] = [
    ['says NO', (command) => command.no('I will not'), { kind: 'transient', code: 'command-refused', detail: expect.stringContaining('I will not') }],
    ['says BAD', (command) => command.bad('what is this'), { kind: 'transient', code: 'command-refused' }],
    ['asks for a pause', (command) => command.no('[THROTTLED] slow down'), { kind: 'throttled', code: 'slow-down' }],
    ['asks for a pause of minutes', (command) => command.bad('Request is throttled. Suggested Backoff Time: 92415 milliseconds'), { kind: 'throttled', code: 'slow-down' }],
    ['is unavailable', (command) => command.no('[UNAVAILABLE] maintenance'), { kind: 'throttled' }],
    ['says goodbye', (command) => (command.send('* BYE maintenance\r\n'), command.cut()), { kind: 'transient', code: 'connection-lost' }],
    ['cuts the connection', (command) => command.cut(), { kind: 'transient', code: 'connection-lost' }],
    ['stays silent', () => undefined, { kind: 'transient', code: 'no-answer' }],
    ['answers another command', (command) => command.send('ZZZ99 OK done\r\n'), { kind: 'transient' }],
    ['sends a line without end', (command) => endlessly(command, 'x'), { kind: 'transient' }],
    ['announces a literal of a terabyte', (command) => command.send('* 1 FETCH (UID 1 BODY[] {1000000000000}\r\n'), { kind: 'transient', code: 'not-a-mail-server' }],
  ];
  it.each(answers)('and %s', async (_title, answer, expected) => {
    const open = await connect({ messages: three, script: { [name]: answer } });
    expect(await failure(ask(open))).toMatchObject(expected);
  });
});

it.each(QUESTIONS)('a server that repeats the password when it fails at %s is not quoted with it', async (name, ask) => {
  const echo = Buffer.from('\0anna@test.local\0secret').toString('base64');
  const open = await connect({ messages: three, script: { [name]: (command) => command.no(`you said secret and ${echo}`) } });
  expect(await failure(ask(open))).toMatchObject({ code: 'command-refused', detail: expect.stringContaining('you said *** and ***') });
});

/** Sends until the other side hangs up, at the pace of the socket. */
function endlessly(command: LyingCommand, filler: string): void {
  const block = filler.repeat(1_000_000);
  let sent = 0;
  const more = (): void => {
    if (sent++ > 60) return;
    command.send(block);
    setImmediate(more);
  };
  more();
}

describe('a server that lies in FETCH', () => {
  const withBodies = (lie: (command: LyingCommand) => void): LyingOptions => ({
    messages: three, script: { 'UID FETCH': (command) => (/BODY\.PEEK\[\]/.test(command.args) ? lie(command) : command.honest()) },
  });

  it('cuts the connection in the middle of a literal', async () => {
    const open = await connect(withBodies((command) => (command.send('* 1 FETCH (UID 1 BODY[] {5000}\r\nFrom: half'), command.cut())));
    expect(await failure(fetchAll(open))).toMatchObject({ kind: 'transient', code: 'connection-lost' });
  });

  it('stops in the middle of a literal', async () => {
    const open = await connect(withBodies((command) => command.send('* 1 FETCH (UID 1 BODY[] {5000}\r\nFrom: half')));
    expect(await failure(fetchAll(open))).toMatchObject({ code: 'no-answer' });
  });

  it('trickles one octet at a time for ever', async () => {
    const { settings, caFile } = await start(withBodies((command) => {
      command.send('* 1 FETCH (UID 1 BODY[] {500000}\r\n');
      const timer = setInterval(() => command.send('x'), 50);
      timer.unref();
    }));
    session = await createMailServer({ blobs: createFolderBlobStore({ folder }), parser: createSimpleParser(), caFile, timeouts: { connect: 1500, silence: 500, command: 1500 }, maxMessageBytes: 1e7 }).connect(settings());
    expect(await failure(fetchAll(session))).toMatchObject({ code: 'no-answer' });
  });

  it('announces fewer octets than it sends: what it says next cannot be read', async () => {
    const open = await connect(withBodies((command) => (command.send('* 1 FETCH (UID 1 BODY[] {4}\r\nFrom: somebody who wrote more than that\r\n)\r\n'), command.ok())));
    const mails = await fetchAll(open).catch((error: MailError) => error);
    // Either the whole answer is refused, or what was announced is taken; nothing is waited for and nothing invented.
    if (Array.isArray(mails)) expect(mails.every((mail) => mail.uid === 1 && mail.size === 4)).toBe(true);
    else expect(mails).toMatchObject({ name: 'MailError' });
  });

  it.each<[string, (command: LyingCommand) => void, object]>([
    ['says NO', (command) => command.no('the rest is damaged'), { kind: 'transient', code: 'command-refused' }],
    ['says NO because it is away', (command) => command.no('[UNAVAILABLE] back end lost'), { kind: 'throttled', code: 'slow-down' }],
    ['says BAD', (command) => command.bad('enough'), { kind: 'transient', code: 'command-refused' }],
  ])('%s after some of the messages: what is missing is no empty result', async (_title, end, expected) => {
    const open = await connect(withBodies((command) => (command.send(fetchResponse(three[0]!, 1, command.args)), end(command))));
    const seen: number[] = [];
    const error = await failure((async () => {
      for await (const batch of open.fetchMessages('INBOX', 1, [1, 2, 3])) seen.push(...batch.map(({ uid }) => uid));
    })());
    expect(error).toMatchObject(expected);
    expect(seen.filter((uid) => uid !== 1)).toEqual([]);
  });

  it('sends garbage between the answers', async () => {
    const open = await connect({ messages: three, script: { 'UID FETCH': (command) => {
      command.send('* (((( ]]]] \x01\x02\r\n* 99999999999999999999 FETCH (UID -1)\r\n* FETCH\r\n* 1 FETCH NIL\r\n* 5 FETCH (UID 0 FLAGS ())\r\n\r\n');
      command.honest();
    } } });
    expect((await fetchAll(open)).map((mail) => [mail.uid, mail.rawKey])).toEqual(three.map(({ uid, raw }) => [uid, sha256(raw)]));
  });

  it('sends messages nobody asked for, twice, and with UIDs that do not exist', async () => {
    const open = await connect({ messages: three, script: { 'UID FETCH': (command) => {
      for (const stranger of [message(77, 'not asked for'), message(4_000_000_000)]) command.send(fetchResponse(stranger, 9, command.args));
      three.forEach((mail, index) => {
        if (!inSet(mail.uid, command.args.split(' ')[0]!, three)) return;
        command.send(fetchResponse(mail, index + 1, command.args));
        command.send(fetchResponse({ ...mail, raw: 'Subject: another\r\n\r\nunder the same UID\r\n' }, index + 1, command.args));
      });
      command.ok();
    } } });
    expect((await fetchAll(open, [1, 3])).map((mail) => [mail.uid, mail.rawKey])).toEqual([[1, sha256(three[0]!.raw)], [3, sha256(three[2]!.raw)]]);
  });

  it('has no content for a message it lists', async () => {
    const open = await connect(withBodies((command) => (command.send('* 1 FETCH (UID 1 BODY[] NIL)\r\n* 2 FETCH (UID 2)\r\n'), command.send(fetchResponse(three[2]!, 3, command.args)), command.ok())));
    expect((await fetchAll(open)).map((mail) => [mail.uid, mail.ok, mail.ok ? null : mail.error.kind])).toEqual([[1, false, 'malformed'], [2, false, 'malformed'], [3, true, null]]);
  });

  it('sends far more than it announced', async () => {
    const big = Buffer.alloc(6_000_000, 'x');
    const many = Array.from({ length: 24 }, (_, index) => ({ uid: index + 1, raw: 'Subject: small\r\n\r\n' }));
    const open = await connect({ messages: many, script: { 'UID FETCH': (command) => {
      if (!/BODY\.PEEK\[\]/.test(command.args)) return command.honest();
      for (const { uid } of many) command.send(Buffer.concat([Buffer.from(`* ${uid} FETCH (UID ${uid} BODY[] {${big.length}}\r\n`), big, Buffer.from(')\r\n')]));
      command.ok();
      // On a busy machine so many octets take long, and come with pauses: what is judged here is their number.
    } } }, 30_000, 50_000);
    expect(await failure(fetchAll(open, many.map(({ uid }) => uid)))).toMatchObject({ kind: 'transient', code: 'not-a-mail-server' });
  });

  it('never ends a large message', async () => {
    const part = Buffer.alloc(1024 * 1024, 'y');
    const open = await connect({ messages: [message(1)], script: { 'UID FETCH': (command) => {
      if (!/BODY/.test(command.args)) return (command.send('* 1 FETCH (UID 1 FLAGS () INTERNALDATE "01-Jan-2024 10:00:00 +0000" RFC822.SIZE 2000000)\r\n'), command.ok());
      command.send(Buffer.concat([Buffer.from(`* 1 FETCH (UID 1 BODY[]<0> {${part.length}}\r\n`), part, Buffer.from(')\r\n')]));
      command.ok();
    } } });
    expect(await fetchAll(open, [1])).toMatchObject([{ ok: false, error: { code: 'too-large' } }]);
  });

  it('loses a large message while it is read, and the next one is read all the same', async () => {
    const large = message(1, 'z'.repeat(3_000_000));
    const open = await connect({ messages: [large, message(2)], script: { 'UID FETCH': (command) => {
      if (/^1 .*<1048576/.test(command.args)) return command.ok();
      command.honest();
    } } });
    expect((await fetchAll(open, [1, 2])).map(({ uid }) => uid)).toEqual([2]);
  });

  it('does not say when a message came or how large it is', async () => {
    const open = await connect({ messages: three, script: { 'UID FETCH': (command) => {
      if (/BODY/.test(command.args)) return command.honest();
      command.send('* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n* 2 FETCH (UID 2 INTERNALDATE "some day" RFC822.SIZE many)\r\n* 3 FETCH (UID 3 INTERNALDATE NIL)\r\n');
      command.ok();
    } } });
    const mails = await fetchAll(open);
    expect(mails.map((mail) => [mail.uid, mail.ok, mail.size])).toEqual(three.map(({ uid, raw }) => [uid, true, raw.length]));
  });
});

describe('a server that lies about its mailboxes', () => {
  it('does not say UIDNEXT', async () => {
    expect(await (await connect({ messages: three, uidNext: null })).status('INBOX')).toMatchObject({ uidNext: null, messages: 3 });
  });

  it.each(['* STATUS INBOX (MESSAGES 3 UIDNEXT 4)\r\n', '* STATUS INBOX (MESSAGES 3 UIDVALIDITY 0)\r\n', '* STATUS INBOX (UIDVALIDITY 99999999999)\r\n', '* STATUS INBOX NIL\r\n', ''])(
    'says nothing usable of a mailbox: %j', async (line) => {
      const open = await connect({ script: { STATUS: (command) => (command.send(line), command.ok()) } });
      expect(await failure(open.status('INBOX'))).toMatchObject({ kind: 'transient', code: 'command-refused' });
    });

  it('lost the mailbox', async () => {
    const open = await connect({ script: { STATUS: (command) => command.no("Mailbox doesn't exist: Sent"), EXAMINE: (command) => command.no('[NONEXISTENT] Unknown Mailbox') } });
    expect(await failure(open.status('Sent'))).toMatchObject({ code: 'mailbox-missing', remedier: 'owner' });
    expect(await failure(open.searchRange('Sent', 1, 1, 5))).toMatchObject({ code: 'mailbox-missing' });
  });

  it('changes UIDVALIDITY while the mailbox is read', async () => {
    const open = await connect({ messages: three, script: { 'UID FETCH': (command) => {
      if (/BODY/.test(command.args)) command.send('* OK [UIDVALIDITY 2] renumbered\r\n');
      command.honest();
    } } });
    expect(await failure(fetchAll(open))).toMatchObject({ kind: 'cursor', code: 'uidvalidity-changed' });
  });

  it('finds UIDs outside of what was asked, zero, twice, out of order, and words', async () => {
    const open = await connect({ script: { 'UID SEARCH': (command) => (command.send('* SEARCH 9 3 3 0 5 99999999999 -1 abc 2.5 700\r\n'), command.ok()) } });
    expect(await open.searchRange('INBOX', 1, 2, 9)).toEqual([3, 5, 9]);
  });

  it('answers a search as RFC 9051 has it', async () => {
    const open = await connect({ script: { 'UID SEARCH': (command) => (command.send('* ESEARCH (TAG "x") UID ALL 2:4,8,1:4294967295000\r\n'), command.ok()) } });
    expect(await open.searchRange('INBOX', 1, 1, 100)).toEqual([2, 3, 4, 8]);
  });
});

// Only root may mount; elsewhere the blob store's own tests stand for it.
it.runIf(process.getuid?.() === 0)('a disk that is full while messages are stored ends the fetch, and there is no half file', async () => {
  const small = mkdtempSync(join(tmpdir(), 'ec-faults-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', small], { stdio: 'ignore' });
  } catch {
    // A container without the right to mount.
    return rmSync(small, { recursive: true });
  }
  try {
    const noise = (uid: number): LyingMessage => ({ uid, raw: Buffer.concat([Buffer.from('Subject: noise\r\n\r\n'), randomBytes(200_000)]) });
    const { settings, caFile } = await start({ messages: [noise(1), noise(2), noise(3), noise(4)] });
    const blobs = createFolderBlobStore({ folder: small });
    session = await createMailServer({ blobs, parser: createSimpleParser(), caFile, maxMessageBytes: 1e7 }).connect(settings());
    expect(await failure(fetchAll(session, [1, 2, 3, 4]))).toMatchObject({ kind: 'transient', code: 'disk-full', remedier: 'administrator' });
    await blobs.sweep(0);
    expect(readdirSync(join(small, 'tmp'))).toEqual([]);
  } finally {
    execFileSync('umount', [small]);
    rmSync(small, { recursive: true });
  }
});

it('needs three round trips after the login to see that nothing changed, whatever the server offers', async () => {
  const capabilities = 'IMAP4rev1 ID NAMESPACE ENABLE CONDSTORE QRESYNC COMPRESS=DEFLATE IDLE LIST-EXTENDED SPECIAL-USE IMAP4rev2 UTF8=ACCEPT';
  const open = await connect({ capabilities, script: { LOGIN: (command) => command.ok(`[CAPABILITY ${capabilities}] welcome`) } });
  await open.status('INBOX');
  await open.status('Sent');
  await open.close();
  const names = server!.commands.map((command) => command.split(' ')[0]);
  expect(names.slice(names.indexOf('LOGIN') + 1)).toEqual(['STATUS', 'STATUS', 'LOGOUT']);
});

it('never asks a server to change anything', async () => {
  const open = await connect({ messages: three });
  await open.listMailboxes();
  await open.status('INBOX');
  await fetchAll(open);
  await open.fetchHeaders('INBOX', 1, [1]);
  await open.findMessageId('INBOX', 'm1@test.local');
  await open.close();
  const sent = server!.commands.join('\n');
  expect(sent).not.toMatch(/^(SELECT|STORE|UID STORE|APPEND|COPY|MOVE|EXPUNGE|DELETE|CREATE|RENAME|SUBSCRIBE)/im);
  expect(sent).not.toMatch(/BODY\[/);
  expect(sent).not.toMatch(/:\*/);
});

describe('marking messages as read', () => {
  const written = (): string[] => server!.commands.filter((command) => /^(SELECT|UID STORE|EXAMINE|CLOSE|EXPUNGE)/i.test(command)).map((command) => command.replaceAll('"', ''));
  const selected = (lines: string, answer: string) => (command: LyingCommand): void => {
    command.send(`* 3 EXISTS\r\n* OK [UIDVALIDITY 1] valid\r\n${lines}`);
    command.ok(answer);
  };
  const writable = selected('* OK [PERMANENTFLAGS (\\Seen \\Deleted \\*)] kept\r\n', '[READ-WRITE] open');

  it('opens the mailbox to write for no longer than that, and never closes it, which would expunge', async () => {
    const open = await connect({ messages: three, script: { SELECT: writable } });
    await open.setSeen('INBOX', 1, [3, 1, 2], true);
    expect(await open.searchRange('INBOX', 1, 1, 9)).toEqual([1, 2, 3]);
    expect(written()).toEqual(['SELECT INBOX', 'UID STORE 1:3 +FLAGS.SILENT (\\Seen)', 'EXAMINE INBOX']);
  });

  it('names many in several commands', async () => {
    const open = await connect({ messages: three, script: { SELECT: writable } });
    await open.setSeen('INBOX', 1, Array.from({ length: 1_200 }, (_, index) => index * 2 + 1), false);
    const stores = written().filter((command) => command.startsWith('UID STORE'));
    expect(stores).toHaveLength(3);
    expect(Math.max(...stores.map((command) => command.length))).toBeLessThan(8_000);
    expect(stores[2]).toMatch(/^UID STORE 2001,2003,.*,2399 -FLAGS\.SILENT \(\\Seen\)$/);
  });

  it.each([
    ['grants reading only', { SELECT: selected('', '[READ-ONLY] open') }],
    ['would forget the flag', { SELECT: selected('* OK [PERMANENTFLAGS (\\Deleted)] few\r\n', '[READ-WRITE] open') }],
    ['refuses to open it so', { SELECT: (command: LyingCommand) => command.no('[NOPERM] not for you') }],
    ['refuses the command', { SELECT: writable, 'UID STORE': (command: LyingCommand) => command.no('[NOPERM] not for you') }],
  ])('says what to do when the server %s, and goes on reading', async (_, script) => {
    const open = await connect({ messages: three, script });
    const error = await failure(open.setSeen('INBOX', 1, [1], true));
    expect(error).toMatchObject({ kind: 'transient', code: 'command-refused', remedier: 'owner', message: expect.stringContaining('switch this off in the account') as string });
    expect(written().at(-1)).toBe('EXAMINE INBOX');
    expect(await open.searchRange('INBOX', 1, 1, 9)).toEqual([1, 2, 3]);
  });

  it('changes nothing where the mailbox was renumbered', async () => {
    const open = await connect({ messages: three, script: { SELECT: writable } });
    expect(await failure(open.setSeen('INBOX', 7, [1], true))).toMatchObject({ kind: 'cursor' });
    expect(written()).toEqual(['SELECT INBOX', 'EXAMINE INBOX']);
  });

  it('tells of a connection that is lost meanwhile', async () => {
    const open = await connect({ messages: three, script: { SELECT: writable, 'UID STORE': (command) => command.cut() } });
    expect(await failure(open.setSeen('INBOX', 1, [1], true))).toMatchObject({ kind: 'transient', code: 'connection-lost' });
  });
});
