/** CenterLists on the database: the views of the center, conversations, and the kept numbers. */
import type { CenterItem, ListCenterQuery, ListWorkQuery } from '../../../../../shared/contracts';
import type { CenterLists, ViewNumbers } from '../../../flow/center/ports';
import type { CenterViewer } from '../../../flow/center/viewer';
import { guarded } from '../errors';
import { readKeys } from '../queries/message-keys';
import type { MessageFilter, MessageKey } from '../queries/message-keys';
import { decodeCursor, encodeCursor, timeAndId } from '../queries/page-cursor';
import { listed } from '../queries/sight';
import { TABLES } from '../tables';
import { toNumber } from '../values';
import type { Row } from '../values';
import { findWorkKeys } from '../work-items/list-work';
import { describeItems } from './center-items';
import { codeOf } from './copy-states';
import { readConversation } from './conversations';
import { fittingOf, readPage, type RowFilter, type Wanted } from './looked-through';
import { lookAt, type ItemSource } from './seen-items';
import { standOf, type Stand } from './stand';
import { copyKeys, mentionKeys, snoozedKeys, taggedKeys, type KeyReader } from './view-keys';

/** Numbers that are not kept are counted up to here. */
const COUNTED = 100;

export function createCenterLists(source: ItemSource): CenterLists {
  return {
    list: (viewer, query) => guarded(() => list(source, viewer, query)),
    conversation: (viewer, documentId, page) => guarded(() => readConversation(source, viewer, documentId, page)),
    numbers: (viewer) => guarded(() => loadNumbers(source, viewer)),
  };
}

/** A view's range, and what of the query is not yet part of it. */
interface View {
  read: KeyReader;
  left: RowFilter;
  wholeOnly?: boolean;
  isWork?: boolean;
}

async function list(source: ItemSource, viewer: CenterViewer, query: ListCenterQuery): Promise<{ items: CenterItem[]; next: string | null }> {
  const stand = await standOf(source.knex, viewer);
  const view = viewOf(source, viewer, stand, query);
  if (view === null) return { items: [], next: null };
  const wanted: Wanted = { filter: view.left, wholeOnly: view.wholeOnly === true, isWork: view.isWork === true };
  const { keys, next } = await readPage(view.read, decodeCursor(timeAndId, query.cursor), query.limit, fittingOf(source, viewer, stand, wanted));
  const ids = keys.map(({ id }) => id);
  return { items: await describeItems(source, viewer, ids, { asWork: new Set(wanted.isWork ? ids : []), known: stand }), next };
}

/** Null: nothing can be in it. */
function viewOf(source: ItemSource, viewer: CenterViewer, stand: Stand, query: ListCenterQuery): View | null {
  const { view, id } = query;
  const { account, direction, links, unread, attachments, automatic } = query;
  const beside = { unread, attachments, automatic };
  switch (view) {
    case 'inbox':
    case 'done':
    case 'snoozed': {
      const accounts = stand.own.filter((own) => account === undefined || own === account);
      if (accounts.length === 0 || direction === 'outgoing') return null;
      if (view === 'snoozed') return { read: snoozedKeys(source, accounts), left: { links, ...beside } };
      return { read: copyKeys(source, accounts, view, unread !== undefined), left: { links, attachments, automatic } };
    }
    case 'all':
    case 'unmatched':
      return stored(source, stand, query, view === 'all' ? { direction, links } : { direction: 'incoming', links: 'unmatched' });
    case 'sent':
      return sent(source, stand, query);
    case 'mentioned':
      return { read: mentionKeys(source, viewer.userId), left: { account, direction, links, ...beside }, wholeOnly: true };
    case 'tag':
      return id === undefined ? null : { read: taggedKeys(source, id), left: { account, direction, links, ...beside }, wholeOnly: true };
    case 'search':
      return null;
    default:
      return workView(source, viewer, query);
  }
}

function stored(source: ItemSource, { sight }: Stand, { view, account, shared, direction, links, unread, attachments, automatic }: ListCenterQuery, filter: MessageFilter): View | null {
  if (view === 'unmatched' && (direction === 'outgoing' || links === 'linked')) return null;
  const scope = listed(sight, { account, shared: shared === '1' });
  return { read: (after, limit) => readKeys(source, scope, filter, after, limit), left: { unread, attachments, automatic } };
}

/** What went out of the accounts one sends from, and of no others, whatever else one reads. */
function sent(source: ItemSource, { own, groups }: Stand, { account, direction, links, unread, attachments, automatic }: ListCenterQuery): View | null {
  const sending = [...own, ...groups].filter((one) => account === undefined || one === account);
  if (direction === 'incoming') return null;
  return { read: (after, limit) => readKeys(source, sending, { direction: 'outgoing', links }, after, limit), left: { unread, attachments, automatic } };
}

function workView(source: ItemSource, viewer: CenterViewer, { view, id, work = 'open', account, direction, links, unread, attachments, automatic }: ListCenterQuery): View | null {
  if (view === 'group' && id === undefined) return null;
  const query = { view: view === 'group' ? work : (view as ListWorkQuery['view']), account: view === 'group' ? id : account };
  return {
    isWork: true,
    left: { direction, links, unread, attachments, automatic, ...(view === 'group' ? { account } : {}) },
    async read(after, limit) {
      // A message may be several pieces of work; fewer messages than asked for mean that there are no more.
      const found = new Map<number, MessageKey>();
      let cursor = after === null ? null : encodeCursor(after);
      do {
        const { keys, next } = await findWorkKeys(source, viewer, { ...query, limit, ...(cursor === null ? {} : { cursor }) });
        for (const { messageId, receivedAt } of keys) found.set(messageId, { id: messageId, receivedAt });
        cursor = next;
      } while (cursor !== null && found.size < limit);
      return [...found.values()];
    },
  };
}

async function loadNumbers(source: ItemSource, viewer: CenterViewer): Promise<ViewNumbers> {
  const { knex } = source;
  const stand = await standOf(knex, viewer);
  const { own } = stand;
  const counts = own.length === 0 ? [] : ((await knex(TABLES.viewCounts).whereIn('account_id', own).select('state', 'unread', 'total')) as Row[]);
  const totalOf = (fits: (row: Row) => boolean): number => counts.filter(fits).reduce((sum, row) => sum + toNumber(row.total), 0);
  const mentioned = (await knex(TABLES.mentions).where({ user_id: viewer.userId, unread: 1 }).orderBy('at', 'desc').limit(COUNTED).pluck('message_id')).map(toNumber);
  const unmatched = await readKeys(source, stand.sight.own, { direction: 'incoming', links: 'unmatched' }, null, COUNTED);
  return {
    inbox: totalOf((row) => toNumber(row.state) === codeOf('inbox') && toNumber(row.unread) === 1),
    snoozed: totalOf((row) => toNumber(row.state) === codeOf('snoozed')),
    mentioned: mentioned.length === 0 ? 0 : [...(await lookAt(source, viewer, mentioned, { known: stand })).views.values()].filter((view) => view === 'everything').length,
    unmatched: unmatched.length,
  };
}
