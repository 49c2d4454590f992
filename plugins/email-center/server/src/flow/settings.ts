/** What administrators decide while the center runs: one validated value per subject, with who changed it and when. */
import { MailError } from '../domain/mail/mail-error';
import { settingsSchemas, type CenterSettings, type SettingDto, type SettingName } from '../../../shared/contracts';
import type { OwnerNames } from './queries';

export interface StoredSetting {
  value: unknown;
  updatedAt: string;
  updatedBy: number | null;
}

export interface SettingsStore {
  /** Null: never changed. */
  load(name: SettingName): Promise<StoredSetting | null>;
  save(name: SettingName, value: unknown, userId: number | null): Promise<void>;
}

/**
 * The setting with its defaults filled in. A stored value that an older or newer version wrote is read as far as it is
 * valid; what is not makes the call reject, because guessing at a rule would let mail in or keep it out in silence.
 */
export async function loadSetting<Name extends SettingName>(store: SettingsStore, name: Name, defaults: Partial<CenterSettings[Name]> = {}): Promise<CenterSettings[Name]> {
  const stored = await store.load(name);
  const parsed = settingsSchemas[name].safeParse({ ...defaults, ...(stored?.value as object | undefined) });
  if (parsed.success) return parsed.data as CenterSettings[Name];
  throw new MailError({
    kind: 'bug', code: 'invalid-input', remedier: 'administrator', detail: parsed.error.message,
    message: `The stored setting "${name}" of the email center cannot be read. Save it again under Settings.`,
  });
}

/** What the options in config/plugins say; a setting of the panel stands above them. */
export type SettingDefaults = { readonly [Name in SettingName]?: Partial<CenterSettings[Name]> };

/** The settings as the panel reads and changes them. */
export interface Settings {
  load<Name extends SettingName>(name: Name): Promise<SettingDto<Name>>;
  /** The whole value, checked already; from the next run on it holds. */
  save<Name extends SettingName>(name: Name, value: CenterSettings[Name], userId: number): Promise<SettingDto<Name>>;
}

export function createSettings(ports: { settings: SettingsStore; owners: OwnerNames; defaults: SettingDefaults }): Settings {
  const load = async <Name extends SettingName>(name: Name): Promise<SettingDto<Name>> => {
    const defaults = ports.defaults[name] ?? {};
    const [value, stored] = [await loadSetting(ports.settings, name, defaults as Partial<CenterSettings[Name]>), await ports.settings.load(name)];
    return { value, defaults: settingsSchemas[name].parse(defaults) as CenterSettings[Name], changed: stored === null ? null : await describeChange(ports.owners, stored) };
  };
  return {
    load,
    async save(name, value, userId) {
      await ports.settings.save(name, value, userId);
      return load(name);
    },
  };
}

async function describeChange(owners: OwnerNames, { updatedAt, updatedBy }: StoredSetting): Promise<SettingDto<SettingName>['changed']> {
  const user = updatedBy === null ? undefined : (await owners.load([updatedBy])).get(updatedBy);
  return { at: updatedAt, by: user === undefined ? null : { id: user.id, name: user.name } };
}
