/** Our own tables, made and changed by numbered steps; each is safe to run again after a start that was cut short. */
import type { Knex } from 'knex';
import { MailError } from '../../../domain/mail/mail-error';
import { guarded, isUniqueViolation } from '../errors';
import type { DatabaseClient } from '../sql';
import { TABLES } from '../tables';
import { createTables } from './001-create-tables';
import { everybodysRules } from './002-everybodys-rules';
import { centerStates } from './003-center';
import { outbox } from './004-outbox';
import { writing } from './005-writing';
import { search } from './006-search';
import { events } from './007-events';
import { namings } from './008-namings';
import { reasons } from './009-reasons';
import { leftOctets } from './010-left-octets';
import { searchAnew } from './012-search-anew';
import { narrowSearch } from './013-narrow-search';
import { seenMarks } from './014-seen-marks';
import { createTable } from './create-table';

export interface MigrationStep {
  version: number;
  name: string;
  up(knex: Knex, client: DatabaseClient): Promise<void>;
}

const STEPS: readonly MigrationStep[] = [createTables, everybodysRules, centerStates, outbox, writing, search, events, namings, reasons, leftOctets, searchAnew, narrowSearch, seenMarks];

/**
 * Brings the tables to the version of this code; running it again does nothing. Rejects when the database was
 * already changed by a newer version of the plugin: an older one would write rows the newer one cannot trust.
 */
export async function runMigrations(knex: Knex, client: DatabaseClient, now: Date, steps: readonly MigrationStep[] = STEPS): Promise<void> {
  await guarded(async () => {
    await createTable(knex, client, TABLES.migrations, (table) => {
      table.integer('version').notNullable().primary();
      table.string('name', 100).notNullable();
      table.bigInteger('applied_at').notNullable();
    });
    const done = new Set<number>((await knex(TABLES.migrations).pluck('version')).map(Number));
    refuseNewer(done, steps);
    for (const step of steps) {
      if (done.has(step.version)) continue;
      await step.up(knex, client);
      await record(knex, step, now);
    }
  });
}

function refuseNewer(done: ReadonlySet<number>, steps: readonly MigrationStep[]): void {
  const known = Math.max(0, ...steps.map((step) => step.version));
  const found = Math.max(0, ...done);
  if (found <= known) return;
  throw new MailError({
    kind: 'bug', code: 'invalid-input', remedier: 'administrator',
    message: `The email center's tables are at version ${found}, but this version of the plugin knows only up to ${known}. Install the newer plugin again, or restore the database of before.`,
  });
}

async function record(knex: Knex, step: MigrationStep, now: Date): Promise<void> {
  try {
    await knex(TABLES.migrations).insert({ version: step.version, name: step.name, applied_at: now.getTime() });
  } catch (error) {
    // Two nodes starting at once both ran the step, which is idempotent.
    if (!isUniqueViolation(error)) throw error;
  }
}
