#!/usr/bin/env node
/** Command line of the email center: `email-center inspect [--json] FILE...`. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const BUILT = new URL('../dist/inspect/index.mjs', import.meta.url);
const SOURCE = new URL('../server/src/inspect.ts', import.meta.url);
const BUNDLED = new URL('../node_modules/.cache/email-center/inspect.mjs', import.meta.url);

/** In a checkout that is not built (or built before this command existed), the source is bundled at once. */
async function load() {
  if (existsSync(BUILT)) {
    const built = await import(BUILT.href);
    if (typeof built.main === 'function' || !existsSync(SOURCE)) return built;
  }
  if (!existsSync(SOURCE)) throw new Error('The plugin is not built: run "npm run build" in its folder.');
  const { build } = await import('esbuild');
  await mkdir(new URL('.', BUNDLED), { recursive: true });
  // A name of its own for each run, so that two at a time do not read each other's half-written file.
  const outfile = fileURLToPath(BUNDLED).replace(/\.mjs$/, `-${process.pid}.mjs`);
  await build({ entryPoints: [fileURLToPath(SOURCE)], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', logLevel: 'error' });
  const { rm } = await import('node:fs/promises');
  try {
    return await import(new URL(`file://${outfile}`).href);
  } finally {
    await rm(outfile, { force: true });
  }
}

/** Waits for a slow reader; a reader that left (`| head`) ends the output quietly. */
function write(text) {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error && error.code !== 'EPIPE' ? reject(error) : resolve()));
  });
}

process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});
const { main } = await load();
process.exitCode = await main(process.argv.slice(2), write);
