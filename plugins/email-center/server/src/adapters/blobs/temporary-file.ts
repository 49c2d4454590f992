import { closeSync, fdatasync, mkdirSync, openSync, renameSync, rmSync, writeSync, writevSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const synchronize = promisify(fdatasync);

/**
 * A file on its way to its final name. All but the wait for the disk is done by synchronous calls: the store runs in the
 * import thread, where a round through Node's thread pool costs more than the call itself.
 */
export class TemporaryFile {
  private file: number | null;

  constructor(private readonly path: string) {
    this.file = createFile(path);
  }

  /** A write may end early without an error, for example just before a disk is full. */
  write(buffers: readonly Uint8Array[]): void {
    const wanted = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
    const written = writevSync(this.opened, buffers);
    if (written === wanted) return;
    let rest = Buffer.concat(buffers).subarray(written);
    while (rest.length > 0) rest = rest.subarray(writeSync(this.opened, rest));
  }

  /** Puts the file in the place of `path`, when `durable` after its octets have reached the disk. */
  async moveTo(path: string, durable: boolean): Promise<void> {
    if (durable) await synchronize(this.opened);
    this.close();
    moveInto(this.path, path);
  }

  /** Removes the file; never throws, because a failure is being told already. What cannot be removed now is swept later. */
  abandon(): void {
    for (const step of [() => this.close(), () => rmSync(this.path, { force: true })]) {
      try {
        step();
      } catch {
        // The failure that led here says more.
      }
    }
  }

  private get opened(): number {
    if (this.file === null) throw new TypeError('The temporary file was closed already.');
    return this.file;
  }

  private close(): void {
    const file = this.file;
    this.file = null;
    if (file !== null) closeSync(file);
  }
}

function createFile(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return openSync(path, 'wx', 0o600);
  }
}

/** Renames; makes the folder of the new place where it is not there. */
export function moveInto(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    renameSync(from, to);
  }
}
