/**
 * A real mail server for tests: Dovecot in a temporary folder on free loopback ports, stopped by its own process id.
 *
 *   const dovecot = await startDovecot({ users: { 'anna@test.local': 'secret' } });
 *   dovecot.settings('anna@test.local')               // ConnectionSettings over TLS (imaps + submissions)
 *   dovecot.settings('anna@test.local', 'starttls')   // the same over STARTTLS
 *   dovecot.caFile                                    // what its certificate is to be verified with
 *   await dovecot.deliver('anna@test.local', 'INBOX', [{ raw, receivedAt?, seen? }, ...])   // bulk, thousands per second
 *   await dovecot.addUser(address, password); await dovecot.changePassword(address, password)
 *   await dovecot.expunge(address, 'INBOX', 'uid 1:3')  // any doveadm search query
 *   await dovecot.setUidValidity(address, 'INBOX', 42)  // new epoch, messages stay
 *   await dovecot.setNextUid(address, 'INBOX', 5000)    // UIDs jump
 *   await dovecot.doveadm('mailbox', 'create', '-u', address, 'Sent')
 *   await dovecot.stop()
 *
 * Options: certificate 'valid' | 'expired' | 'wrong-name' | 'self-signed' | 'not-yet-valid', or the files of one; tls false: no STARTTLS at all;
 * mailboxes: which exist with which special use (default: Sent with \Sent, Drafts, Trash). Mail sent through its
 * submission ports arrives in the INBOX of the recipient. Runs as root or as any user.
 */
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ConnectionSettings, Security } from '../../server/src/domain/mail/account';
import { createAuthority } from './authority';
import type { CertificateFlaw, IssuedCertificate, TestAuthority } from './authority';
import { dovecotConfig } from './dovecot-config';
import type { DovecotPorts } from './dovecot-config';
import { freePorts } from './free-ports';
import { startRelay } from './relay';

const run = promisify(execFile);

export type CertificateFiles = Pick<IssuedCertificate, 'certFile' | 'keyFile'>;

export interface DovecotOptions {
  users?: Record<string, string>;
  /** Of the test's own authority; or PEM files of somebody else's, for whoever trusts those already. */
  certificate?: CertificateFlaw | CertificateFiles;
  tls?: boolean;
  mailboxes?: Record<string, { specialUse?: string; create?: boolean }>;
}

export interface Delivery {
  raw: string | Uint8Array;
  receivedAt?: Date;
  seen?: boolean;
}

export interface Dovecot {
  folder: string;
  ports: DovecotPorts;
  caFile: string;
  authority: TestAuthority;
  settings(address: string, security?: Security): ConnectionSettings;
  addUser(address: string, password: string): Promise<void>;
  changePassword(address: string, password: string): Promise<void>;
  deliver(address: string, mailbox: string, mails: readonly Delivery[]): Promise<void>;
  expunge(address: string, mailbox: string, query: string): Promise<void>;
  setUidValidity(address: string, mailbox: string, uidValidity: number): Promise<void>;
  setNextUid(address: string, mailbox: string, uid: number): Promise<void>;
  /** Any doveadm command; resolves with what it printed. */
  doveadm(...args: string[]): Promise<string>;
  log(): Promise<string>;
  stop(): Promise<void>;
}

const STANDARD_MAILBOXES = { Sent: { specialUse: '\\Sent' }, Drafts: { specialUse: '\\Drafts' }, Trash: { specialUse: '\\Trash' } };

