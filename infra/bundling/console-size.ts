import type { AssetManifest } from '../../functions/shared/core/asset-manifest.ts';

type Measure = 'bytes' | 'brotli' | 'gzip';

/** Bytes of all that the page itself names, and so a browser loads before anything is on it. */
export function firstLoadOf({ entry, stylesheet, icon, preloads, files }: AssetManifest, measure: Measure): number {
  return sizeOf([entry, stylesheet, icon, ...preloads], files, measure);
}

/** Bytes of all files, for who opens every page. */
export function totalOf({ files }: AssetManifest, measure: Measure): number {
  return sizeOf(Object.keys(files), files, measure);
}

function sizeOf(names: readonly string[], files: AssetManifest['files'], measure: Measure): number {
  return names.reduce((sum, name) => sum + (files[name]?.[measure] ?? 0), 0);
}
