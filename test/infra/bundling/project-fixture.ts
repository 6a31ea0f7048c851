import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const nodeModules = path.resolve(import.meta.dirname, '../../../node_modules');

/** A project of a few files in a folder of its own, with this repository's packages. Gone with its scope. */
export function project(files: Readonly<Record<string, string>>): { readonly root: string; [Symbol.dispose](): void } {
  // esbuild gives real paths, and a temporary folder may be behind a link.
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'treasury-bundle-')));
  symlinkSync(nodeModules, path.join(root, 'node_modules'));
  writeFileSync(path.join(root, 'package.json'), '{"type":"module"}');
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}
