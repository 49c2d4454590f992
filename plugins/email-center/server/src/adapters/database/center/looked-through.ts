/** Pages of a view that leave out what does not fit: the view is looked through from the cursor on, a bounded part of it for one page. */
import type { ListCenterQuery } from '../../../../../shared/contracts';
import type { CenterViewer } from '../../../flow/center/viewer';
import type { MessageKey } from '../queries/message-keys';
import { encodeCursor, pageOf } from '../queries/page-cursor';
import type { TimeAndId } from '../queries/page-cursor';
import { anyOf } from '../queries/sight';
import { breathe } from '../sql';
import { TABLES } from '../tables';
import { toBoolean, toNumber } from '../values';
import type { Row } from '../values';
import { loadReadMarks } from './item-marks';
import { lookAt, stateOfItem } from './seen-items';
import type { ItemSource, Looked } from './seen-items';
import type { Stand } from './stand';
import type { KeyReader } from './view-keys';

/** Messages looked at for one page, and how many at a time. */
const WINDOW = 2_000;
const LOOK = 250;

export type RowFilter = Pick<ListCenterQuery, 'account' | 'direction' | 'links' | 'unread' | 'attachments' | 'automatic'>;
/** Which of these messages belong to the page. */
export type Fitting = (ids: readonly number[]) => Promise<ReadonlySet<number>>;

export interface KeyPage {
  keys: MessageKey[];
  next: string | null;
}

/** Without a filter one index range; with one, a page that may be short or empty and still have a next one, which goes on where this one stopped. */
export async function readPage(read: KeyReader, after: TimeAndId | null, limit: number, fitting: Fitting | null): Promise<KeyPage> {
  if (fitting === null) return toPage(await read(after, limit + 1), limit);
  const found: MessageKey[] = [];
  let from = after;
  for (let looked = 0; looked < WINDOW; looked += LOOK) {
    const keys = await read(from, LOOK);
    const fits = await fitting(keys.map(({ id }) => id));
    found.push(...keys.filter(({ id }) => fits.has(id)));
    if (found.length > limit) return toPage(found, limit);
    const last = keys.at(-1);
    if (keys.length < LOOK || last === undefined) return { keys: found, next: null };
    from = [last.receivedAt, last.id];
    await breathe();
  }
  return { keys: found, next: from === null ? null : encodeCursor(from) };
}

function toPage(keys: readonly MessageKey[], limit: number): KeyPage {
  const { items, next } = pageOf(keys, limit, (key) => [key.receivedAt, key.id]);
  return { keys: items, next };
}

/** What a page may show beside the range it is read from. */
export interface Wanted {
  filter: RowFilter;
  /** The range is one of tags or notes, of which whoever does not see a message whole learns nothing. */
  wholeOnly: boolean;
  /** The range is one of work: its messages are seen as work is. */
  isWork: boolean;
}

/** Null when nothing is left to be looked at. Of what is seen in part only that part counts. */
export function fittingOf(source: ItemSource, viewer: CenterViewer, stand: Stand, { filter, wholeOnly, isWork }: Wanted): Fitting | null {
  if (!wholeOnly && Object.values(filter).every((value) => value === undefined)) return null;
  return async (ids) => {
    const looked = await lookAt(source, viewer, ids, { asWork: new Set(isWork ? ids : []), known: stand });
    const seen = [...looked.views].filter(([, view]) => !wholeOnly || view === 'everything').map(([id]) => id);
    if (seen.length === 0) return new Set();
    const rows = (await source.knex(TABLES.messages).whereIn('id', seen).select('id', 'direction', 'linked', 'attachment_count', 'automatic')) as Row[];
    const fitting = rows.filter((row) => fits(row, looked.views.get(toNumber(row.id)) === 'everything', filter)).map((row) => toNumber(row.id));
    const there = filter.account === undefined ? fitting : await inAccount(source, looked, filter.account, fitting);
    return new Set(filter.unread === undefined ? there : await unreadOf(source, viewer, looked, there));
  };
}

function fits(row: Row, whole: boolean, { direction, links, attachments, automatic }: RowFilter): boolean {
  if (direction !== undefined && row.direction !== direction) return false;
  if (links !== undefined && toBoolean(row.linked) !== (links === 'linked')) return false;
  if (attachments !== undefined && toNumber(row.attachment_count) === 0) return false;
  const kind = whole ? row.automatic : 'none';
  return automatic === undefined || (automatic === 'any' ? kind !== 'none' : kind === automatic);
}

/** Of an account of which nothing is seen it is not told what it has, either. */
async function inAccount({ knex }: ItemSource, { stand: { sight }, work }: Looked, account: string, ids: readonly number[]): Promise<number[]> {
  const scope = anyOf(sight);
  const asked = scope === 'everything' || scope.includes(account) ? ids : ids.filter((id) => work.get(id)?.some(({ dto }) => dto.account.id === account));
  if (asked.length === 0) return [];
  return (await knex(TABLES.deliveries).whereIn('message_id', [...asked]).where({ account_id: account }).pluck('message_id')).map(toNumber);
}

async function unreadOf({ knex }: ItemSource, viewer: CenterViewer, { stand, views, work }: Looked, ids: readonly number[]): Promise<number[]> {
  const whole = ids.filter((id) => views.get(id) === 'everything');
  const marks = await loadReadMarks(knex, viewer, stand, whole);
  return whole.filter((id) => stateOfItem(viewer, id, marks, work.get(id) ?? []).unread);
}
