import { describe, expect, it } from 'vitest';
import { createSettings, loadSetting, type SettingsStore, type StoredSetting } from './settings';

const owners = { load: async (ids: readonly number[]) => new Map(ids.map((id) => [id, { id, name: `User ${id}`, email: 'x@firm.example' }])) };

function storeOf(initial: Record<string, unknown> = {}): SettingsStore {
  const rows = new Map<string, StoredSetting>(Object.entries(initial).map(([name, value]) => [name, { value, updatedAt: '2026-11-01T00:00:00.000Z', updatedBy: 7 }]));
  return {
    load: async (name) => rows.get(name) ?? null,
    save: async (name, value, userId) => void rows.set(name, { value, updatedAt: '2026-11-02T00:00:00.000Z', updatedBy: userId }),
  };
}

describe('a setting', () => {
  it('that nobody changed is what config/plugins says, and for the rest as written', async () => {
    const settings = createSettings({ settings: storeOf(), owners, defaults: { matching: { cc: true } } });
    expect(await settings.load('matching')).toMatchObject({ value: { cc: true, replyTo: false, lateMatching: false }, defaults: { cc: true }, changed: null });
  });
  it('that was changed in the panel stands above config/plugins, which is still shown, with who changed it and when', async () => {
    const settings = createSettings({ settings: storeOf(), owners, defaults: { matching: { cc: true } } });
    const { value } = await settings.load('matching');
    const saved = await settings.save('matching', { ...value, cc: false, plusAddressing: true }, 3);
    expect(saved).toMatchObject({ value: { cc: false, plusAddressing: true }, defaults: { cc: true }, changed: { at: '2026-11-02T00:00:00.000Z', by: { id: 3, name: 'User 3' } } });
  });
  it('that cannot be read is an error, not a guess', async () => {
    await expect(loadSetting(storeOf({ matching: { cc: 'perhaps' } }), 'matching')).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