export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'ec-dovecot-'));
  await chmod(folder, 0o755);
  const root = process.getuid?.() === 0;
  // An id of its own keeps mail processes from running as root, which Dovecot refuses.
  const mailUid = root ? 5000 : process.getuid!();
  await Promise.all(['run', 'state', 'mail', 'import'].map((name) => mkdir(join(folder, name))));
  if (root) await chown(join(folder, 'mail'), mailUid, mailUid);
  const authority = await createAuthority(folder);
  const { certificate = 'valid' } = options;
  const { certFile, keyFile } = typeof certificate === 'string' ? await authority.issue(certificate) : certificate;
  const [imap, imaps, lmtp, submission, submissions, relay] = (await freePorts(6)) as [number, number, number, number, number, number];
  const ports = { imap, imaps, lmtp, submission, submissions, relay };
  const configFile = join(folder, 'dovecot.conf');
  await writeFile(configFile, dovecotConfig({
    folder, ports, certFile, keyFile, mailUid, serviceUser: root ? null : userInfo().username,
    mailboxes: options.mailboxes ?? STANDARD_MAILBOXES, tls: options.tls ?? true,
  }));

  const users = new Map(Object.entries(options.users ?? {}));
  const usersFile = join(folder, 'users');
  let written = 0;
  const writeUsers = async (): Promise<void> => {
    await writeFile(usersFile, [...users].map(([address, password]) =>
      `${address}:{PLAIN}${password}:${mailUid}:${mailUid}::${join(folder, 'mail', address.split('@')[0]!)}::\n`).join(''));
    // Dovecot reads the file again when its time differs by whole seconds.
    const time = Date.now() / 1000 + 2 * written++;
    await utimes(usersFile, time, time);
  };
  await writeUsers();

  const server = spawn('dovecot', ['-F', '-c', configFile], { stdio: ['ignore', 'ignore', 'pipe'] });
  // A test that ends without `stop` leaves no server behind.
  const kill = (): void => void server.kill('SIGTERM');
  process.once('exit', kill);
  const relaying = await startRelay(ports.relay, ports.lmtp);
  await waitForGreeting(server, ports.imap);
  await waitForGreeting(server, ports.submission);

  const doveadm = async (...args: string[]): Promise<string> =>
    (await run('doveadm', ['-c', configFile, ...args], { maxBuffer: 1 << 26 })).stdout;
  let imports = 0;
  const setPassword = async (address: string, password: string): Promise<void> => {
    users.set(address, password);
    await writeUsers();
    const known = (): Promise<boolean> => doveadm('auth', 'test', address, password).then(() => true, () => false);
    for (const deadline = Date.now() + 10_000; !(await known()); ) {
      if (Date.now() > deadline) throw new Error(`dovecot does not take the password of ${address}`);
    }
  };

  return {
    folder, ports, caFile: authority.caFile, authority, doveadm,
    settings: (address, security = 'tls') => ({
      accountId: `account-of-${address}`, address, login: address, password: users.get(address) ?? '',
      imap: { host: '127.0.0.1', port: security === 'tls' ? ports.imaps : ports.imap, security },
      smtp: { host: '127.0.0.1', port: security === 'tls' ? ports.submissions : ports.submission, security },
    }),
    addUser: setPassword,
    changePassword: setPassword,
    async deliver(address, mailbox, mails) {
      const maildir = join(folder, 'import', String(imports++));
      await writeMaildir(maildir, mails);
      if (mailbox !== 'INBOX') await doveadm('mailbox', 'create', '-u', address, mailbox).catch(ignoreExisting);
      // doveadm import keeps the order of the files and takes INTERNALDATE from their time of change.
      await doveadm('import', '-u', address, `maildir:${maildir}`, 'imported', 'all');
      await doveadm('move', '-u', address, mailbox, 'mailbox', 'imported/INBOX', 'all');
      await rm(maildir, { recursive: true });
    },
    expunge: async (address, mailbox, query) => {
      await doveadm('expunge', '-u', address, 'mailbox', mailbox, ...query.split(' '));
    },
    setUidValidity: async (address, mailbox, uidValidity) => {
      await doveadm('mailbox', 'update', '-u', address, '--uid-validity', String(uidValidity), mailbox);
    },
    setNextUid: async (address, mailbox, uid) => {
      await doveadm('mailbox', 'update', '-u', address, '--min-next-uid', String(uid), mailbox);
    },
    log: () => readFile(join(folder, 'dovecot.log'), 'utf8'),
    async stop() {
      const ended = server.exitCode === null ? new Promise((resolve) => server.once('exit', resolve)) : Promise.resolve();
      process.off('exit', kill);
      kill();
      await Promise.all([ended, relaying.stop()]);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function writeMaildir(folder: string, mails: readonly Delivery[]): Promise<void> {
  for (const name of ['cur', 'new', 'tmp']) await mkdir(join(folder, name), { recursive: true, mode: 0o777 });
  await Promise.all(['', 'cur', 'new', 'tmp'].map((name) => chmod(join(folder, name), 0o777)));
  const start = Math.floor(Date.now() / 1000);
  for (const [index, { raw, receivedAt, seen }] of mails.entries()) {
    const octets = typeof raw === 'string' ? Buffer.from(raw) : raw;
    const second = receivedAt ? Math.floor(receivedAt.getTime() / 1000) : start;
    const name = `${start}.M${String(index).padStart(6, '0')}P1.test,S=${octets.length}:2,${seen ? 'S' : ''}`;
    const path = join(folder, 'cur', name);
    await writeFile(path, octets, { mode: 0o644 });
    await utimes(path, second, second);
  }
}

function ignoreExisting(error: unknown): void {
  if (!String(error).includes('already exists')) throw error;
}

/** Resolves when the port greets; rejects when the server ends before. */
async function waitForGreeting(server: ChildProcess, port: number): Promise<void> {
  let complaint = '';
  server.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`dovecot ended with ${server.exitCode}: ${complaint}`);
    if (await greets(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`dovecot did not answer on port ${port}: ${complaint}`);
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean): void => (socket.destroy(), resolve(answer));
    socket.once('data', () => end(true));
    socket.once('error', () => end(false));
    socket.setTimeout(2000, () => end(false));
  });
}
