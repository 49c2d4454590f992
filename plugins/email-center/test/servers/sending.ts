/** Sending with everything real but the panel: database, raw messages, IMAP, SMTP. */
import { randomUUID } from 'node:crypto';
import { createFolderBlobStore } from '../../server/src/adapters/blobs';
import type { EmailCenterDatabase } from '../../server/src/adapters/database';
import { createMailServer } from '../../server/src/adapters/imap';
import { createMimeParser, openPart, readBodies } from '../../server/src/adapters/mime';
import { createDeliverMail } from '../../server/src/adapters/smtp';
import { composeMessage, withDate } from '../../server/src/adapters/smtp/compose-message';
import { DEFAULT_POLICY } from '../../server/src/domain/intake/policy';
import { linkByHand } from '../../server/src/flow/links/link-by-hand';
import { createSendingSettings } from '../../server/src/flow/outbox/sending-settings';
import type { SendingPorts } from '../../server/src/flow/outbox/sending-ports';
import type { Clock } from '../../server/src/flow/ports';
import type { SyncPorts } from '../../server/src/flow/sync-account';
import { createMessageComposer } from '../../server/src/worker/composer';
import { createMessageReader } from '../../server/src/worker/reader';

export interface RealSending {
  database: EmailCenterDatabase;
  clock: Clock;
  blobFolder: string;
  caFile: string;
  timeouts?: { connect: number; silence: number; command: number };
  drafts?: { released: string[]; sent: string[] };
}

const silent = (): void => undefined;

export function realSending({ database, clock, blobFolder, caFile, timeouts = { connect: 5_000, silence: 10_000, command: 60_000 }, drafts = { released: [], sent: [] } }: RealSending): SendingPorts & SyncPorts {
  const blobs = createFolderBlobStore({ folder: blobFolder, durable: false });
  const parser = createMimeParser();
  const policies = { load: async () => DEFAULT_POLICY, contextFor: async () => ({ kind: 'personal' as const }) };
  const notifier = { filed: silent, accountChanged: silent, outboxChanged: silent, statesChanged: silent, notesChanged: silent };
  return {
    ...database, policies, notifier, blobs, clock: { now: () => clock.now(), every: repeat }, logger: { debug: silent, info: silent, warn: silent, error: silent }, random: () => 0.5,
    scheduler: { cancelAccount: async () => undefined, runOutbox: async () => undefined }, ownSent: (accountId, ids) => database.outbox.identitiesOf(accountId, ids),
    sending: createSendingSettings({ sendingSettings: database.sendingSettings, policies, notifier }), composer: createMessageComposer(blobs, parser, { composeMessage, withDate }),
    deliver: createDeliverMail({ caFile, timeouts }), server: createMailServer({ blobs, parser, caFile, timeouts, maxMessageBytes: 50_000_000 }),
    reader: createMessageReader(blobs, parser, { readBodies, openPart }, (html) => ({ html, blockedRemote: 0 })), people: { active: async (ids) => new Set(ids), standing: async () => 'sends' },
    drafts: { release: async (id) => void drafts.released.push(id), sent: async (id) => void drafts.sent.push(id) },
    linkByHand: (request) => linkByHand({ links: database.links, policies, clock }, { ...request, restore: false }), newId: randomUUID, maxSendBytes: 30_000_000,
  };
}

function repeat(milliseconds: number, run: () => void): () => void {
  const timer = setInterval(run, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
