/** The center: views, states, conversations, notes, tags and saved searches, as the edge calls them. */
import type {
  AddNoteInput, BulkResult, CenterItem, CenterViewsDto, ConversationDto, ListCenterQuery, NoteDto, PersonDto, SavedSearchDto, SaveSearchInput, SaveTagInput, TagDto,
} from '../../../../shared/contracts';
import type { StateWish } from '../../domain/center/decide-states';
import type { RecordRef } from '../../domain/intake/decide-link';
import { MailError } from '../../domain/mail/mail-error';
import type { Work } from '../../domain/work-items/step';
import type { LinkByHandPorts } from '../links/link-by-hand';
import type { Clock, Notifier } from '../ports';
import type { OwnerNames, Page, Queries } from '../queries';
import type { Task, Tasks } from '../tasks';
import type { WorkPorts, WorkQueries } from '../work';
import { addNote, describeNotes, loadPeople, removeNote } from './notes';
import { linkMany } from './link-many';
import { listViews } from './list-views';
import { assignMany, setStates } from './set-states';
import { startErasing } from './erase-many';
import type { CenterItems, CenterLists, NoteStore, PanelReaders, ReachStore, SavedSearchStore, StateStore, TagStore, WritingNumbers } from './ports';
import type { CenterViewer } from './viewer';

export interface CenterPorts {
  centerStores: { items: CenterItems; views: CenterLists; states: StateStore; notes: NoteStore; tags: TagStore; searches: SavedSearchStore; reach: ReachStore };
  queries: Pick<Queries, 'loadMessage'>;
  workQueries: Pick<WorkQueries, 'counts'>;
  work: WorkPorts['work'];
  receivers: WorkPorts['receivers'];
  links: LinkByHandPorts['links'];
  policies: LinkByHandPorts['policies'];
  owners: OwnerNames;
  panelReaders: PanelReaders;
  tasks: Pick<Tasks, 'start'>;
  notifier: Pick<Notifier, 'statesChanged' | 'notesChanged'>;
  clock: Clock;
  numbers: WritingNumbers;
  /** Called behind steps of work, with the work as it then is: what hangs on single steps hangs on these, too. */
  workChanged(works: readonly Work[]): Promise<void>;
}

export interface Center {
  items: Pick<CenterItems, 'describe'>;
  /** The views of this person in their order, with kept numbers. */
  views(viewer: CenterViewer): Promise<CenterViewsDto>;
  /** A page of a view; `search` has its own way, because it depends on more than the viewer. */
  list(viewer: CenterViewer, query: ListCenterQuery): Promise<Page<CenterItem>>;
  /** Rejects with `not-found` when the viewer does not see the message. */
  conversation(viewer: CenterViewer, messageId: string, cursor: string | undefined): Promise<ConversationDto>;
  setStates(viewer: CenterViewer, ids: readonly string[], wish: StateWish): Promise<BulkResult>;
  /** `link` or remove links by hand; whether the person may read the record was asked before. */
  link(viewer: CenterViewer, ids: readonly string[], record: RecordRef, how: 'link' | 'unlink', undo: boolean): Promise<BulkResult>;
  /** To a person, or to nobody. */
  assign(viewer: CenterViewer, ids: readonly string[], to: number | null): Promise<BulkResult>;
  /** Starts the task that erases; rejects with `not-found` when none of them is the viewer's to erase. */
  erase(viewer: CenterViewer, ids: readonly string[]): Promise<Task>;
  people(viewer: CenterViewer, messageId: string): Promise<PersonDto[]>;
  addNote(viewer: CenterViewer, messageId: string, input: AddNoteInput): Promise<NoteDto>;
  removeNote(viewer: CenterViewer, id: string): Promise<void>;
  tags: { list(): Promise<TagDto[]>; add(viewer: CenterViewer, tag: SaveTagInput): Promise<TagDto>; change(id: string, tag: SaveTagInput): Promise<TagDto>; remove(id: string): Promise<void> };
  searches: {
    list(viewer: CenterViewer): Promise<SavedSearchDto[]>;
    /** Rejects with `not-found` for one that is not the viewer's to see. */
    load(viewer: CenterViewer, id: string): Promise<SavedSearchDto>;
    add(viewer: CenterViewer, search: SaveSearchInput): Promise<SavedSearchDto>;
    remove(viewer: CenterViewer, id: string): Promise<void>;
  };
}

/** Messages of a conversation on one page. */
const CONVERSATION_PAGE = 200;

export function createCenter(ports: CenterPorts): Center {
  const { items, views, tags, searches } = ports.centerStores;
  return {
    items: { describe: (viewer, ids) => items.describe(viewer, ids) },
    views: (viewer) => listViews(ports, viewer),
    list: (viewer, query) => views.list(viewer, query),
    async conversation(viewer, messageId, cursor) {
      const found = await views.conversation(viewer, messageId, { limit: CONVERSATION_PAGE, ...(cursor === undefined ? {} : { cursor }) });
      if (found === null) throw notFound('message');
      const readable = found.items.filter((item) => item.view === undefined || item.view === 'everything').map((item) => item.id);
      return { ...found, notes: await describeNotes(ports, viewer, await ports.centerStores.notes.ofMessages(readable)) };
    },
    setStates: (viewer, ids, wish) => setStates(ports, viewer, ids, wish),
    assign: (viewer, ids, to) => assignMany(ports, viewer, ids, to),
    link: (viewer, ids, record, how, undo) => linkMany(ports, viewer, { ids, record, how, undo }),
    erase: (viewer, ids) => startErasing(ports, viewer, ids),
    people: (viewer, messageId) => loadPeople(ports, viewer, messageId),
    addNote: (viewer, messageId, input) => addNote(ports, viewer, messageId, input),
    removeNote: (viewer, id) => removeNote(ports, viewer, id),
    tags: { list: () => tags.list(), add: (viewer, tag) => tags.insert(tag, viewer.userId), change: (id, tag) => tags.update(id, tag), remove: (id) => tags.remove(id) },
    searches: {
      list: ({ userId }) => searches.list(userId),
      async load({ userId }, id) {
        const search = await searches.load(id, userId);
        if (search === null) throw notFound('saved search');
        return search;
      },
      async add({ userId, grants }, search) {
        if (search.shared && !grants.manageRules) throw new MailError({ kind: 'malformed', code: 'invalid-input', field: 'shared', message: 'Your role does not save searches for everybody.', remedier: 'owner' });
        return searches.insert(search, userId);
      },
      async remove({ userId, grants }, id) {
        const search = await searches.load(id, userId);
        if (search === null || !(search.own || (search.shared && grants.manageRules))) throw notFound('saved search');
        await searches.remove(id);
      },
    },
  };
}

export function notFound(what: string): MailError {
  return new MailError({ kind: 'malformed', code: 'not-found', message: `There is no such ${what}.`, remedier: 'owner' });
}
