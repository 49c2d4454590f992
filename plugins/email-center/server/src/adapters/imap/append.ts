/** APPEND (RFC 9051 section 6.3.12): what was sent, filed in its mailbox. */
import type { BlobStore } from '../../flow/ports';
import type { Connection } from './connection';
import { appendDate, atom, encodePath } from './responses';

/** A slow line may need so long for each octet, in milliseconds, before the server can say anything. */
const MS_PER_OCTET = 1 / 50;

/**
 * Puts a stored message into a mailbox. It is held in memory as a whole, because a literal is: a sent message has some tens of
 * megabytes at most. Rejects with `mailbox-missing`, and as any command does.
 */
export async function appendMessage(connection: Connection, blobs: Pick<BlobStore, 'open'>, path: string, rawKey: string, { flags, internalDate }: { flags: readonly string[]; internalDate: string }): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await blobs.open(rawKey)) chunks.push(chunk);
  const octets = Buffer.concat(chunks);
  await connection.run('APPEND', [encodePath(path), flags.map(atom), { type: 'STRING', value: appendDate(internalDate) }, { type: 'LITERAL', value: octets }], {}, Math.ceil(octets.length * MS_PER_OCTET));
}
