/** Lists on the database, and what they do with stored mail. */
import type { Knex } from 'knex';
import type { BlockedMail, ErasedMail, FiledMail, HiddenMail, ListStore } from '../../../flow/lists/ports';
import type { Clock } from '../../../flow/ports';
import type { RecordNames } from '../../../flow/queries';
import type { DatabaseClient } from '../sql';
import { createBlockedMail } from './blocked-mail';
import { createListStore } from './entry-store';
import { createErasedMail } from './erased-mail';
import { createFiledMail } from './filed-mail';
import { createHiddenMail } from './hidden-mail';

export interface ListStores {
  entries: ListStore;
  filed: FiledMail;
  blocked: BlockedMail;
  hidden: HiddenMail;
  erased: ErasedMail;
}

export function createListStores(dependencies: { knex: Knex; client: DatabaseClient; clock: Clock; recordNames: RecordNames }): ListStores {
  return {
    entries: createListStore(dependencies), filed: createFiledMail(dependencies), blocked: createBlockedMail(dependencies),
    hidden: createHiddenMail(dependencies), erased: createErasedMail(dependencies),
  };
}
