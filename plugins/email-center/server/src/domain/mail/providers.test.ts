import { describe, expect, it } from 'vitest';
import { providerSchema } from '../../../../shared/contracts';
import { PROVIDERS, providerOf } from './providers';

describe('the table of providers', () => {
  it('holds what the form can take', () => {
    for (const provider of PROVIDERS) expect(() => providerSchema.parse(provider)).not.toThrow();
    expect(PROVIDERS.length).toBeGreaterThanOrEqual(20);
  });

  it('names each provider and each domain once', () => {
    const ids = PROVIDERS.map(({ id }) => id);
    const domains = PROVIDERS.flatMap((provider) => provider.domains);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(domains).size).toBe(domains.length);
  });

  it('finds the provider of an address by its domain alone', () => {
    expect(providerOf('petra@GMX.de')?.id).toBe('gmx');
    expect(providerOf('petra@firma.example')).toBeNull();
    expect(providerOf('petra@gmx.de.example')).toBeNull();
  });
});
