/** A center in memory that knows whose messages are whose and nothing else, for tests of the edge. */
import type { BulkResult, NoteDto, SavedSearchDto, TagDto } from '../../shared/contracts';
import { MailError } from '../../server/src/domain/mail/mail-error';
import type { Center } from '../../server/src/flow/center/center';
import type { CenterViewer } from '../../server/src/flow/center/viewer';
import type { Tasks } from '../../server/src/flow/tasks';

export interface FakeCenter extends Center {
  addNote(...args: Parameters<Center['addNote']>): Promise<NoteDto>;
  /** A note of that person on the message. */
  addStoredNote(userId: number, messageId: string): NoteDto;
  addTag(): TagDto;
  addSearch(userId: number): SavedSearchDto;
}

const notFound = (): MailError => new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such message.', remedier: 'owner' });

export function createFakeCenter({ calls, tasks, sees }: { calls: string[]; tasks: Tasks; sees(viewer: CenterViewer, messageId: string): Promise<boolean> }): FakeCenter {
  let counter = 0;
  const notes = new Map<string, NoteDto>();
  const tags = new Map<string, TagDto>();
  const searches = new Map<string, { search: SavedSearchDto; userId: number }>();
  const bulk = async (verb: string, viewer: CenterViewer, ids: readonly string[]): Promise<BulkResult> => {
    const result: BulkResult = { changed: [], refused: [] };
    for (const id of ids) {
      if (await sees(viewer, id)) result.changed.push(id);
      else result.refused.push({ id, why: 'There is no such message.' });
    }
    calls.push(`${verb} ${result.changed.join(' ')}`);
    return result;
  };
  const check = async (viewer: CenterViewer, id: string): Promise<void> => {
    if (!(await sees(viewer, id))) throw notFound();
  };
  const fake: FakeCenter = {
    addStoredNote(userId, messageId) {
      const note: NoteDto = { id: String(++counter), messageId, author: { id: userId, name: 'Author' }, text: 'Look', mentions: [], createdAt: '2026-01-02T00:00:00.000Z', canRemove: true };
      notes.set(note.id, note);
      return note;
    },
    addTag() {
      const tag: TagDto = { id: `tag-${++counter}`, name: 'Urgent', color: 'danger' };
      tags.set(tag.id, tag);
      return tag;
    },
    addSearch(userId) {
      const search: SavedSearchDto = { id: `search-${++counter}`, name: 'Invoices', q: 'invoice', shared: false, own: true };
      searches.set(search.id, { search, userId });
      return search;
    },
    items: { describe: async () => [] },
    views: async () => ({ views: [] }),
    list: async () => ({ items: [], next: null }),
    async conversation(viewer, messageId) {
      await check(viewer, messageId);
      return { items: [], next: null, notes: [...notes.values()].filter((note) => note.messageId === messageId) };
    },
    setStates: (viewer, ids) => bulk('states', viewer, ids),
    link: (viewer, ids, record, how) => bulk(`${how} ${record.recordId}`, viewer, ids),
    assign: (viewer, ids, to) => bulk(`assign ${to}`, viewer, ids),
    erase: async (viewer, ids) => tasks.start({ kind: 'erase-messages', subject: `user:${viewer.userId}`, input: (await bulk('erase', viewer, ids)).changed, userId: viewer.userId }),
    async people(viewer, messageId) {
      await check(viewer, messageId);
      return [];
    },
    async addNote(viewer, messageId) {
      await check(viewer, messageId);
      return fake.addStoredNote(viewer.userId, messageId);
    },
    async removeNote(viewer, id) {
      const note = notes.get(id);
      if (note === undefined) throw notFound();
      await check(viewer, note.messageId);
      notes.delete(id);
    },
    tags: {
      list: async () => [...tags.values()],
      add: async (_viewer, tag) => ({ ...fake.addTag(), ...tag }),
      change: async (id, tag) => ({ id, ...tag }),
      remove: async (id) => void tags.delete(id),
    },
    searches: {
      list: async ({ userId }) => [...searches.values()].filter((one) => one.userId === userId).map(({ search }) => search),
      async load({ userId }, id) {
        const found = searches.get(id);
        if (found?.userId !== userId) throw notFound();
        return found.search;
      },
      add: async ({ userId }, search) => ({ ...fake.addSearch(userId), ...search }),
      async remove(viewer, id) {
        await fake.searches.load(viewer, id);
        searches.delete(id);
      },
    },
  };
  return fake;
}
