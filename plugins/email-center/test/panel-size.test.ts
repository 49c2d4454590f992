import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

const PLUGIN = path.resolve(__dirname, '..');
const ENTRY = 'admin/src/index.ts';
/** What a panel loads for the whole plugin, compressed. */
const MOST_KB = 350;
const ofEditor = (input: string): boolean => /node_modules\/(@tiptap|prosemirror-)/.test(input);

describe('the panel’s part of the plugin', () => {
  let outputs: Metafile['outputs'];
  /** Compressed, in octets. */
  let sizes: Map<string, number>;

  beforeAll(async () => {
    const { peerDependencies } = JSON.parse(readFileSync(path.join(PLUGIN, 'package.json'), 'utf8')) as { peerDependencies: Record<string, string> };
    const built = await build({
      absWorkingDir: PLUGIN, entryPoints: [ENTRY], bundle: true, splitting: true, minify: true, format: 'esm', platform: 'browser', target: 'es2022', jsx: 'automatic',
      // The panel has these already.
      external: Object.keys(peerDependencies).flatMap((name) => [name, `${name}/*`]), outdir: 'unwritten', write: false, metafile: true, logLevel: 'silent',
    });
    outputs = built.metafile.outputs;
    sizes = new Map(built.outputFiles.map((file) => [path.relative(PLUGIN, file.path), gzipSync(file.contents, { level: 9 }).byteLength]));
  });

  /** What is loaded with these files, without waiting for anything else. */
  const loadedWith = (files: readonly string[]): Set<string> => {
    const loaded = new Set<string>();
    const load = (file: string): void => {
      if (loaded.has(file) || outputs[file] === undefined) return;
      loaded.add(file);
      for (const { path: imported, kind } of outputs[file].imports) if (kind === 'import-statement') load(imported);
    };
    for (const file of files) load(file);
    return loaded;
  };
  const holdsEditor = (file: string): boolean => Object.keys(outputs[file]!.inputs).some(ofEditor);

  it(`is under ${MOST_KB} KB compressed, without the editor and with all languages`, () => {
    const bytes = [...sizes].filter(([file]) => !holdsEditor(file)).reduce((sum, [, size]) => sum + size, 0);
    expect(bytes / 1000).toBeLessThan(MOST_KB);
    expect(bytes / 1000).toBeGreaterThan(100);
  });

  it('loads the editor only when somebody writes', () => {
    const editor = Object.keys(outputs).filter(holdsEditor);
    expect(editor).not.toEqual([]);
    const others = Object.entries(outputs).filter(([file, { entryPoint }]) => entryPoint !== undefined && !editor.includes(file)).map(([file]) => file);
    expect(others.length).toBeGreaterThan(10);
    expect([...loadedWith(others)].filter((file) => editor.includes(file))).toEqual([]);
  });
});
