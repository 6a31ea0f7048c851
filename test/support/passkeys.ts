import type { PasskeyPorts } from '../../functions/shared/runtime/passkeys.ts';
import { createSoftwareKey } from '../../infra/local/software-authenticator/software-key.ts';
import { type Owner, ownerNamed } from '../functions/shared/passkeys/support/people.ts';
import { headTableName } from './ledger.ts';

/** Where the devices of this machine are asked. */
export const localParty = { rpId: 'localhost', origin: 'http://localhost' } as const;

/** A stage in which nobody signs anything. */
export const noPasskeys: PasskeyPorts = {
  heads: { get: async () => undefined, restored: async () => undefined, advance: async () => false },
  settings: { floor: { level: 'off', over: {} } },
};

/** The variables that such a stage gives its functions. */
export const noPasskeyVariables = {
  PASSKEYS: JSON.stringify({ stage: 'local', roots: [], floor: { level: 'off', over: {} } }),
  DEVICE_HEADS_TABLE_NAME: 'device-heads-test',
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
