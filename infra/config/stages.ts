import type { Treasury } from './define-treasury.ts';
import { ConfigError } from './errors.ts';
import { loadStageFile } from './stage-file.ts';

const stages: Record<string, () => Promise<{ default: Treasury }>> = {
  local: () => import('./local.ts'),
  sandbox: () => import('./sandbox.ts'),
  production: () => import('./production.ts'),
};

/** The stages that `cdk synth -c stage=<stage>` takes. Each has its file here. */
export const stageNames = Object.keys(stages);

/** Loads a stage's configuration. Throws ConfigError for a stage without one. */
export async function loadTreasury(stage: string): Promise<Treasury> {
  const load = Object.hasOwn(stages, stage) ? stages[stage] : undefined;
  if (load === undefined) {
    throw new ConfigError([
      { field: 'stage', reason: `there is no stage ${stage}`, expected: `one of ${stageNames.join(', ')}` },
    ]);
  }
  const treasury = await loadStageFile(`infra/config/${stage}.ts`, load);
  if (treasury.environment === 'local' && stage !== 'local') {
    const expected = 'an environment with a host of its own';
    throw new ConfigError([{ field: 'environment', reason: 'local is for stage local', expected }]);
  }
  return treasury;
}
