/** How accounts send, on the database. */
import type { Knex } from 'knex';
import type { SendingSettings } from '../../../../../shared/contracts';
import type { SendingSettingsStore } from '../../../flow/outbox/sending-settings';
import { guarded } from '../errors';
import { TABLES } from '../tables';
import { fromJson, storableJson, toText } from '../values';
import type { Row } from '../values';

export function createSendingSettingsStore({ knex }: { knex: Knex }): SendingSettingsStore {
  return {
    load: (accountId) => guarded(async () => {
      const row = (await knex(TABLES.sending).where({ account_id: accountId }).first('settings')) as Row | undefined;
      return fromJson<SendingSettings | null>(row?.settings, null);
    }),
    save: (accountId, settings) => guarded(async () => {
      const values = { settings: storableJson(settings) };
      await knex(TABLES.sending).insert({ account_id: accountId, ...values }).onConflict('account_id').merge(values);
    }),
    managedAddresses: () => guarded(async () => {
      const rows = (await knex(TABLES.accounts).whereNull('removed_at').select('address', 'forward_options')) as Row[];
      return rows.flatMap((row) => [toText(row.address), ...(fromJson<{ former?: { address: string }[] } | null>(row.forward_options, null)?.former ?? []).map(({ address }) => address)]);
    }),
  };
}
