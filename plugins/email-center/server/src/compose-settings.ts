/** Settings of the panel over the options of config/plugins. */
import type { EmailCenterOptions } from './config/options';
import { createSettings, type SettingDefaults, type Settings, type SettingsStore } from './flow/settings';
import type { OwnerNames } from './flow/queries';

export function settingDefaults(options: Pick<EmailCenterOptions, 'match'>): SettingDefaults {
  return { matching: options.match };
}

export function composeSettings(parts: { settings: SettingsStore; owners: OwnerNames; settingDefaults: SettingDefaults }): Settings {
  return createSettings({ settings: parts.settings, owners: parts.owners, defaults: parts.settingDefaults });
}
