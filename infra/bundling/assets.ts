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

/** Where the bundles below `outdir` are. */
export function assetsIn(outdir: string): Assets {
  return { layer: path.join(outdir, 'signing-layer'), folderOf: (name) => path.join(outdir, 'functions', name) };
}

/** Bundles the layer and every function below `outdir`. Throws BundlingError. */
export async function bundleAll(root: string, outdir: string): Promise<Assets> {
  const assets = assetsIn(outdir);
  await Promise.all([
    bundleLayer(root, assets.layer),
    ...functionNames.map((name) => bundleFunction(root, name, entryOf(name), assets.folderOf(name))),
    bundleConsole(root, assets.folderOf('console')),
  ]);
  return assets;
}

/** Bundles the signing code so that Lambda unpacks it to `/opt/nodejs/signing/index.js`. Throws BundlingError. */
export async function bundleLayer(root: string, outdir: string): Promise<Metafile> {
  const target = path.join(outdir, 'nodejs', 'signing');
  return bundle({ name: 'the signing layer', root, entry: signingEntry, outdir: target, plugins: [] });
}

/** Bundles one function. Throws BundlingError, also where code that belongs to the layer got in. */
export async function bundleFunction(root: string, name: string, entry: string, outdir: string): Promise<Metafile> {
  const metafile = await bundle({ name, root, entry, outdir, plugins: [signingFromLayer(root)] });
  const foreign = Object.keys(metafile.inputs).find((input) => layerOnly.some((part) => input.includes(part)));
  if (foreign !== undefined) throw new BundlingError(name, `${foreign} belongs to the signing layer only`);
  return metafile;
}
