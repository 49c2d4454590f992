import { describe, expect, it } from 'vitest';
import { forUse } from '../../../scripts/quickstart/strapi.mjs';

describe('the application started by the quickstart', () => {
  it.each([[{}], [{ NODE_ENV: '' }]])('runs for use and not for development with %j', (given) => {
    expect(forUse({ ...given, PORT: '1337' })).toEqual({ NODE_ENV: 'production', PORT: '1337' });
  });

  it('keeps the mode that the operator chose', () => {
    expect(forUse({ NODE_ENV: 'development' }).NODE_ENV).toBe('development');
  });
});
