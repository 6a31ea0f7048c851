import { dataMistakes } from './data.ts';
import { exportMistakes } from './exports.ts';
import { iamMistakes } from './iam.ts';
import type { Mistake } from './mistake.ts';
import { networkMistakes } from './network.ts';
import { operationsMistakes } from './operations.ts';

/** Every mistake that must be found, each by one rule. */
export const mistakes: readonly Mistake[] = [
  ...iamMistakes,
  ...dataMistakes,
  ...exportMistakes,
  ...operationsMistakes,
  ...networkMistakes,
];
