/** Writing over stores in memory, with the promises the real ones make. */
import { createHash } from 'node:crypto';
import { MailError } from '../../server/src/domain/mail/mail-error';
import type { Submission } from '../../server/src/flow/outbox/submission';
import type { MessageReader } from '../../server/src/flow/ports';
import type { Queries } from '../../server/src/flow/queries';
import type { Correspondent, DraftFile, DraftStore, MediaFile, OriginalStore, PanelPerson, StoredDraft, StoredTemplate } from '../../server/src/flow/writing/ports';
import type { FoundRecord } from '../../server/src/flow/links/records';
import type { Writer } from '../../server/src/flow/writing/writer';
import { createWriting, type Writing, type WritingPorts } from '../../server/src/flow/writing/writing';

const refuse = (code: 'not-found' | 'conflict', message: string): MailError => new MailError({ kind: 'malformed', code, message, remedier: 'owner' });

export class FakeDraftStore implements DraftStore {
  readonly drafts = new Map<string, StoredDraft>();
  readonly rows = new Map<string, DraftFile & { state: 'pending' | 'kept' | 'removed'; at: number }>();

  constructor(private readonly now: () => number) {}

  async insert(draft: StoredDraft): Promise<void> {
    this.drafts.set(draft.id, structuredClone(draft));
  }
  async load(userId: number, id: string): Promise<StoredDraft | null> {
    const draft = this.drafts.get(id);
    return draft?.userId === userId ? structuredClone(draft) : null;
  }
  async list(userId: number): ReturnType<DraftStore['list']> {
    const open = [...this.drafts.values()].filter((draft) => draft.userId === userId && draft.state === 'open').sort((a, b) => b.updatedAt - a.updatedAt);
    return { items: open.map(({ id, kind, accountId, to, subject, about, record, updatedAt, text }) => ({ id, kind, accountId, to, subject, about, record, updatedAt, preview: text, attachmentCount: 0 })), next: null };
  }
  async save(userId: number, id: string, version: number, change: object): Promise<StoredDraft> {
    const draft = this.drafts.get(id);
    if (draft === undefined || draft.userId !== userId || draft.state !== 'open') throw refuse('not-found', 'gone');
    if (draft.version !== version) throw refuse('conflict', 'saved elsewhere');
    Object.assign(draft, Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)), { version: version + 1, updatedAt: this.now() });
    return structuredClone(draft);
  }
  async remove(userId: number, id: string): Promise<DraftFile[] | null> {
    const draft = this.drafts.get(id);
    if (draft === undefined || draft.userId !== userId || draft.state !== 'open') return null;
    return this.finish(id);
  }
  async claim(userId: number, id: string, version: number, sendAt: number): Promise<boolean> {
    const draft = this.drafts.get(id);
    if (draft?.userId !== userId || draft.state !== 'open' || draft.version !== version) return false;
    Object.assign(draft, { state: 'sending', outboxId: null, sendAt });
    return true;
  }
  async submitted(id: string, outboxId: string): Promise<void> {
    const draft = this.drafts.get(id);
    if (draft?.state === 'sending') draft.outboxId = outboxId;
  }
  async reopen(id: string): Promise<boolean> {
    const draft = this.drafts.get(id);
    if (draft?.state !== 'sending') return false;
    Object.assign(draft, { state: 'open', outboxId: null, version: draft.version + 1 });
    return true;
  }
  async finish(id: string): Promise<DraftFile[]> {
    this.drafts.delete(id);
    const files = [...this.rows.values()].filter((file) => file.draftId === id && file.state === 'kept');
    for (const file of files) Object.assign(file, { state: 'removed', at: this.now() });
    return files;
  }
  async listStuck(): Promise<{ id: string; userId: number }[]> {
    return [...this.drafts.values()].filter(({ state, outboxId }) => state === 'sending' && outboxId === null);
  }
  async files(draftId: string): Promise<DraftFile[]> {
    return [...this.rows.values()].filter((file) => file.draftId === draftId && file.state === 'kept').map(({ state: _state, at: _at, ...file }) => file);
  }
  async begin(file: DraftFile): Promise<void> {
    this.rows.set(file.id, { ...file, state: 'pending', at: this.now() });
  }
  async keep(id: string, size: number): Promise<boolean> {
    const row = this.rows.get(id);
    if (row?.state !== 'pending') return false;
    const isOpen = this.drafts.get(row.draftId)?.state === 'open';
    Object.assign(row, { state: isOpen ? 'kept' : 'removed', size });
    return isOpen;
  }
  async drop(draftId: string, id: string): Promise<DraftFile | null> {
    const row = this.rows.get(id);
    if (row?.draftId !== draftId || row.state !== 'kept') return null;
    Object.assign(row, { state: 'removed', at: this.now() });
    return row;
  }
  async forget(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.rows.delete(id);
  }
  async listLeftOvers(before: number): Promise<DraftFile[]> {
    return [...this.rows.values()].filter((row) => row.state !== 'kept' && row.at < before);
  }
}

export class FakeDraftBlobs {
  readonly octets = new Map<string, Buffer>();

  async keep(key: string, source: AsyncIterable<Uint8Array>): Promise<{ size: number }> {
    const pieces: Uint8Array[] = [];
    for await (const piece of source) pieces.push(piece);
    this.octets.set(key, Buffer.concat(pieces));
    return { size: this.octets.get(key)!.length };
  }
  async open(key: string): Promise<AsyncIterable<Uint8Array>> {
    const octets = this.octets.get(key);
    if (octets === undefined) throw new MailError({ kind: 'malformed', code: 'blob-missing', message: 'missing', remedier: 'administrator' });
    return (async function* () {
      yield octets;
    })();
  }
  async delete(key: string): Promise<void> {
    this.octets.delete(key);
  }
}

