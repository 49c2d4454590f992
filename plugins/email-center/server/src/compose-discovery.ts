/** Finding the settings of an account and what its import would bring, put together. */
import type { Parts } from './build-application';
import { createNameService, createSettingsDocuments } from './adapters/discovery';
import type { EmailCenterOptions } from './config/options';
import { discoverSettings, type DiscoveryPorts } from './flow/discovery/discover-settings';
import type { Discovery } from './flow/discovery/discovery';
import { estimateImport } from './flow/discovery/estimate-import';
import type { ServerAddresses } from './flow/ports';

export type SettingsSources = Pick<DiscoveryPorts, 'names' | 'documents'>;

/** What it asks is reached by the rules for mail servers, too. */
export function settingsSources({ caFile }: Pick<EmailCenterOptions, 'caFile'>, addresses: ServerAddresses): SettingsSources {
  return { names: createNameService(), documents: createSettingsDocuments({ addresses, caFile: caFile ?? undefined }) };
}

export function composeDiscovery(parts: Pick<Parts, 'settingsSources' | 'probe' | 'clock' | 'accounts' | 'importing'>): Discovery {
  const { accounts, clock, probe } = parts;
  return {
    find: (address, signal) => discoverSettings({ ...parts.settingsSources, probe, clock }, address, signal),
    estimate: (accountId, signal) => estimateImport({ accounts, clock, server: parts.importing.server }, accountId, signal),
  };
}
