import { type Stage, stageOf } from '../config/stage-name.ts';
import { stageNames } from '../config/stages.ts';
import { invalidFlag } from './flags.ts';

/** The stage that `--stage` names: one that has a configuration. Throws InvalidInputError; `use` says what for. */
export function readStageFlag(stage: string | undefined, use: string): Stage {
  const expected = `${use}: ${stageNames.join(', ')}`;
  if (stage === undefined) throw invalidFlag('--stage', 'is missing', expected);
  if (!stageNames.includes(stage)) throw invalidFlag('--stage', 'names no stage', expected);
  return stageOf(stage);
}
