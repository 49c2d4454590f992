import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import type { WithoutRoom } from '../servers/blobs-without-room';
import { buildThreadEntry } from '../servers/import-thread-entry';

const run = promisify(execFile);

/** A namespace in which anybody may mount (user_namespaces(7)); what is mounted there is gone with its last process. */
const OWN_MOUNTS = ['--user', '--map-root-user', '--mount', 'sh', '-c'];
const SMALL_DISK = 'mount -t tmpfs -o size=1M tmpfs "$1"';

describe('a blob store that runs out of room, whoever runs it', () => {
  let child: Awaited<ReturnType<typeof buildThreadEntry>>;
  let folder: string;

  const told = async (command: string, args: readonly string[], script: string): Promise<WithoutRoom> =>
    JSON.parse((await run(command, [...args, `${script} && exec "$2" "$3" "$1"`, 'sh', folder, process.execPath, child.entry])).stdout) as WithoutRoom;

  beforeAll(async () => {
    child = await buildThreadEntry(path.join(__dirname, '../servers/blobs-without-room.ts'));
  });
  afterAll(() => child?.remove());
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ec-full-disk-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('says that the disk is full, leaves no half file, and goes on with what there is room for', async ({ skip }) => {
    const mountable = await run('unshare', [...OWN_MOUNTS, SMALL_DISK, 'sh', folder]).then(() => true, () => false);
    if (!mountable) skip('This system lets nobody but root mount, not even in a namespace of their own.');
    const { failures, left, intact, goesOn } = await told('unshare', OWN_MOUNTS, SMALL_DISK);
    expect(failures).toMatchObject([{ kind: 'transient', code: 'disk-full' }, { kind: 'transient', code: 'disk-full' }]);
    expect({ left, intact, goesOn }).toEqual({ left: [], intact: true, goesOn: true });
  });

  it('leaves no half file where the system limits the size of files', async () => {
    // Blocks of 512 octets; the write that meets the limit ends early, the next one fails (setrlimit(2), RLIMIT_FSIZE).
    const { failures, left, intact, goesOn } = await told('sh', ['-c'], 'ulimit -f 2000');
    expect(failures.map((failure) => failure.detail)).toEqual([expect.stringContaining('EFBIG'), expect.stringContaining('EFBIG')]);
    expect({ left, intact, goesOn }).toEqual({ left: [], intact: true, goesOn: true });
    expect(await readdir(path.join(folder, 'tmp'))).toEqual([]);
  });
});
