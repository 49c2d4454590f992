import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

type Environment = Record<string, string>;

/** A script of the repository: it has no types that this project could read. */
const script = pathToFileURL(path.resolve(__dirname, '../../../scripts/quickstart/strapi.mjs')).href;
const { forUse } = (await import(script)) as { forUse(env: Environment): Environment };

describe('the application started by the quickstart', () => {
  it.each<Environment>([{}, { NODE_ENV: '' }])('runs for use and not for development with %j', (given) => {
    expect(forUse({ ...given, PORT: '1337' })).toEqual({ NODE_ENV: 'production', PORT: '1337' });
  });

  it('keeps the mode that the operator chose', () => {
    expect(forUse({ NODE_ENV: 'development' }).NODE_ENV).toBe('development');
  });
});
