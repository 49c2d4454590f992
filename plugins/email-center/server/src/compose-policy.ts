/** What administrators decided, put together for the flows. */
import type { EmailCenterDatabase } from './adapters/database';
import type { EmailCenterOptions } from './config/options';
import { NOBODYS_WORK, type FilingContext } from './domain/intake/assign';
import type { AccountKind } from './domain/mail/account';
import { asciiDomain } from './domain/mail/address';
import type { PolicySource } from './flow/ports';
import { loadSetting } from './flow/settings';

/** What is known of the people behind each kind of account that has some. */
export type Contexts = Partial<Record<AccountKind, (...of: Parameters<PolicySource['contextFor']>) => Promise<FilingContext>>>;

/** Settings changed in the panel stand above the options of `config/plugins`, which are their defaults. */
export function composePolicies(database: Pick<EmailCenterDatabase, 'settings' | 'loadListEntries'>, options: Pick<EmailCenterOptions, 'match'>, contexts: Contexts): PolicySource {
  return {
    async load() {
      const [matching, automatic, lists] = await Promise.all([
        loadSetting(database.settings, 'matching', options.match), loadSetting(database.settings, 'automatic'), database.loadListEntries(),
      ]);
      const ascii = (domains: readonly string[]): string[] => domains.flatMap((domain) => asciiDomain(domain) ?? []);
      const { cc, sender, replyTo, plusAddressing, ignoreInternal } = matching;
      return {
        matching: {
          cc, sender, replyTo, plusAddressing,
          equivalentDomains: matching.equivalentDomains.map(ascii), internalDomains: ignoreInternal ? ascii(matching.internalDomains) : [],
        },
        automatic,
        lists,
      };
    },
    contextFor: async (account, fetched) => (await contexts[account.kind]?.(account, fetched)) ?? NOBODYS_WORK,
  };
}
