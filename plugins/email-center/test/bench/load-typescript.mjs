import { copyFileSync, mkdirSync } from 'node:fs';
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
    // Test servers look for the repository from where they stand; all of them stand in one folder.
    define: { __dirname: JSON.stringify(path.join(pluginRoot, 'test', 'servers')) },
  });
  return import(pathToFileURL(outfile).href);
}

/**
 * The server half of the plugin, bundled from its source: what a bench of one part needs, without a build.
 * @returns {Promise<string>} a folder that Strapi can resolve as the plugin
 */
export async function bundlePlugin() {
  const folder = path.join(bundleFolder, 'plugin');
  mkdirSync(folder, { recursive: true });
  copyFileSync(path.join(pluginRoot, 'package.json'), path.join(folder, 'package.json'));
  await build({
    entryPoints: {
      'server/index': path.join(pluginRoot, 'server/src/index.ts'), 'worker/index': path.join(pluginRoot, 'server/src/worker/index.ts'),
      'checkpoint/index': path.join(pluginRoot, 'server/src/worker/checkpoint.ts'),
    },
    outdir: path.join(folder, 'dist'), bundle: true, platform: 'node', target: 'node20', format: 'cjs', packages: 'external', sourcemap: 'inline', logLevel: 'error',
    // Strapi takes the plugin from `default` or from the module itself, as in the published package.
    footer: { js: 'if (module.exports.default) module.exports = module.exports.default;' },
  });
  return folder;
}
