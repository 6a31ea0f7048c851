import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { stop as stopEsbuild } from 'esbuild';
import { type Assets, bundleAll } from './bundling/assets.ts';
import type { Treasury } from './config/define-treasury.ts';
import { loadTreasury } from './config/stages.ts';
import { type Stage, stageOf } from './constructs/stage.ts';
import { addChecks } from './rules/checks.ts';
import { withDeprecations } from './rules/deprecations.ts';
import { SynthesisError } from './rules/errors.ts';
import { TreasuryStack } from './stacks/treasury-stack.ts';

export interface SynthesizeOptions {
  /** Without it `-c stage=…` decides, and without that it is `local`. */
  readonly stage?: string;
  /** Instead of what the stage's file says. */
  readonly treasury?: Treasury;
  /** What was bundled already of this code. Without it everything is bundled. */
  readonly assets?: Assets;
  /** The folder for the cloud assembly. Without it the CDK command line decides. */
  readonly outdir?: string;
}

export interface SynthesisResult {
  readonly stackName: string;
  /** The folder of the cloud assembly. */
  readonly directory: string;
  /** Paths of example values in its configuration, with which CloudFormation refuses it. */
  readonly examples: readonly string[];
}

const root = path.resolve(import.meta.dirname, '..');

/**
 * Bundles the code and makes the cloud assembly of one stage. Needs no account and no network.
 * Throws ConfigError for an unknown stage or a wrong configuration, BundlingError for code that cannot be deployed,
 * SynthesisError for a template that breaks a rule.
 */
export async function synthesize(options: SynthesizeOptions): Promise<SynthesisResult> {
  const prepared = await prepare(options);
  const make = (assets: Assets) => assemble(assets, prepared);
  return options.assets === undefined ? withBundledAssets(make) : make(options.assets);
}

/**
 * The same for several stages at once, each in a folder below `outdir` by its name. The code is bundled once for all.
 */
export async function synthesizeStages(stages: readonly string[], outdir: string): Promise<readonly SynthesisResult[]> {
  const prepared = stages.map((stage) => prepare({ stage, outdir: path.join(outdir, stage) }));
  const all = await Promise.all(prepared);
  return withBundledAssets((assets) => all.map((each) => assemble(assets, each)));
}

/** What can be wrong before anything is bundled, which takes seconds. */
interface PreparedApp {
  readonly app: App;
  readonly stage: Stage;
  readonly treasury: Treasury;
}

async function prepare({ stage: given, treasury, outdir }: SynthesizeOptions): Promise<PreparedApp> {
  const app = new App({
    // Without the command line nobody else reads cdk.json, and both ways must make the same template.
    context: await contextOf(path.join(root, 'cdk.json')),
    analyticsReporting: false,
    // It would synthesize a second time when the process ends, and report a failure twice.
    autoSynth: false,
    ...(outdir === undefined ? {} : { outdir }),
  });
  const stage = stageOf(given ?? stageFromContext(app));
  return { app, stage, treasury: treasury ?? (await loadTreasury(stage.name)) };
}

async function withBundledAssets<Made>(make: (assets: Assets) => Made): Promise<Made> {
  const bundles = await mkdtemp(path.join(tmpdir(), 'hashkey-treasury-'));
  try {
    return make(await bundleAll(root, bundles));
  } finally {
    await stopEsbuild();
    // The assemblies have their own copies.
    await rm(bundles, { recursive: true, force: true });
  }
}

function assemble(assets: Assets, { app, stage, treasury }: PreparedApp): SynthesisResult {
  return withDeprecations('fail', () => {
    const stack = new TreasuryStack(app, { stage, treasury, assets });
    addChecks(app, stage);
    const directory = synthAssembly(app, stage.name);
    return { stackName: stack.stackName, directory, examples: treasury.examples ?? [] };
  });
}

function synthAssembly(app: App, stage: string): string {
  try {
    return app.synth().directory;
  } catch (error) {
    throw error instanceof Error ? new SynthesisError(stage, error) : error;
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
