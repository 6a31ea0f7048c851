import type { Mutant } from './mutant.ts';

export const believeTheItemOfADevice: Mutant = {
  name: 'believe the item of a device',
  file: 'shared/ledger/passkeys/anchored-device.ts',
  find: `  const { device, publishedVersion } = item;
`,
  replace: `  const { device, publishedVersion } = item;
  if (head.version > 0) return { kind: 'anchored', device, itemVersion: device.version, publishedVersion };
`,
};
