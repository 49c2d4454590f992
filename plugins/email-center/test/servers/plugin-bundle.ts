/** Bundles the server half of the plugin from its source, so that a test never runs against a build of yesterday. */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const pluginRoot = path.resolve(__dirname, '../..');

export interface PluginBundle {
  /** Folder that Strapi can resolve as the plugin: package.json and dist/. */
  folder: string;
  remove(): Promise<void>;
}

/** Names the folder of the bundle that a whole run shares; nobody changes it, and it outlives each test. */
export const PLUGIN_OF_RUN = 'EMAIL_CENTER_TEST_PLUGIN';

/** That of the run, else one of its own. */
export async function bundlePlugin(): Promise<PluginBundle> {
  const folder = process.env[PLUGIN_OF_RUN];
  return folder === undefined ? makeBundle() : { folder, remove: () => Promise.resolve() };
}

/** The layout is that of the published package; it lies below the plugin's own packages, so that they are found. */
export async function makeBundle(): Promise<PluginBundle> {
  const cache = path.join(pluginRoot, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(path.join(cache, 'test-plugin-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  await copyFile(path.join(pluginRoot, 'package.json'), path.join(folder, 'package.json'));
  await build({
    entryPoints: {
      'server/index': path.join(pluginRoot, 'server/src/index.ts'), 'worker/index': path.join(pluginRoot, 'server/src/worker/index.ts'),
      'checkpoint/index': path.join(pluginRoot, 'server/src/worker/checkpoint.ts'),
    },
    outdir: path.join(folder, 'dist'), bundle: true, platform: 'node', target: 'node20', format: 'cjs', packages: 'external', sourcemap: 'inline', logLevel: 'error',
    // Strapi reads the default export of a CommonJS entry from `default` or from the module itself.
    footer: { js: 'if (module.exports.default) module.exports = module.exports.default;' },
  }).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  return { folder, remove };
}
