import { TABLES } from '../tables';
import { addColumns } from './add-columns';
import type { MigrationStep } from './index';

/** Version 9: the codes of reasons beside their English sentences, as JSON. What was decided before has the sentence alone. */
export const reasons: MigrationStep = {
  version: 9,
  name: 'reasons',
  async up(knex) {
    for (const table of [TABLES.sightings, TABLES.work, TABLES.workEvents]) await addColumns(knex, table, { reasons: (columns) => void columns.text('reasons').nullable() });
  },
};
