import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

/** A script of the repository: it has no types that this project could read. */
const script = pathToFileURL(path.resolve(__dirname, '../../../scripts/quickstart/options.mjs')).href;
const { wantsDemo, refuseUnknown } = (await import(script)) as {
  wantsDemo(args: string[], environment: Record<string, string>): boolean;
  refuseUnknown(args: string[]): void;
};

describe('the options of the quickstart', () => {
  it('start the demo when there are none', () => {
    expect(wantsDemo([], {})).toBe(true);
    expect(() => refuseUnknown([])).not.toThrow();
  });

  it('leave the demo out, also when npm kept the option to itself', () => {
    expect(wantsDemo(['--no-demo'], {})).toBe(false);
    expect(wantsDemo([], { npm_config_demo: '' })).toBe(false);
    expect(() => refuseUnknown(['--no-demo'])).not.toThrow();
  });

  it('are refused when misspelt, rather than taken for a wish for the demo', () => {
    expect(() => refuseUnknown(['--nodemo'])).toThrow('There is no option "--nodemo".');
  });
});
