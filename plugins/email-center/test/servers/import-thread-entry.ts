/** Bundles the entry of the import thread as the plugin's build does, for tests that run it from source. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { build } from 'esbuild';

/** Inside node_modules, so that the packages the bundle requires are found from where it lies. */
const CACHE = join(dirname(createRequire(import.meta.url).resolve('esbuild/package.json')), '..', '.cache', 'email-center');

export async function buildThreadEntry(source = resolve(import.meta.dirname, '../../server/src/worker/index.ts')): Promise<{ entry: string; remove(): Promise<void> }> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'thread-'));
  const entry = join(folder, 'index.cjs');
  await build({ entryPoints: [source], outfile: entry, bundle: true, platform: 'node', target: 'node20', format: 'cjs', packages: 'external', logLevel: 'error' });
  return { entry, remove: () => rm(folder, { recursive: true, force: true }) };
}
