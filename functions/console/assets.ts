import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type AssetManifest,
  assetFolder,
  assetManifestFile,
  assetManifestSchema,
} from '../shared/core/asset-manifest.ts';
import { validate } from '../shared/core/validate.ts';
import type { Encoding } from './choose-encoding.ts';

export interface Assets {
  readonly manifest: AssetManifest;
  /** The bytes of a file that the manifest names. */
  read(name: string, encoding: Encoding | undefined): Promise<Buffer>;
}

/** What the build put beside the function's code. */
export function openAssets(folder: string): Assets {
  const declared: unknown = JSON.parse(readFileSync(path.join(folder, assetManifestFile), 'utf8'));
  return {
    manifest: validate('manifest of the console', assetManifestSchema, declared),
    read: (name, encoding) => readFile(path.join(folder, assetFolder, `${name}${encoding?.ending ?? ''}`)),
  };
}
