/**
 * One application for all tests of a project: the quickstart in a folder of its own. For the walks it is started as a newcomer does,
 * stopped, and started again as on the next day; for the screens it is empty. What was seen on the way is given to the tests.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePorts } from '../../servers/free-ports';
import { signIn } from './api';
import { freePort, startQuickstart, stopQuickstart, type Quickstart } from './quickstart';

export interface Host {
  /** Where Strapi listens, e.g. `http://127.0.0.1:40123`. */
  url: string;
  email: string;
  password: string;
  /** Of the first administrator, signed in. */
  token: string;
  /** The folder with its settings and data. */
  home: string;
  firstStart: string[];
  /** The exit code after the first start; null where there was but one. */
  firstEnd: number | null;
  /** The same as the first where there was but one. */
  secondStart: string[];
}

declare module 'vitest' {
  export interface ProvidedContext {
    host: Host;
  }
}

async function start(home: string, forWalks: boolean): Promise<{ running: Quickstart; host: Host }> {
  const port = await freePort();
  const [imap, smtp] = await freePorts(2);
  // Two hosts that start at the same moment would both choose the usual ports. The demo keeps everything in its folder; what is
  // for real use lies with the application, unless it is told otherwise.
  const settings = forWalks ? { DEMO_IMAP_PORT: imap, DEMO_SMTP_PORT: smtp } : { DATABASE_FILENAME: path.join(home, 'strapi.db'), EMAIL_CENTER_BLOB_FOLDER: path.join(home, 'blobs') };
  writeFileSync(path.join(home, '.env'), Object.entries(settings).map(([name, value]) => `${name}=${value}\n`).join(''), { mode: 0o600 });
  const first = await startQuickstart(home, port, forWalks ? [] : ['--no-demo']);
  const firstEnd = forWalks ? await stopQuickstart(first) : null;
  const running = forWalks ? await startQuickstart(home, port) : first;
  const { url, email, password } = running;
  const token = await signIn(url, email, password);
  return { running, host: { url, email, password, token, home, firstStart: first.lines, firstEnd, secondStart: running.lines } };
}

export default async function startHost(project: TestProject): Promise<() => Promise<void>> {
  if (project.name === 'walks' && project.vitest.config.fileParallelism) throw new Error('The walks share one host that they change: run them with --no-file-parallelism.');
  const home = mkdtempSync(path.join(tmpdir(), 'email-center-browser-'));
  const { running, host } = await start(home, project.name === 'walks').catch((error: unknown) => {
    rmSync(home, { recursive: true, force: true });
    throw error;
  });
  project.provide('host', host);
  return async () => {
    await stopQuickstart(running);
    rmSync(home, { recursive: true, force: true });
  };
}
