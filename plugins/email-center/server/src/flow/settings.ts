/** What administrators decide while the center runs: one validated value per subject, with who changed it and when. */
import { MailError } from '../domain/mail/mail-error';
import { settingsSchemas, type CenterSettings, type SettingName } from '../../../shared/contracts';

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
