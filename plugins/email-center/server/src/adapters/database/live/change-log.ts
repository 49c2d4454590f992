/** ChangeLog on the database: how the nodes of one installation tell each other what happened. */
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Change } from '../../../flow/live/change';
import type { ChangeLog } from '../../../flow/live/live';
import type { Clock } from '../../../flow/ports';
import { guarded } from '../errors';
import { ownerName, type Host } from '../lease';
import { TABLES } from '../tables';
import { toNumber, toText, type Row } from '../values';

const ids = z.array(z.string());
const changeSchema: z.ZodType<Change> = z.union([
  z.object({ type: z.enum(['mail', 'accounts']), accounts: ids }),
  z.object({ type: z.literal('states'), messages: ids, users: z.union([z.array(z.number()), z.literal('everybody')]) }),
  z.object({ type: z.enum(['work', 'outbox']) }),
  z.object({ type: z.literal('notes'), message: z.string() }),
  z.object({ type: z.literal('presence'), thread: z.string() }),
]);

/** What is older was read by every node that lives, milliseconds. */
const KEPT = 5 * 60_000;
/** Every so many appends what is old is taken away. */
const PRUNE_EVERY = 100;
const READ_AT_ONCE = 500;
/** Ids are given before their row can be seen: a row of a slow transaction may come in behind a newer one. So the last seconds are read again. */
const OVERLAP = 5_000;

export function createChangeLog({ knex, clock, host }: { knex: Knex; clock: Clock; host: Host }): ChangeLog {
  const node = ownerName(host);
  let appended = 0;
  let since: number | null = null;
  let seen = new Set<number>();
  return {
    append: (changes) => guarded(async () => {
      const at = clock.now().getTime();
      await knex(TABLES.changes).insert(changes.map((change) => ({ at, node, told: JSON.stringify(change) })));
      appended += 1;
      if (appended % PRUNE_EVERY === 1) await knex(TABLES.changes).where('at', '<', at - KEPT).delete();
    }),
    readNew: () => guarded(async () => {
      const now = clock.now().getTime();
      const from = since ?? now;
      const rows = (await knex(TABLES.changes).where('at', '>=', from - OVERLAP).whereNot({ node }).orderBy('at').limit(READ_AT_ONCE).select('id', 'at', 'told')) as Row[];
      const fresh = rows.filter(({ id }) => !seen.has(toNumber(id)));
      seen = new Set(rows.map(({ id }) => toNumber(id)));
      const first = since === null;
      since = rows.length === READ_AT_ONCE ? toNumber(rows.at(-1)!.at) : now;
      return first ? [] : fresh.flatMap(({ told }) => readChange(toText(told)));
    }),
  };
}

/** A newer version of the plugin on another node may tell what this one does not know. */
function readChange(told: string): Change[] {
  const parsed = changeSchema.safeParse(JSON.parse(told));
  return parsed.success ? [parsed.data] : [];
}
