import type { Mutant } from './mutant.ts';

export const needNoWayToARoot: Mutant = {
  name: 'need no way to a root',
  file: 'shared/passkeys/judge-device.ts',
  find: `  if (confirmer.kind === 'refused') {
    return { ...refused('no-way-to-a-root'), because: confirmer.because ?? { credentialId, flaw: confirmer.flaw } };
  }
`,
  replace: `  if (confirmer.kind === 'refused') {
    return { kind: 'counts', enrolment, way: [enrolment.credentialId] };
  }
`,
  also: [
    {
      file: 'shared/ledger/passkeys/anchored-device.ts',
      find: `  if (head === undefined) return item === undefined ? { kind: 'none' } : unanchored('not-anchored', head);
`,
      replace: `  if (head === undefined) return item === undefined ? { kind: 'none' } : { kind: 'anchored', device: item.device, itemVersion: item.device.version, publishedVersion: item.publishedVersion };
`,
    },
  ],
};
