import path from 'node:path';
import type { Metafile } from 'esbuild';
import { entryOf, type FunctionName, functionNames } from '../functions/function-records.ts';
import { bundle } from './bundle.ts';
import { bundleConsole } from './console-bundle.ts';
import { BundlingError } from './errors.ts';
import { signingEntry, signingFolder } from './signing-entry.ts';
import { signingFromLayer } from './signing-from-layer.ts';

/** Folders to deploy: one for each function, and the layer's. */
export interface Assets {
  readonly layer: string;
  folderOf(name: FunctionName): string;
}

/** What only the layer may hold: our signing code and the client that reads the keys. */
const layerOnly = [`${signingFolder}/`, 'node_modules/@aws-sdk/client-secrets-manager/'];

const functionsIn = (outdir: string): string => path.join(outdir, 'functions');

/** Where the bundles below `outdir` are. */
export function assetsIn(outdir: string): Assets {
  return {
    layer: path.join(outdir, 'signing-layer'),
    folderOf: (name) => path.join(functionsIn(outdir), name),
  };
}

/** Bundles the layer and every function below `outdir`. Throws BundlingError. */
export async function bundleAll(root: string, outdir: string): Promise<Assets> {
  const assets = assetsIn(outdir);
  const entries = Object.fromEntries(functionNames.map((name) => [name, entryOf(name)]));
  await Promise.all([
    bundleLayer(root, assets.layer),
    bundleFunctions(root, entries, functionsIn(outdir)),
    bundleConsole(root, assets.folderOf('console')),
  ]);
  return assets;
}

/** Bundles the signing code so that Lambda unpacks it to `/opt/nodejs/signing/index.js`. Throws BundlingError. */
export async function bundleLayer(root: string, outdir: string): Promise<Metafile> {
  const layer = { name: 'the signing layer', entries: { signing: signingEntry } };
  return bundle({ ...layer, root, outdir: path.join(outdir, 'nodejs'), plugins: [] });
}

/**
 * Bundles functions, each entry into the folder of its name. Throws BundlingError, also where code that belongs to the
 * layer got in.
 */
export async function bundleFunctions(
  root: string,
  entries: Readonly<Record<string, string>>,
  outdir: string,
): Promise<Metafile> {
  const metafile = await bundle({ name: 'a function', root, entries, outdir, plugins: [signingFromLayer(root)] });
  const foreign = Object.keys(metafile.inputs).find((input) => layerOnly.some((part) => input.includes(part)));
  if (foreign === undefined) return metafile;
  const [importer = 'an entry'] = importersOf(metafile, foreign);
  throw new BundlingError('a function', `${foreign} belongs to the signing layer only; ${importer} has it`);
}

function importersOf({ inputs }: Metafile, file: string): string[] {
  return Object.keys(inputs).filter((input) => inputs[input]?.imports.some(({ path: imported }) => imported === file));
}
