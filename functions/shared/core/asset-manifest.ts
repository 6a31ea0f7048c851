import * as v from 'valibot';

const sizeSchema = v.pipe(v.number(), v.integer());

const assetSchema = v.strictObject({
  /** As the header Content-Type says it. */
  type: v.string(),
  bytes: sizeSchema,
  brotli: sizeSchema,
  gzip: sizeSchema,
});

/** What the build made for a browser: which files there are, and which of them a page begins with. */
export const assetManifestSchema = v.strictObject({
  entry: v.string(),
  stylesheet: v.string(),
  icon: v.string(),
  /** What the entry imports, and so is needed before it can run. */
  preloads: v.array(v.string()),
  /** Every file, by its name. A name changes with the content. */
  files: v.record(v.string(), assetSchema),
});

export type AssetManifest = v.InferOutput<typeof assetManifestSchema>;

/** The folder with the files inside the function's bundle, and the file beside it that says what is in there. */
export const assetFolder = 'public';
export const assetManifestFile = 'public.json';

/** How a file is stored beside itself, by what a browser says that it takes. The best comes first. */
export const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;
