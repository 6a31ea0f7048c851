import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { BundlingError } from './errors.ts';
import { undiciSubset } from './undici-subset.ts';

export interface BundleOptions {
  /** What errors call this bundle. */
  readonly name: string;
  /** The repository's root; paths in errors and in the metafile are relative to it. */
  readonly root: string;
  /** The file it begins with, relative to the root. */
  readonly entry: string;
  /** The folder that gets `index.js` and a `package.json`. */
  readonly outdir: string;
  readonly plugins: readonly Plugin[];
}

/**
 * Bundles one file and all it imports into `index.js`. CommonJS, because in an ES module a single import of `node:http`
 * loads Node's own undici; names are kept, because mangled ones start slower. The same source gives the same bytes.
 * Throws BundlingError.
 */
export async function bundle({ name, root, entry, outdir, plugins }: BundleOptions): Promise<Metafile> {
  const { metafile, warnings } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: path.join(outdir, 'index.js'),
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
    plugins: [...plugins, undiciSubset],
    metafile: true,
    logLevel: 'silent',
  }).catch((error: unknown) => {
    throw new BundlingError(name, error instanceof Error ? error.message : String(error), { cause: error });
  });
  const [warning] = warnings;
  if (warning !== undefined) throw new BundlingError(name, `${warning.text} (${warning.location?.file ?? entry})`);
  // Without it Node looks for the nearest package.json above, and that one may say that files are ES modules.
  await mkdir(outdir, { recursive: true });
  await writeFile(path.join(outdir, 'package.json'), '{"type":"commonjs"}\n');
  return metafile;
}
