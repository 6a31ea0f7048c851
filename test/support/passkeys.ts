import type { DeviceHeads } from '../../functions/shared/ledger/passkeys/device-heads.ts';
import type { PasskeySettings } from '../../functions/shared/ledger/passkeys/passkey-settings.ts';

/** A stage in which nobody signs anything. */
export const noPasskeys: { readonly heads: Pick<DeviceHeads, 'get'>; readonly passkeys: PasskeySettings } = {
  heads: { get: async () => undefined },
  passkeys: { floor: { level: 'off', over: {} } },
};
