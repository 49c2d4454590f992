import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export const pluginRoot = fileURLToPath(new URL('../../', import.meta.url));
/** Inside the plugin, so that the bundle finds the installed packages; not committed. */
const bundleFolder = path.join(pluginRoot, '.cache', 'bench');

/**
 * Bundles a TypeScript module of the plugin, packages left out, and imports it.
 * @param {string} file relative to the plugin's folder
 * @returns {Promise<Record<string, any>>} its exports
 */
export async function loadTypescript(file) {
  mkdirSync(bundleFolder, { recursive: true });
  const outfile = path.join(bundleFolder, `${file.replaceAll('/', '-').replace(/\.ts$/, '')}.mjs`);
  await build({
    entryPoints: [path.join(pluginRoot, file)], outfile, bundle: true, platform: 'node', target: 'node20', format: 'esm',
    packages: 'external', sourcemap: 'inline', logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}
