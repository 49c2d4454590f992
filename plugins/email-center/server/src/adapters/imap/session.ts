import type { HeaderSummary, MailSession } from '../../flow/ports';
import { appendMessage } from './append';
import type { MailServerOptions } from './index';
import type { Connection } from './connection';
import { failedRecipients } from './failed-recipients';
import { fetchItems, headerItems, sizeItems } from './fetch';
import { fetchMessages } from './fetch-messages';
import { UNKNOWN_DATE, readHeader } from './malformed';
import { idle } from './idle';
import { OpenMailbox, listMailboxes, mailboxStatus } from './mailbox';
import { atom, sequence } from './responses';
import { setSeen } from './set-seen';

/** UIDs per FETCH of headers: some 500 KB of answer. */
const HEADERS_PER_FETCH = 100;
const SIZES_PER_FETCH = 500;

export function createSession(connection: Connection, options: MailServerOptions): MailSession & { roundTrips(): number } {
  const mailbox = new OpenMailbox(connection);
  return {
    roundTrips: () => connection.commands,
    listMailboxes: () => listMailboxes(connection),
    status: (path) => mailboxStatus(connection, path),
    searchSince: (path, epoch, since) => mailbox.searchSince(path, epoch, since),
    async searchRange(path, epoch, from, to) {
      if (from > to) return [];
      const found = await mailbox.search(path, epoch, [atom('UID'), sequence(`${from}:${to}`)]);
      return found.filter((uid) => uid >= from && uid <= to);
    },
    async fetchHeaders(path, epoch, uids) {
      await mailbox.open(path, epoch);
      const summaries: HeaderSummary[] = [];
      for (let start = 0; start < uids.length; start += HEADERS_PER_FETCH) {
        const part = uids.slice(start, start + HEADERS_PER_FETCH);
        const found = await fetchItems(mailbox, part, headerItems);
        const failed = await failedRecipients(mailbox, options.parser, new Map([...found].flatMap(([uid, { body }]) => (body ? [[uid, body] as const] : []))));
        for (const uid of part) {
          const items = found.get(uid);
          if (!items) continue;
          summaries.push({
            uid, internalDate: items.internalDate ?? UNKNOWN_DATE, size: items.size ?? 0, seen: items.flags?.includes('\\Seen') ?? false,
            ...readHeader(options.parser, items.body ?? null), failed: failed.get(uid) ?? [],
          });
        }
      }
      return summaries;
    },
    async *fetchMessages(path, epoch, uids, forward) {
      await mailbox.open(path, epoch);
      yield* fetchMessages(mailbox, uids, forward === undefined ? options : { ...options, forward });
    },
    async totalSize(path, epoch, uids) {
      await mailbox.open(path, epoch);
      let total = 0;
      for (let start = 0; start < uids.length; start += SIZES_PER_FETCH) {
        for (const { size } of (await fetchItems(mailbox, uids.slice(start, start + SIZES_PER_FETCH), sizeItems)).values()) total += size ?? 0;
      }
      return total;
    },
    async findMessageId(path, messageId) {
      const found = await mailbox.search(path, null, [atom('HEADER'), { type: 'STRING', value: 'Message-ID' }, { type: 'STRING', value: `<${messageId}>` }]);
      return found.at(-1) ?? null;
    },
    idle: (path) => idle(connection, mailbox, path),
    append: (path, rawKey, as) => appendMessage(connection, options.blobs, path, rawKey, as),
    setSeen: (path, epoch, uids, seen) => setSeen(mailbox, path, epoch, uids, seen),
    close: () => connection.close(),
  };
}
