import type { Mutant } from './mutant.ts';

export const actOnARepeatedDeployment: Mutant = {
  name: 'act on a repeated deployment',
  file: 'shared/ledger/policy/deployments.ts',
  find: `  if (same?.answer !== undefined) return { kind: 'answered', answer: same.answer };
  if (same !== undefined) return same === newest ? { kind: 'act', deployments: known } : { kind: 'superseded' };
`,
  replace: `  if (same !== undefined) return { kind: 'act', deployments: [...known.filter((each) => each !== same), same] };
`,
};
