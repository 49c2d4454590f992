/** Starts the application as a newcomer does, with `npm run quickstart`, and stops it by its id. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(__dirname, '../../../../..');

export interface Quickstart {
  child: ChildProcess;
  /** What it said until it was ready. */
  lines: string[];
  url: string;
  email: string;
  password: string;
}

/** A port of the loopback interface that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves at the line that says "ready"; rejects with everything said when it ends before. @param args of the command */
export async function startQuickstart(home: string, port: number, args: readonly string[] = []): Promise<Quickstart> {
  // As under npm, it ends by itself when the process that started it is gone.
  const env = { ...process.env, QUICKSTART_HOME: home, PORT: String(port), HOST: '127.0.0.1', npm_lifecycle_event: 'quickstart' };
  const child = spawn(process.execPath, [path.join(ROOT, 'scripts/quickstart.mjs'), ...args], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  child.stderr.on('data', (text: Buffer) => lines.push(text.toString()));
  const output = createInterface({ input: child.stdout });
  return new Promise((resolve, reject) => {
    output.on('line', (line) => {
      lines.push(line);
      const ready = /^ready (http:\S+)\/admin admin=(\S+@\S+) password=(\S+)$/.exec(line);
      if (ready) resolve({ child, lines: [...lines], url: ready[1] ?? '', email: ready[2] ?? '', password: ready[3] ?? '' });
    });
    child.once('exit', () => reject(new Error(`The quickstart ended:\n${lines.join('\n')}`)));
  });
}

/** Ends it as Ctrl-C does; resolves with its exit code. */
export async function stopQuickstart({ child }: Quickstart): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = (await exit) as [number | null];
  return code;
}
