import type { Mutant } from './mutant.ts';

export const believeAnEmptyList: Mutant = {
  name: 'believe an empty list',
  file: 'reconciliation/judge-absence.ts',
  find: `  if (!evidence.isComplete || evidence.control === 'missing') return { kind: 'unreliable' };`,
  replace: `  if (!evidence.isComplete) return { kind: 'unreliable' };`,
  also: [
    {
      file: 'reconciliation/judge-absence.ts',
      find: "evidence.control === 'shown' ?",
      replace: "evidence.control !== 'none' ?",
    },
  ],
};
