/** An import thread that ends itself on request, to see what becomes of those who wait for it. */
import { parentPort } from 'node:worker_threads';
import type { MailServer, MessageReader } from '../../server/src/flow/ports';
import { serveThread } from '../../server/src/worker/serve';

const die = (): void => void setImmediate(() => {
  throw new Error('thread died');
});
const forever = new Promise<never>(() => undefined);

const reader: Pick<MessageReader, 'readBody' | 'openRaw' | 'reparse'> = {
  readBody(key) {
    if (key === 'live') return Promise.resolve({ text: 'alive', html: null, blockedRemote: 0, inline: {} });
    if (key === 'hang then die') die();
    return forever;
  },
  reparse() {
    die();
    return forever;
  },
  async openRaw() {
    async function* half(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      die();
      await forever;
    }
    return half();
  },
};
const nobody: MailServer = { connect: () => forever };

serveThread(parentPort!, { server: nobody, reader: reader as MessageReader, composer: { compose: async () => Promise.reject(new Error('unused')), redate: async () => Promise.reject(new Error('unused')) }, blobs: { delete: async () => undefined, deleteUntouched: async () => Promise.reject(new Error('unused')) }, draftFiles: { keep: async () => Promise.reject(new Error('unused')) }, cleanDraft: (html) => ({ html, text: html }) });
