/** One page of what a plan finds: read from the index newest first, and what states ask for looked up for a bounded number of messages. */
import { z } from 'zod';
import { EVERY } from '../../../domain/search/document';
import type { Expression, SearchPlan } from '../../../domain/search/plan-search';
import type { CenterViewer } from '../../../flow/center/viewer';
import type { Viewer } from '../../../flow/queries';
import { loadReadMarks } from '../center/item-marks';
import { lookAt, stateOfItem, type ItemSource } from '../center/seen-items';
import { decodeCursor, encodeCursor } from '../queries/page-cursor';
import { sightOf, viewsOf, type Sight } from '../queries/sight';
import { breathe } from '../sql';
import { TABLES } from '../tables';
import type { Row } from '../values';
import { placeFrom, toPlaced, type PlacedMessage } from './places';
import { waitingOf } from './queue';
import { writeOut } from './terms';
import type { Range, WordIndex } from './word-index';

/** Messages looked at for one page of a search by states, and how many at a time. */
const WINDOW = 2_000;
const LOOK = 250;

const placeSchema = z.tuple([z.number().int().nonnegative()]);

export async function findPage(
  source: ItemSource, index: WordIndex, viewer: Viewer | CenterViewer, plan: SearchPlan, { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ ids: number[]; next: string | null }> {
  const after = decodeCursor(placeSchema, cursor);
  if (plan.expression === null) return { ids: [], next: null };
  const expression = await writeOut(source.knex, plan.expression, index);
  const from = plan.after === null ? 0 : placeFrom(plan.after);
  const below = Math.min(after?.[0] ?? Number.MAX_SAFE_INTEGER, plan.before === null ? Number.MAX_SAFE_INTEGER : placeFrom(plan.before));
  const read = (range: Range): Promise<PlacedMessage[]> => readKeys(source, index, expression, range);
  const fitting = fittingOf(source, viewer, plan.states);
  const [{ keys, next }, sight] = await Promise.all([
    fitting === null ? read({ from, below, limit: limit + 1 }).then((found) => cut(found, limit)) : lookThrough(read, fitting, { from, below, limit }),
    sightOf(source.knex, viewer),
  ]);
  return { ids: await withoutStale(source, sight, keys.map(({ messageId }) => messageId)), next };
}

async function readKeys({ knex }: ItemSource, index: WordIndex, expression: Expression, range: Range): Promise<PlacedMessage[]> {
  if (expression.kind === 'phrase' && expression.words[0] === EVERY) {
    const rows = (await knex(TABLES.search).where('place', '<', range.below).where('place', '>=', range.from).orderBy('place', 'desc').limit(range.limit).select('place', 'message_id')) as Row[];
    return rows.map(toPlaced);
  }
  return index.find(knex, expression, range);
}

function cut(keys: readonly PlacedMessage[], limit: number): { keys: PlacedMessage[]; next: string | null } {
  const last = keys[limit - 1];
  return { keys: keys.slice(0, limit), next: keys.length > limit && last !== undefined ? encodeCursor([last.place]) : null };
}

type Fitting = (ids: readonly number[]) => Promise<ReadonlySet<number>>;

async function lookThrough(read: (range: Range) => Promise<PlacedMessage[]>, fitting: Fitting, { from, below, limit }: Range): Promise<{ keys: PlacedMessage[]; next: string | null }> {
  const found: PlacedMessage[] = [];
  let place = below;
  for (let looked = 0; looked < WINDOW; looked += LOOK) {
    const keys = await read({ from, below: place, limit: LOOK });
    const fits = await fitting(keys.map(({ messageId }) => messageId));
    found.push(...keys.filter(({ messageId }) => fits.has(messageId)));
    if (found.length > limit) return cut(found, limit);
    const last = keys.at(-1);
    if (last === undefined || keys.length < LOOK) return { keys: found, next: null };
    place = last.place;
    await breathe();
  }
  return { keys: found, next: encodeCursor([place]) };
}

/** Null when no state is asked for. */
function fittingOf(source: ItemSource, viewer: Viewer | CenterViewer, states: SearchPlan['states']): Fitting | null {
  if (states.length === 0) return null;
  if (!isPerson(viewer)) return async () => new Set();
  return async (ids) => {
    const { stand, views, work } = await lookAt(source, viewer, ids);
    const whole = ids.filter((id) => views.get(id) === 'everything');
    const marks = await loadReadMarks(source.knex, viewer, stand, whole);
    return new Set(whole.filter((id) => {
      const ofMessage = work.get(id) ?? [];
      const { unread, done, snoozedUntil } = stateOfItem(viewer, id, marks, ofMessage);
      const unassigned = ofMessage.some(({ found }) => found.work.state === 'open' && found.work.handlerId === null);
      const is = { unread, read: !unread, done, snoozed: snoozedUntil !== null, unassigned };
      return states.every(({ state, not }) => is[state] !== not);
    }));
  };
}

function isPerson(viewer: Viewer | CenterViewer): viewer is CenterViewer {
  return viewer.userId !== null && 'grants' in viewer;
}

/**
 * What waits for the index may have been found by what the viewer saw of it a moment ago. Who sees all of it learns nothing by
 * that; who sees a part of it, or nothing any more, must not.
 */
async function withoutStale({ knex }: ItemSource, sight: Sight, ids: readonly number[]): Promise<number[]> {
  if (sight.own === 'everything') return [...ids];
  const views = await viewsOf(knex, sight, ids);
  const partly = ids.filter((id) => views.get(id) !== 'everything');
  const waiting = partly.length === 0 ? new Set<number>() : await waitingOf(knex, partly);
  return ids.filter((id) => views.has(id) && !waiting.has(id));
}
