import path from 'node:path';
import { type Assets, assetsIn } from '../../infra/bundling/assets.ts';
import { bundlesFolder } from './made-folders.ts';
import { madeOnce } from './shared-assembly.ts';

/** The bundles of the layer, of all functions and of the console. */
export async function sharedAssets(): Promise<Assets> {
  return assetsIn(path.join(await madeOnce(), bundlesFolder));
}
