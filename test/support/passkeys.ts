import type { PasskeyPorts } from '../../functions/shared/runtime/passkeys.ts';

/** A stage in which nobody signs anything. */
export const noPasskeys: PasskeyPorts = {
  heads: { get: async () => undefined, advance: async () => false },
  settings: { floor: { level: 'off', over: {} } },
};

/** The variables that such a stage gives its functions. */
export const noPasskeyVariables = {
  PASSKEYS: JSON.stringify({ stage: 'local', roots: [], floor: { level: 'off', over: {} } }),
  DEVICE_HEADS_TABLE_NAME: 'device-heads-test',
};
