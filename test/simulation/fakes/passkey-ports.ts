import { openDeviceHeads } from '../../../functions/shared/ledger/passkeys/device-heads.ts';
import type { PasskeySettings } from '../../../functions/shared/ledger/passkeys/passkey-settings.ts';
import type { Table } from '../../../functions/shared/ledger/store/table.ts';
import type { PasskeyPorts } from '../../../functions/shared/runtime/passkeys.ts';
import { noPasskeys } from '../../support/passkeys.ts';
import { ownerOf } from '../plan/device-names.ts';
import type { DeviceOptions } from '../plan/device-plan.ts';
import { enrolmentOf, place } from './device-keys.ts';

/** So long after its confirmation a device counts at the earliest, whatever the policy says. */
export const leastDelayMs = 20_000;

/** What the deployment says of devices, and their heads. */
export function passkeyPorts(devices: DeviceOptions | undefined, heads: Table): PasskeyPorts {
  return devices === undefined ? noPasskeys : { heads: openDeviceHeads(heads), settings: settingsOf(devices) };
}

function settingsOf({ floor, roots }: DeviceOptions): PasskeySettings {
  const enrolments = roots.map((name) => enrolmentOf(name, ownerOf(name)));
  const ground = {
    place,
    roots: new Map(enrolments.map((each) => [each.credentialId, each])),
    leastDelay: leastDelayMs,
  };
  return { floor: { level: floor, over: {} }, ground };
}
