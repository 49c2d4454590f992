/** Finding the settings of an account and what its import would bring, put together. */
import type { Parts } from './build-application';
import { createNameService, createSettingsDocuments } from './adapters/discovery';
import { createServerProbe } from './adapters/probe';
import { createServerAddresses } from './adapters/server-addresses';
import type { EmailCenterOptions } from './config/options';
import { discoverSettings, type DiscoveryPorts } from './flow/discovery/discover-settings';
import type { Discovery } from './flow/discovery/discovery';
import { estimateImport } from './flow/discovery/estimate-import';
import type { Timeouts } from './flow/ports';

export type SettingsSources = Pick<DiscoveryPorts, 'names' | 'documents' | 'probe'>;

/**
 * What is asked for settings bears names made from whatever domain somebody typed in, and whoever owns that domain says where they lead. So
 * these lead to the internet only, unless both settings allow more: that servers are private, and that they are looked for there.
 */
export function settingsSources({ caFile, mailServers, discovery, timeouts }: Pick<EmailCenterOptions, 'mailServers' | 'discovery'> & { caFile?: string | null; timeouts: Timeouts }): SettingsSources {
  const outside = { caFile: caFile ?? undefined, timeouts };
  const addresses = createServerAddresses({ ...mailServers, privateAddresses: mailServers.privateAddresses && discovery.privateAddresses, timeouts });
  return { names: createNameService(), documents: createSettingsDocuments({ addresses, caFile: outside.caFile }), probe: createServerProbe({ ...outside, addresses }) };
}

export function composeDiscovery(parts: Pick<Parts, 'settingsSources' | 'clock' | 'accounts' | 'importing'>): Discovery {
  const { accounts, clock } = parts;
  return {
    find: (address, signal) => discoverSettings({ ...parts.settingsSources, clock }, address, signal),
    estimate: (accountId, signal) => estimateImport({ accounts, clock, server: parts.importing.server }, accountId, signal),
  };
}
