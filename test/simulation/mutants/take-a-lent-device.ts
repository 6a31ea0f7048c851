import type { Mutant } from './mutant.ts';

export const takeALentDevice: Mutant = {
  name: 'take a lent device',
  file: 'shared/passkeys/judge-device.ts',
  find: `  if (compareNamed(enrolment.person, question.person) !== 'same') return 'other-person';
`,
  replace: ``,
};
