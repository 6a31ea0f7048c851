import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { BundlingError } from './errors.ts';
import { undiciSubset } from './undici-subset.ts';

export interface BundleOptions {
  /** What errors call these bundles. */
  readonly name: string;
  /** The repository's root; paths in errors and in the metafile are relative to it. */
  readonly root: string;
  /** The file that each begins with, relative to the root, by the name of its folder. */
  readonly entries: Readonly<Record<string, string>>;
  /** Gets a folder for each entry, with `index.js` and a `package.json`. */
  readonly outdir: string;
  readonly plugins: readonly Plugin[];
}

/**
 * Bundles each entry and all it imports into an `index.js`. In one go, so that what many import, as the AWS SDK, is
 * read once. CommonJS, because a single `import` of `node:http` loads Node's own undici; names are kept, because
 * mangled ones start slower. The same source gives the same bytes. Throws BundlingError.
 */
export async function bundle({ name, root, entries, outdir, plugins }: BundleOptions): Promise<Metafile> {
  const { metafile, warnings } = await build({
    absWorkingDir: root,
    entryPoints: Object.entries(entries).map(([folder, entry]) => ({ in: entry, out: path.join(folder, 'index') })),
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // Packages offer ES modules too: cut to what is used, the AWS SDK's start in two thirds of the time.
    mainFields: ['module', 'main'],
    treeShaking: true,
    minifyWhitespace: true,
    minifySyntax: true,
    minifyIdentifiers: false,
    keepNames: false,
    sourcemap: false,
    legalComments: 'none',
    charset: 'utf8',
    // undici asks for this name to leave out its second, experimental parser.
    define: { esbuildDetection: '1' },
    // The AWS SDK imports node:http when it first sends. Required, it does not load undici either.
    supported: { 'dynamic-import': false },
    plugins: [...plugins, undiciSubset],
    metafile: true,
    logLevel: 'silent',
  }).catch((error: unknown) => {
    throw new BundlingError(name, error instanceof Error ? error.message : String(error), { cause: error });
  });
  const [warning] = warnings;
  if (warning !== undefined) throw new BundlingError(name, `${warning.text} (${warning.location?.file ?? root})`);
  // Without it Node looks for the nearest package.json above, and that one may say that files are ES modules.
  for (const folder of Object.keys(entries)) {
    await mkdir(path.join(outdir, folder), { recursive: true });
    await writeFile(path.join(outdir, folder, 'package.json'), '{"type":"commonjs"}\n');
  }
  return metafile;
}
