import type { Mutant } from './mutant.ts';

export const forgetByWhatPeopleAreNamed: Mutant = {
  name: 'forget by what people are named',
  file: 'shared/core/person.ts',
  find: `  if (!isOfEpochOf(a, b, first)) return 'unknown';
`,
  replace: ``,
  also: [
    {
      file: 'shared/core/person.ts',
      find: `return epoch !== undefined && epoch === epochOf(b, first);`,
      replace: `return true;`,
    },
  ],
};
