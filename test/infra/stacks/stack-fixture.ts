import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { DISABLE_ASSET_STAGING_CONTEXT } from 'aws-cdk-lib/cx-api';
import { amount } from '../../../functions/shared/core/amount.ts';
import { type Assets, assetsIn } from '../../../infra/bundling/assets.ts';
import type { DeployedSweep, Treasury } from '../../../infra/config/define-treasury.ts';
import { stageOf } from '../../../infra/constructs/stage.ts';
import { functionNames } from '../../../infra/functions/function-records.ts';
import { TreasuryStack } from '../../../infra/stacks/treasury-stack.ts';
import { runFolderVariable } from '../../support/run-folder.ts';
import { Template } from './template.ts';

export const usdtSweep: DeployedSweep = {
  id: 'usdt-to-custody',
  to: 'custody',
  coin: 'USDT',
  amount: { above: amount('10000') },
  schedule: 'cron(0 18 ? * MON-FRI *)',
  timezone: 'Asia/Hong_Kong',
  enabled: true,
};

const btcTopUp: DeployedSweep = {
  id: 'btc-top-up',
  to: 'trading',
  coin: 'BTC',
  amount: { topUpTo: amount('2') },
  schedule: 'rate(6 hours)',
  timezone: 'UTC',
  enabled: false,
};

export const someTreasury: Treasury = {
  environment: 'hashkey-sandbox',
  sweeps: [usdtSweep, btcTopUp],
  identity: { issuer: 'https://login.example.com', audience: 'treasury' },
  console: {
    clientId: 'treasury-console',
    scope: 'openid email',
    token: 'id',
    userClaim: 'email',
    groupsClaim: 'groups',
    providerOrigins: ['https://tokens.example.com'],
  },
  passkeys: { roots: [], floor: { level: 'off', over: {} } },
  policy: '{"sweeps":[]}',
  whitelist: '[]',
  exports: { retentionDays: 2_557, lock: 'compliance' },
  statements: { offset: '+08:00' },
  notifications: { emails: ['oncall@example.com'] },
  monitored: {
    coins: ['BTC', 'USDT'],
    limits: [
      { coin: 'USDT', window: '24h' },
      { coin: 'USDT', window: '7d' },
    ],
  },
};

const made = new Map<string, Template>();

/** The stack of a stage, made once. */
export function stackOf(stage: string): Template {
  const template = made.get(stage) ?? makeStack(stage, someTreasury);
  made.set(stage, template);
  return template;
}

/** The template of a stage with this configuration. */
export function makeStack(stage: string, treasury: Treasury): Template {
  return inApp(
    stage,
    treasury,
    (app, stack) =>
      new Template(JSON.stringify(withoutValidation(() => app.synth()).getStackByName(stack.stackName).template)),
  );
}

/**
 * CDK's own validation of a template takes most of a synthesis. It is left to ../rules/findings.checks.ts, which has it
 * look at three stages.
 */
export function withoutValidation<Made>(make: () => Made): Made {
  process.env.CDK_VALIDATION = 'false';
  try {
    return make();
  } finally {
    delete process.env.CDK_VALIDATION;
  }
}

let bundles: Assets | undefined;

/** Bundles of one line each, written once: their making has its own tests. */
function stubBundles(): Assets {
  if (bundles !== undefined) return bundles;
  const assets = assetsIn(mkdtempSync(path.join(process.env[runFolderVariable] ?? tmpdir(), 'bundles-')));
  for (const name of functionNames) write(assets.folderOf(name), `exports.handler = () => '${name}';`);
  write(path.join(assets.layer, 'nodejs', 'signing'), 'exports.openKey = () => undefined;');
  bundles = assets;
  return assets;
}

/** Makes the stack of a stage with the flags of cdk.json, for as long as it is used. */
export function inApp<Used>(stage: string, treasury: Treasury, use: (app: App, stack: TreasuryStack) => Used): Used {
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-stack-'));
  const { stackTraceLimit } = Error;
  try {
    // The CDK notes for each construct where in the code it was made. Nobody reads it here.
    Error.stackTraceLimit = 0;
    const app = new App({
      // To copy the bundles into each of many assemblies takes a fifth of the time.
      context: { ...flags(), [DISABLE_ASSET_STAGING_CONTEXT]: true },
      outdir: folder,
      analyticsReporting: false,
      treeMetadata: false,
    });
    const stack = new TreasuryStack(app, { stage: stageOf(stage), treasury, assets: stubBundles() });
    return use(app, stack);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(folder: string, code: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'index.js'), code);
}

function flags(): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL('../../../cdk.json', import.meta.url), 'utf8')).context;
}
