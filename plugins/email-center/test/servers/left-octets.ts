/** The originals that a running Strapi has on its disk, and the look that discards what is left over, as if two hours had passed. */
import { readdirSync, utimesSync } from 'node:fs';
import path from 'node:path';
import type { Knex } from 'knex';
import { createFolderBlobStore } from '../../server/src/adapters/blobs';
import { createLeftOctetsStore } from '../../server/src/adapters/database/left-octets';
import { discardLeft } from '../../server/src/flow/left-octets/discard-left';
import type { StrapiServer } from './strapi';

const TWO_HOURS = 7_200_000;

const folderOf = (server: StrapiServer): string => path.join(server.strapi.dirs.app.root, 'blobs');

/** Keys of the files that are there, sorted. */
export function originalsOnDisk(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((file) => (file.isFile() && /^[0-9a-f]{64}$/.test(file.name) ? [file.name] : [])).sort();
}

export function ageOriginals(folder: string): void {
  const then = (Date.now() - TWO_HOURS) / 1000;
  for (const key of originalsOnDisk(folder)) utimesSync(path.join(folder, key.slice(0, 2), key), then, then);
}

/** What is on the disk before and after the look, and what messages and their copies refer to; sorted. */
export async function lookTwoHoursLater(server: StrapiServer): Promise<{ before: string[]; after: string[]; referred: string[] }> {
  const folder = folderOf(server);
  const knex: Knex = server.strapi.db.connection;
  const before = originalsOnDisk(folder);
  ageOriginals(folder);
  await discardLeft({
    leftOctets: createLeftOctetsStore({ knex, client: 'sqlite' }), blobs: createFolderBlobStore({ folder }), clock: { now: () => new Date(Date.now() + TWO_HOURS) },
  }, new AbortController().signal);
  const keys = [...(await knex('email_center_messages').pluck('raw_key')), ...(await knex('email_center_deliveries').pluck('raw_key'))] as string[];
  return { before, after: originalsOnDisk(folder), referred: [...new Set(keys)].sort() };
}
