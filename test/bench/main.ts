import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { stop } from 'esbuild';
import { type AssetManifest, assetManifestFile } from '../../functions/shared/core/asset-manifest.ts';
import { systemClock } from '../../functions/shared/core/clock.ts';
import { bundleAll } from '../../infra/bundling/assets.ts';
import { firstLoadOf, totalOf } from '../../infra/bundling/console-size.ts';
import { keyFromText } from '../../infra/command-line/tool-client.ts';
import { stageNames } from '../../infra/config/stages.ts';
import { functionNames } from '../../infra/functions/function-records.ts';
import { synthesizeStages } from '../../infra/synthesize.ts';
import { measureFirstView } from './console-first-view.ts';
import { measureDeviceCheck } from './device-check.ts';
import { measureDeviceLoad } from './device-load.ts';
import { load } from './load-time.ts';
import { median } from './median.ts';

/*
 * `npm run bench`: sizes and loading times of what is deployed, the rate of signing, what devices cost, and what
 * synthesis takes. Loading
 * is measured in a new process for each run. Compare figures of one run with each other: milliseconds of two machines,
 * or two days, differ.
 */

const runs = 7;

async function sizes(folder: string): Promise<[bytes: number, zipped: number]> {
  let bytes = 0;
  let zipped = 0;
  for (const name of await readdir(folder, { recursive: true })) {
    const file = path.join(folder, name);
    if (!(await stat(file)).isFile()) continue;
    const content = readFileSync(file);
    bytes += content.length;
    zipped += gzipSync(content).length;
  }
  return [bytes, zipped];
}

const root = path.resolve(import.meta.dirname, '..', '..');

async function benchBundles(outdir: string): Promise<void> {
  const assets = await bundleAll(root, outdir);
  const [layerBytes, layerZipped] = await sizes(assets.layer);
  write(`${'layer'.padEnd(20)} ${kB(layerBytes)} ${kB(layerZipped)}`);
  for (const name of functionNames) {
    const folder = assets.folderOf(name);
    const [bytes, zipped] = await sizes(folder);
    if (name === 'console') await benchConsole(folder);
    const times = Array.from({ length: runs }, () => load(path.join(folder, 'index.js'), assets.layer));
    write(`${name.padEnd(20)} ${kB(bytes)} ${kB(zipped)} ${median(times).toFixed(0).padStart(6)} ms to load`);
  }
}

/** What the signatures of devices cost the function that pays. */
async function benchDevices(outdir: string): Promise<void> {
  const { whole, without } = await measureDeviceLoad(root, outdir);
  const more = ((whole / without - 1) * 100).toFixed(1);
  write(
    `${'devices, to load'.padEnd(20)} ${whole.toFixed(1).padStart(6)} ms for withdrawal-release, ${without.toFixed(1)} ms ` +
      `without what checks them: ${more} % more`,
  );
  for (const [what, ms] of Object.entries(measureDeviceCheck())) {
    write(`${'devices, one check'.padEnd(20)} ${ms.toFixed(3).padStart(6)} ms, ${what}`);
  }
}

/** What the console makes a browser load, against what it may. */
async function benchConsole(folder: string): Promise<void> {
  const manifest: AssetManifest = JSON.parse(readFileSync(path.join(folder, assetManifestFile), 'utf8'));
  const line = (part: string, sizeOf: typeof totalOf, most: number) =>
    write(
      `${part.padEnd(20)} ${kB(sizeOf(manifest, 'brotli'))} brotli, ${kB(sizeOf(manifest, 'gzip'))} gzip, ` +
        `${kB(sizeOf(manifest, 'bytes'))} as it is; at most ${kB(most).trim()} brotli`,
    );
  line('console, first load', firstLoadOf, 60_000);
  line('console, all files', totalOf, 150_000);
  const view = await measureFirstView(folder);
  const name = 'console, first view'.padEnd(20);
  if (view === undefined) write(`${name} not measured: there is no browser`);
  else {
    const ratio = (view.console / view.emptyPage).toFixed(1);
    write(
      `${name} ${view.console.toFixed(0).padStart(6)} ms and ${view.requests} requests, ${ratio} times an empty page ` +
        `(${view.emptyPage.toFixed(0)} ms)`,
    );
  }
}

async function benchSynthesis(outdir: string): Promise<void> {
  const began = performance.now();
  await synthesizeStages(stageNames, outdir);
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  write(`${'synthesis'.padEnd(20)} ${seconds} s for the stages ${stageNames.join(', ')}, with all checks`);
}

async function benchSigning(): Promise<void> {
  const secret = JSON.stringify({ apiKey: 'key', secretKey: 'secret', signing: 'hmac-sha256' });
  const signer = await keyFromText('bench', secret, systemClock).signer();
  const params = [
    ['coin', 'USDT'],
    ['quantity', '20'],
    ['clientOrderId', 'inv-1'],
  ] as const;
  const count = 100_000;
  const rates = Array.from({ length: runs }, () => {
    const began = performance.now();
    for (let each = 0; each < count; each += 1) {
      signer.signCurrent({ method: 'POST', path: '/x', params, timestamp: 1_763_632_800_000, recvWindow: 5_000 });
    }
    return (count / (performance.now() - began)) * 1_000;
  });
  write(`${'signing'.padEnd(20)} ${median(rates).toFixed(0)} requests a second (HMAC-SHA256)`);
}

const kB = (bytes: number): string => `${(bytes / 1_000).toFixed(0).padStart(6)} kB`;

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

const outdir = await mkdtemp(path.join(tmpdir(), 'hashkey-treasury-bench-'));
try {
  write(`${'part'.padEnd(20)} ${'size'.padStart(9)} ${'zipped'.padStart(9)}`);
  await benchBundles(outdir);
  await benchDevices(outdir);
  await benchSigning();
  await benchSynthesis(path.join(outdir, 'stages'));
} finally {
  await stop();
  await rm(outdir, { recursive: true, force: true });
}
