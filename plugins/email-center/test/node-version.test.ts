import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(__dirname, '../../..');

/** A script of the repository: it has no types that this project could read. */
const { SUPPORTED, isSupported } = createRequire(__filename)(path.join(ROOT, 'scripts/quickstart/node-version.cjs')) as {
  SUPPORTED: Record<string, number>;
  isSupported(version: string): boolean;
};

describe('the versions of Node that quickstart and test run accept', () => {
  it('are those of "engines" in package.json', () => {
    const { engines } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } };
    expect(engines.node).toBe(Object.entries(SUPPORTED).map(([major, minor]) => `^${major}.${minor}.0`).join(' || '));
  });

  it.each(['20.19.0', '20.20.2', '22.13.0', '24.0.0', '24.21.0'])('include %s', (version) => {
    expect(isSupported(version)).toBe(true);
  });

  it.each(['12.22.12', '18.20.8', '20.18.3', '21.7.0', '22.12.0', '23.11.0', '25.9.0'])('leave out %s', (version) => {
    expect(isSupported(version)).toBe(false);
  });
});
