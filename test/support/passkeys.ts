import type { DeviceHeads } from '../../functions/shared/ledger/passkeys/device-heads.ts';
import type { PasskeySettings } from '../../functions/shared/ledger/passkeys/passkey-settings.ts';
import { createSoftwareKey } from '../../infra/local/software-authenticator/software-key.ts';
import { type Owner, ownerNamed } from '../functions/shared/passkeys/support/people.ts';
import { headTableName } from './ledger.ts';

/** Where the devices of this machine are asked. */
export const localParty = { rpId: 'localhost', origin: 'http://localhost' } as const;

/** A stage in which nobody signs anything. */
export const noPasskeys: { readonly heads: Pick<DeviceHeads, 'get'>; readonly passkeys: PasskeySettings } = {
  heads: { get: async () => undefined },
  passkeys: { floor: { level: 'off', over: {} } },
};

/** A person with a device of software on this machine. */
export function localOwner(by: string): Owner {
  return ownerNamed(by, createSoftwareKey(), { stage: 'local', rpId: localParty.rpId });
}

/** What the template tells a function of a stage with these roots. */
export function passkeyVariables(roots: readonly string[] = []): Readonly<Record<string, string>> {
  const settings = { stage: 'local', rpId: 'localhost', roots, floor: { level: 'off', over: {} } };
  return { PASSKEYS: JSON.stringify(settings), DEVICE_HEADS_TABLE_NAME: headTableName };
}
