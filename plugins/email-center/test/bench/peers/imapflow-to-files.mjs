/**
 * The peer that does least: imapflow reads a mailbox in ranges and writes each message to a plain file. Runs as a
 * process of its own, so that its time and memory can be measured.
 * Arguments: port, login, password, CA file, folder.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { ImapFlow } from 'imapflow';

const RANGE = 500;
const OPEN_WRITES = 32;

const [port, user, pass, caFile, folder] = process.argv.slice(2);
const client = new ImapFlow({
  host: 'localhost', port: Number(port), secure: true, auth: { user, pass },
  tls: { ca: readFileSync(caFile) }, logger: false, disableAutoIdle: true,
});
mkdirSync(folder, { recursive: true });
await client.connect();
const mailbox = await client.mailboxOpen('INBOX', { readOnly: true });
const writes = new Set();
for (let first = 1; first <= mailbox.exists; first += RANGE) {
  const range = `${first}:${Math.min(mailbox.exists, first + RANGE - 1)}`;
  for await (const message of client.fetch(range, { uid: true, flags: true, internalDate: true, source: true })) {
    const write = writeFile(`${folder}/${message.uid}.eml`, message.source).finally(() => writes.delete(write));
    writes.add(write);
    if (writes.size >= OPEN_WRITES) await Promise.race(writes);
  }
}
await Promise.all(writes);
await client.logout();
