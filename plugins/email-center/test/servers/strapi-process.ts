/**
 * A real Strapi as a process of its own, for what can only be shown by killing it. The folder and its database outlive
 * the process, so that it can be started again where it was.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface StrapiProcess {
  url: string;
  pid: number;
  /** Ends it at once, as a power cut would (SIGKILL); resolves when it is gone. */
  kill(): Promise<void>;
  /** Ends it the usual way (SIGTERM); resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Rejects with what the process printed when it ends before it listens. */
export async function startStrapiProcess(appDir: string, environment: NodeJS.ProcessEnv = {}): Promise<StrapiProcess> {
  const child = fork(path.join(__dirname, 'strapi-main.cjs'), [appDir], {
    cwd: appDir,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true', PORT: '0', ...environment },
  });
  const port = await listening(child);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const gone = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await gone)[0];
  };
  return { url: `http://127.0.0.1:${port}`, pid: child.pid!, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}

function listening(child: ChildProcess): Promise<number> {
  let printed = '';
  const keep = (chunk: Buffer): void => void (printed = (printed + chunk.toString()).slice(-5_000));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port));
    child.once('exit', (code) => reject(new Error(`Strapi ended with ${code} before it listened:\n${printed}`)));
  });
}
