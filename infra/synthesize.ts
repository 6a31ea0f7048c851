import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { stop as stopEsbuild } from 'esbuild';
import { bundleAll } from './bundling/assets.ts';
import type { Treasury } from './config/define-treasury.ts';
import { loadTreasury } from './config/stages.ts';
import { stageOf } from './constructs/stage.ts';
import { TreasuryStack } from './stacks/treasury-stack.ts';

export interface SynthesizeOptions {
  /** Without it `-c stage=…` decides, and without that it is `local`. */
  readonly stage?: string;
  /** Instead of what the stage's file says. */
  readonly treasury?: Treasury;
  /** The folder for the cloud assembly. Without it the CDK command line decides. */
  readonly outdir?: string;
}

export interface Synthesized {
  readonly stackName: string;
  /** The folder of the cloud assembly. */
  readonly directory: string;
}

const root = path.resolve(import.meta.dirname, '..');

/**
 * Bundles the code and makes the cloud assembly of one stage. Needs no account and no network.
 * Throws ConfigError for an unknown stage or a wrong configuration, BundlingError for code that cannot be deployed.
 */
export async function synthesize({ stage: given, treasury, outdir }: SynthesizeOptions): Promise<Synthesized> {
  const app = new App({
    // Without the command line nobody else reads cdk.json, and both ways must make the same template.
    context: await contextOf(path.join(root, 'cdk.json')),
    analyticsReporting: false,
    ...(outdir === undefined ? {} : { outdir }),
  });
  const stage = stageOf(given ?? stageFromContext(app));
  const configuration = treasury ?? (await loadTreasury(stage.name));
  const bundles = await mkdtemp(path.join(tmpdir(), 'hashkey-treasury-'));
  try {
    const assets = await bundleAll(root, bundles);
    const stack = new TreasuryStack(app, { stage, treasury: configuration, assets });
    return { stackName: stack.stackName, directory: app.synth().directory };
  } finally {
    await stopEsbuild();
    // The assembly has its own copies.
    await rm(bundles, { recursive: true, force: true });
  }
}

function stageFromContext(app: App): string {
  const stage: unknown = app.node.tryGetContext('stage');
  return stage === undefined ? 'local' : String(stage);
}

async function contextOf(file: string): Promise<Record<string, unknown>> {
  const { context }: { context: Record<string, unknown> } = JSON.parse(await readFile(file, 'utf8'));
  return context;
}
