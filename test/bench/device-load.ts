import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { assetsIn } from '../../infra/bundling/assets.ts';
import { bundle } from '../../infra/bundling/bundle.ts';
import { signingFromLayer } from '../../infra/bundling/signing-from-layer.ts';
import { entryOf } from '../../infra/functions/function-records.ts';
import { confirmedDevice } from './device-check.ts';
import { load } from './load-time.ts';
import { median } from './median.ts';

/** The difference is small against what other programs of the machine do meanwhile. */
const runs = 21;

const checkingModules = /functions\/shared\/(ledger\/)?passkeys\/[^/]+\.ts$/;

/** Milliseconds in which the function that pays loads, as it is and without all that reads and checks devices. */
export async function measureDeviceLoad(root: string, outdir: string): Promise<Record<'whole' | 'without', number>> {
  const name = 'withdrawal-release';
  const assets = assetsIn(outdir);
  const folder = path.join(outdir, 'without-devices');
  const plugins = [signingFromLayer(root), withoutDevices];
  await bundle({ name, root, entries: { [name]: entryOf(name) }, outdir: folder, plugins });
  const files = {
    whole: path.join(assets.folderOf(name), 'index.js'),
    without: path.join(folder, name, 'index.js'),
  };
  const variables = { PASSKEYS: confirmedDevice().settings };
  const times = { whole: [] as number[], without: [] as number[] };
  for (let run = 0; run < runs; run += 1) {
    times.whole.push(load(files.whole, assets.layer, variables));
    times.without.push(load(files.without, assets.layer, variables));
  }
  return { whole: median(times.whole), without: median(times.without) };
}

/** Puts nothing in the place of each value that these modules export: a function, and a schema that takes anything. */
const withoutDevices: Plugin = {
  name: 'without-devices',
  setup: ({ onLoad }) => {
    onLoad({ filter: checkingModules }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const names = [...text.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)].map(([, name]) => name);
      const stub =
        "import { any } from 'valibot';\nconst nothing = Object.assign(function () { return nothing; }, any());\n";
      return { contents: `${stub}export { ${names.map((name) => `nothing as ${name}`).join(', ')} };`, loader: 'js' };
    });
  },
};
