/** The center on the database. */
import type { CenterItems, CenterLists, NoteStore, ReachStore, SavedSearchStore, StateStore, TagStore } from '../../../flow/center/ports';
import type { Clock } from '../../../flow/ports';
import { guarded } from '../errors';
import { scopeOf } from '../queries/scope';
import { pieces } from '../sql';
import { TABLES } from '../tables';
import { toNumber, toText } from '../values';
import type { Row } from '../values';
import { describeItems, loadTargets } from './center-items';
import { createCenterLists } from './center-lists';
import { createNoteStore } from './note-store';
import { createReachStore } from './reach-store';
import { createSavedSearchStore } from './saved-search-store';
import type { ItemSource } from './seen-items';
import { createStateStore } from './state-store';
import { createTagStore } from './tag-store';

export interface CenterStores {
  items: CenterItems;
  views: CenterLists;
  states: StateStore;
  notes: NoteStore;
  tags: TagStore;
  searches: SavedSearchStore;
  reach: ReachStore;
}

export function createCenterStores(dependencies: ItemSource & { clock: Clock }): CenterStores {
  return {
    items: createCenterItems(dependencies), views: createCenterLists(dependencies), states: createStateStore(dependencies), notes: createNoteStore(dependencies),
    tags: createTagStore(dependencies), searches: createSavedSearchStore(dependencies), reach: createReachStore(dependencies),
  };
}

function createCenterItems(source: ItemSource): CenterItems {
  const { knex } = source;
  return {
    describe: (viewer, ids) => guarded(() => describeItems(source, viewer, ids)),
    targets: (viewer, documentIds) => guarded(() => loadTargets(source, viewer, documentIds)),
    copies: (viewer, ids) => guarded(async () => {
      const scope = await scopeOf(knex, viewer);
      const copies: { messageId: number; accountId: string }[] = [];
      for (const piece of pieces(ids, 250)) {
        const query = knex(TABLES.deliveries).whereIn('message_id', piece);
        if (scope !== 'everything') query.whereIn('account_id', [...scope]);
        for (const row of (await query.select('message_id', 'account_id')) as Row[]) copies.push({ messageId: toNumber(row.message_id), accountId: toText(row.account_id) });
      }
      return copies;
    }),
  };
}
