import { dataMistakes } from './data.ts';
import { exportMistakes } from './exports.ts';
import type { Mistake } from './mistake.ts';
import { networkMistakes } from './network.ts';
import { rightsMistakes } from './rights.ts';
import { runningMistakes } from './running.ts';

/** Every mistake that must be found, each by one rule. */
export const mistakes: readonly Mistake[] = [
  ...rightsMistakes,
  ...dataMistakes,
  ...exportMistakes,
  ...runningMistakes,
  ...networkMistakes,
];
