/** MessageStore on the database. */
import type { KnownMessage } from '../../domain/intake/plan-filing';
import type { MailboxRole } from '../../domain/intake/types';
import type { MessageStore } from '../../flow/ports';
import { guarded } from './errors';
import { saveFiling } from './filing/save-filing';
import type { FilingDependencies } from './filing/save-filing';
import { breathe, pieces } from './sql';
import { TABLES } from './tables';
import { fromJson, toBoolean, toDate, toNumber, toText } from './values';
import type { Row } from './values';

export function createMessageStore(dependencies: FilingDependencies): MessageStore {
  const { knex } = dependencies;
  return {
    loadKnown: (identities) => guarded(() => loadKnown(dependencies, identities)),
    loadErased: (identities) => guarded(async () => {
      const erased: string[] = [];
      for (const piece of pieces(identities)) erased.push(...(await knex(TABLES.erased).whereIn('identity', piece).pluck('identity')).map(toText));
      return erased;
    }),
    loadDecided: (mailboxId, uidValidity, from, to) => guarded(async () => {
      const uids = await knex(TABLES.sightings).where({ mailbox_id: mailboxId, uid_validity: uidValidity }).whereBetween('uid', [from, to]).orderBy('uid').pluck('uid');
      return uids.map(toNumber);
    }),
    saveFiling: (plan, lease) => saveFiling(dependencies, plan, lease),
  };
}

type Known = KnownMessage & { rawKeys: string[] };

async function loadKnown({ knex }: FilingDependencies, identities: readonly string[]): Promise<KnownMessage[]> {
  // The batch was unpacked and its addresses looked up in one go just now.
  await breathe();
  const known = new Map<number, Known>();
  for (const piece of pieces(identities)) {
    const rows = (await knex(TABLES.messages).whereIn('identity', piece).select('id', 'identity', 'received_at', 'raw_key', knex.raw('case when ?? is null then 0 else 1 end as ??', ['forwarded', 'is_forwarded']))) as Row[];
    for (const row of rows) {
      const id = toNumber(row.id);
      known.set(id, { id, identity: toText(row.identity), receivedAt: toDate(row.received_at).toISOString(), links: [], deliveries: [], rawKeys: [toText(row.raw_key)], isForwarded: toBoolean(row.is_forwarded) });
    }
  }
  for (const piece of pieces([...known.keys()])) {
    const links = (await knex(TABLES.links).whereIn('message_id', piece).select('message_id', 'record_type', 'record_id', 'state', 'manual')) as Row[];
    for (const row of links) known.get(toNumber(row.message_id))?.links.push(toLink(row));
    const deliveries = (await knex(TABLES.deliveries).whereIn('message_id', piece).select('message_id', 'account_id', 'role', 'raw_key')) as Row[];
    for (const row of deliveries) addDelivery(known.get(toNumber(row.message_id)), row, { role: toText(row.role) as MailboxRole, raw_key: row.raw_key });
    // What is out of sight was delivered, too: seeing it again does not bring it back.
    const hidden = (await knex(TABLES.hiddenDeliveries).whereIn('message_id', piece).select('message_id', 'account_id', 'delivery')) as Row[];
    for (const row of hidden) addDelivery(known.get(toNumber(row.message_id)), row, fromJson<HiddenCopy>(row.delivery, {}));
  }
  return [...known.values()];
}

interface HiddenCopy {
  role?: MailboxRole;
  raw_key?: unknown;
}

function addDelivery(message: Known | undefined, row: Row, { role, raw_key: rawKey }: HiddenCopy): void {
  message?.deliveries.push({ accountId: toText(row.account_id), role: role ?? 'inbox' });
  if (rawKey !== undefined) message?.rawKeys.push(toText(rawKey));
}

function toLink(row: Row): KnownMessage['links'][number] {
  return {
    recordType: toText(row.record_type), recordId: toText(row.record_id),
    state: row.state === 'removed' ? 'removed' : 'active', manual: toBoolean(row.manual),
  };
}
