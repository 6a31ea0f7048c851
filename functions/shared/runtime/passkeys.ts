import { type DeviceHeads, openDeviceHeads } from '../ledger/passkeys/device-heads.ts';
import { type PasskeySettings, readPasskeySettings } from '../ledger/passkeys/passkey-settings.ts';
import { openTable } from '../ledger/store/table.ts';

/** What the template tells a function that checks signatures of devices. */
export const passkeyVariables = ['PASSKEYS', 'DEVICE_HEADS_TABLE_NAME'] as const;

export interface PasskeyPorts {
  readonly settings: PasskeySettings;
  readonly heads: DeviceHeads;
}

/** Reads the settings and opens the table of heads, at the start of a function. Throws InvalidInputError. */
export function openPasskeys(variables: Readonly<Record<(typeof passkeyVariables)[number], string>>): PasskeyPorts {
  const settings = readPasskeySettings(variables.PASSKEYS);
  return { settings, heads: openDeviceHeads(openTable(variables.DEVICE_HEADS_TABLE_NAME)) };
}
