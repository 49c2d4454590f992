/** Who works on an item of the outbox: one run at a time, whichever node it is on, fenced by a token. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { MailError } from '../../../domain/mail/mail-error';
import type { OutboxItem } from '../../../domain/outbox/item';
import type { Clock } from '../../../flow/ports';
import type { ItemLease, OutboxStore } from '../../../flow/outbox/ports';
import { guarded } from '../errors';
import { currentOwner, isGone, isProcessAlive, ownerName, type Host } from '../lease';
import { TABLES } from '../tables';
import { toNullableText, toText } from '../values';
import type { Row } from '../values';
import { toItem } from './outbox-rows';

export interface ClaimDependencies {
  knex: Knex;
  clock: Clock;
  host: Host;
  /** Whether a process of this machine exists; for tests of the take-over. */
  isAlive?: (pid: number) => boolean;
}

const FREE = { lease_token: null, lease_owner: null, lease_until: null };
/** More of an account's items are not being worked on at the same time. */
const CANDIDATES = 30;

type Claimed = { item: OutboxItem; lease: ItemLease };

export function createClaims({ knex, clock, host, isAlive = isProcessAlive }: ClaimDependencies): Pick<OutboxStore, 'claimDue' | 'claim' | 'renew' | 'release' | 'remove'> {
  const now = (): number => clock.now().getTime();
  const table = () => knex(TABLES.outbox);

  const take = async (row: Row, seconds: number): Promise<Claimed | null> => {
    const owner = currentOwner(row as { lease_token: unknown; lease_owner: unknown; lease_until: unknown }, now());
    if (owner !== null && !isGone(owner, host, isAlive)) return null;
    const [id, token] = [toText(row.id), randomUUID()];
    // Compare and swap: whoever took it since it was read has it.
    const taken = await table().where({ id, lease_token: toNullableText(row.lease_token), due_at: row.due_at as number })
      .update({ lease_token: token, lease_owner: ownerName(host), lease_until: now() + seconds * 1000 });
    if (Number(taken) === 0) return null;
    const claimed = (await table().where({ id, lease_token: token }).first()) as Row | undefined;
    return claimed === undefined ? null : { item: toItem(claimed), lease: { itemId: id, token } };
  };
  const columns = ['id', 'due_at', 'lease_token', 'lease_owner', 'lease_until'] as const;

  return {
    claimDue: (accountId, seconds) => guarded(async () => {
      const rows = (await table().where({ account_id: accountId }).where('due_at', '<=', now()).orderBy(['due_at', 'id']).limit(CANDIDATES).select(...columns)) as Row[];
      for (const row of rows) {
        const claimed = await take(row, seconds);
        if (claimed !== null) return claimed;
      }
      return null;
    }),
    claim: (id, seconds) => guarded(async () => {
      const row = (await table().where({ id }).where('due_at', '<=', now()).first(...columns)) as Row | undefined;
      return row === undefined ? null : take(row, seconds);
    }),
    renew: ({ itemId, token }, seconds) => guarded(async () => {
      const renewed = await table().where({ id: itemId, lease_token: token }).update({ lease_until: now() + seconds * 1000 });
      if (Number(renewed) === 0) throw itemLeaseLost();
    }),
    release: ({ itemId, token }) => guarded(async () => void (await table().where({ id: itemId, lease_token: token }).update(FREE))),
    remove: ({ itemId, token }) => guarded(async () => void (await table().where({ id: itemId, lease_token: token }).delete())),
  };
}

export function itemLeaseLost(): MailError {
  return new MailError({ kind: 'transient', code: 'lease-lost', remedier: 'developer', message: 'Another run has taken over the sending of this message.' });
}
