import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import {
  type AssetManifest,
  assetFolder,
  assetManifestFile,
  encodings,
} from '../../functions/shared/core/asset-manifest.ts';
import { textsWithoutNames } from './console-texts.ts';
import { BundlingError } from './errors.ts';

const bundleName = 'the console';
/** The files that it begins with, relative to the root. */
const entries = { script: 'console/main.tsx', icon: 'console/icon.svg' } as const;

/** What a browser may be given: its own code, packages, and rules. What needs Node does not bundle for a browser. */
const ownCode = /^(console\/|node_modules\/|functions\/shared\/)/;

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface BuiltFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * Bundles the console for browsers into a folder of the function's bundle, each file as it is and compressed, and
 * writes beside it which files there are. A file's name changes with its content, and the same source gives the same
 * bytes. Throws BundlingError, also where code of a function got in.
 */
export async function bundleConsole(root: string, outdir: string): Promise<AssetManifest> {
  const folder = path.join(outdir, assetFolder);
  const { outputFiles, metafile, warnings } = await buildFiles(root, folder);
  const [warning] = warnings;
  if (warning !== undefined) throw new BundlingError(bundleName, `${warning.text} (${warning.location?.file})`);
  const foreign = Object.keys(metafile.inputs).find((input) => !ownCode.test(input));
  if (foreign !== undefined) throw new BundlingError(bundleName, `${foreign} is not for browsers`);
  const files = outputFiles.map(({ path: file, contents }) => ({ name: path.basename(file), content: contents }));
  await mkdir(folder, { recursive: true });
  const described = await Promise.all(files.map((file) => writeCompressed(folder, file)));
  const manifest = { ...beginningOf(metafile), files: Object.fromEntries(described) };
  await writeFile(path.join(outdir, assetManifestFile), JSON.stringify(manifest));
  return manifest;
}

function buildFiles(root: string, outdir: string) {
  return build({
    absWorkingDir: root,
    entryPoints: [entries.script, entries.icon],
    outdir,
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.svg': 'copy' },
    // The console's own settings of TypeScript are for checking it.
    tsconfigRaw: {},
    plugins: [textsWithoutNames],
    minify: true,
    sourcemap: false,
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    logLevel: 'silent',
  }).catch((error: unknown) => {
    throw new BundlingError(bundleName, error instanceof Error ? error.message : String(error), { cause: error });
  });
}

/** What the page begins with: the script, what that imports at once, the stylesheet and the icon. */
function beginningOf({ outputs }: Metafile): Omit<AssetManifest, 'files'> {
  const names = Object.keys(outputs);
  const outputOf = (entry: string) => names.find((name) => outputs[name]?.entryPoint === entry);
  const [script, icon] = [outputOf(entries.script), outputOf(entries.icon)];
  const stylesheets = names.filter((name) => name.endsWith('.css'));
  const [stylesheet] = stylesheets;
  if (script === undefined || icon === undefined || stylesheet === undefined || stylesheets.length > 1) {
    throw new BundlingError(bundleName, `${entries.script} has ${stylesheets.length} stylesheets, and needs one`);
  }
  return {
    entry: path.basename(script),
    stylesheet: path.basename(stylesheet),
    icon: path.basename(icon),
    preloads: importedBy(outputs, script).map((name) => path.basename(name)),
  };
}

/** What an output imports before it runs, and so on. */
function importedBy(outputs: Metafile['outputs'], start: string): string[] {
  const found = new Set([start]);
  for (const name of found) {
    for (const { path: imported, kind } of outputs[name]?.imports ?? []) {
      if (kind === 'import-statement') found.add(imported);
    }
  }
  found.delete(start);
  return [...found];
}

async function writeCompressed(folder: string, { name, content }: BuiltFile) {
  const type = types[path.extname(name)];
  if (type === undefined) throw new BundlingError(bundleName, `the type of ${name} is not known`);
  const compressed = { br: compressBrotli(content), gzip: gzipSync(content, { level: 9 }) };
  await writeFile(path.join(folder, name), content);
  for (const { name: encoding, ending } of encodings) {
    await writeFile(path.join(folder, `${name}${ending}`), compressed[encoding]);
  }
  const { br, gzip } = compressed;
  return [name, { type, bytes: content.length, brotli: br.length, gzip: gzip.length }] as const;
}

function compressBrotli(content: Uint8Array): Buffer {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
}
