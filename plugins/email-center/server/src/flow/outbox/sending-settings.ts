/** How each account sends: the name recipients see, its signature, its archive, who files sent mail, how fast. */
import { sendingSettingsSchema, type SendingSettings } from '../../../../shared/contracts';
import { isManagedAddress } from '../../domain/outbox/archive-address';
import { normalizeAddress } from '../../domain/mail/address';
import { MailError } from '../../domain/mail/mail-error';
import type { Notifier, PolicySource } from '../ports';

export interface SendingSettingsStore {
  /** Null: the account has none of its own. */
  load(accountId: string): Promise<SendingSettings | null>;
  save(accountId: string, settings: SendingSettings): Promise<void>;
  /** The addresses of all accounts in use, with those a forward account had before. */
  managedAddresses(): Promise<string[]>;
}

/** What the rest of the application may do with them. */
export interface SendingSettingsAccess {
  /** Of an account without any: the defaults. */
  load(accountId: string): Promise<SendingSettings>;
  /** Rejects with `invalid-input` (field `archiveAddress`) when the archive is no address or is itself a managed account (S2.5). */
  save(accountId: string, settings: SendingSettings): Promise<SendingSettings>;
  /** Asked again before each sending, because the address may have become a managed account meanwhile. */
  isManaged(address: string): Promise<boolean>;
}

export interface SendingSettingsPorts {
  sendingSettings: SendingSettingsStore;
  policies: Pick<PolicySource, 'load'>;
  notifier: Pick<Notifier, 'accountChanged'>;
}

export function createSendingSettings({ sendingSettings, policies, notifier }: SendingSettingsPorts): SendingSettingsAccess {
  const isManaged = async (address: string): Promise<boolean> => {
    const [managed, { matching }] = await Promise.all([sendingSettings.managedAddresses(), policies.load()]);
    return isManagedAddress(address, managed, matching.equivalentDomains);
  };
  return {
    isManaged,
    load: async (accountId) => (await sendingSettings.load(accountId)) ?? sendingSettingsSchema.parse({}),
    async save(accountId, settings) {
      const { archiveAddress } = settings;
      if (/[\r\n]/.test(settings.displayName)) throw wrong('displayName', 'The name that recipients see stands on one line.');
      if (archiveAddress !== null && normalizeAddress(archiveAddress) === null) throw wrong('archiveAddress', 'The archive address is no mail address.');
      if (archiveAddress !== null && (await isManaged(archiveAddress))) throw archiveManaged();
      await sendingSettings.save(accountId, settings);
      notifier.accountChanged(accountId);
      return settings;
    },
  };
}

const wrong = (field: string, message: string): MailError => new MailError({ kind: 'malformed', code: 'invalid-input', field, message, remedier: 'owner' });

function archiveManaged(): MailError {
  return wrong('archiveAddress', 'This address is itself a mail account of the email center, so that each message would be stored twice: choose another archive address.');
}