export interface FakeWriting {
  writing: Writing;
  drafts: FakeDraftStore;
  blobs: FakeDraftBlobs;
  templates: Map<string, StoredTemplate>;
  submitted: Submission[];
  /** What the next submission rejects with. */
  refusal: MailError | null;
  people: PanelPerson[];
  mail: Correspondent[];
  failing: Set<string>;
  records: FoundRecord[];
  addresses: Map<string, string[]>;
  media: Map<number, MediaFile>;
  documents: Map<string, Awaited<ReturnType<OriginalStore['findDocument']>>>;
  threading: Map<string, { messageId: string | null; inReplyTo: string[]; references: string[] }>;
  fields: Map<string, string | null>;
  settings: Map<string, { displayName?: string; signatureHtml?: string }>;
  time: number;
  ports: WritingPorts;
}

/** `queries` and `reader` are those of the test. HTML is kept as it comes, and its text is what stands between the tags. */
export function createFakeWriting(queries: Pick<Queries, 'listAccounts' | 'loadMessage'>, reader: MessageReader, maxSendBytes = 35 * 1024 * 1024): FakeWriting {
  let counter = 0;
  const fake = {
    blobs: new FakeDraftBlobs(), templates: new Map(), submitted: [], refusal: null, people: [], mail: [], failing: new Set(), records: [], addresses: new Map(), media: new Map(), documents: new Map(),
    threading: new Map(), fields: new Map(), settings: new Map(), time: Date.parse('2026-11-12T10:00:00.000Z'),
  } as unknown as FakeWriting;
  fake.drafts = new FakeDraftStore(() => fake.time);
  const clock = { now: () => new Date(fake.time) };
  const logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  fake.ports = {
    drafts: fake.drafts, draftBlobs: fake.blobs, clock, logger, newId: () => `id-${++counter}`, digest: (text) => createHash('sha256').update(text).digest('hex'),
    queries, reader, maxSendBytes, sending: { load: async (id) => ({ displayName: '', signatureHtml: '', archiveAddress: null, sentFiling: 'auto', perMinute: 30, ...fake.settings.get(id) }) },
    originals: { threading: async (id) => fake.threading.get(id) ?? null, findDocument: async (id) => fake.documents.get(id) ?? null },
    clean: async (html, images) => {
      const named = html.replace(/data-part="([^"]*)"/g, (whole, part: string) => (images.parts[part] === undefined ? whole : `src="cid:${images.parts[part]}"`));
      return { html: named, text: named.replace(/<[^>]*>/g, '') };
    },
    isReadable: async ({ recordId }) => recordId !== 'secret',
    readableRecords: async (records) => records.filter(({ recordId }) => recordId !== 'secret').map(({ recordType, recordId }) => ({ recordType, recordId, typeName: 'Candidate', label: `Label ${recordId}` })),
    addresses: { find: async (wanted) => [...fake.addresses].flatMap(([recordId, known]) => known.filter((address) => wanted.includes(address)).map((address) => ({ address, recordType: 'api::candidate.candidate', recordId, field: 'email', enteredAt: '2026-01-01T00:00:00.000Z' }))) },
    templates: {
      list: async (userId) => [...fake.templates.values()].filter(({ ownerId, shared }) => shared || ownerId === userId), load: async (id) => fake.templates.get(id) ?? null,
      save: async (template) => void fake.templates.set(template.id, template), remove: async (id) => void fake.templates.delete(id),
    },
    recordFields: { list: async () => [...fake.fields.keys()].map((name) => ({ name, label: name })), load: async (_record, names) => new Map(names.map((name) => [name, fake.fields.get(name) ?? null])) },
    people: {
      search: async (q, limit) => fake.people.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(q)).slice(0, limit),
      load: async () => ({ name: 'Petra Klein', firstName: 'Petra', lastName: 'Klein', email: 'petra@panel.test', language: 'de' }),
    },
    recordTypes: () => [{ uid: 'api::candidate.candidate' }],
    openMedia: async (id) => fake.media.get(id) ?? null,
    correspondents: { find: async () => fake.mail, failing: async (addresses) => new Set(addresses.filter((address) => fake.failing.has(address))) },
    records: { search: async () => fake.records },
    links: { addressesOf: async ({ recordType, recordId }) => (fake.addresses.get(recordId) ?? []).map((address) => ({ address, recordType, recordId, field: 'email', enteredAt: '2026-01-01T00:00:00.000Z' })) },
    recordNames: { describe: async (records) => new Map(records.map(({ recordType, recordId }) => [`${recordType} ${recordId}`, { typeName: 'Candidate', label: `Label ${recordId}` }])) },
    outbox: {
      async submit(submission) {
        if (fake.refusal !== null) throw fake.refusal;
        fake.submitted.push(submission);
        return { id: `outbox-${fake.submitted.length}` };
      },
    },
  };
  fake.writing = createWriting(fake.ports);
  return fake;
}

export function fakeWriter(userId: number, change: Partial<Writer> = {}): Writer {
  return {
    userId, viewer: { userId, reads: 'own' }, place: { language: 'de', timeZone: 'Europe/Berlin' }, narrow: async () => ({}), mayReadField: () => true, readableLinks: (links) => [...links],
    conceal: async (held) => held, originalOf: async ({ rawKey }) => rawKey, checkFile: async () => undefined, mayReadMedia: async () => true, ...change,
  };
}
