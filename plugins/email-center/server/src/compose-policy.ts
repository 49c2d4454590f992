/** What administrators decided, put together for the flows. */
import type { EmailCenterDatabase } from './adapters/database';
import type { EmailCenterOptions } from './config/options';
import { NOBODYS_WORK } from './domain/intake/assign';
import { asciiDomain } from './domain/mail/address';
import type { PolicySource } from './flow/ports';
import { loadSetting } from './flow/settings';

/** Settings changed in the panel stand above the options of `config/plugins`, which are their defaults. */
export function composePolicies(database: Pick<EmailCenterDatabase, 'settings' | 'loadListEntries'>, options: Pick<EmailCenterOptions, 'match'>): PolicySource {
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
    contextFor: async () => NOBODYS_WORK,
  };
}
