import * as v from 'valibot';
import { type Amount, compare } from '../../functions/shared/core/amount.ts';
import type { PasskeyFloor } from '../../functions/shared/ledger/policy/passkey-floor.ts';
import { authenticatorsSchema, passkeyLevelSchema } from '../../functions/shared/ledger/policy/passkeys.ts';

const rootForm = 'the line of a device, which begins with "passkey:v1:", as the console prints it';

/** Whether people sign what they decide with a device of their own, and which devices that begins with. */
export const passkeysSchema = v.optional(
  v.strictObject({
    require: v.optional(passkeyLevelSchema, 'off'),
    /** The first devices, of two people at least. Every other one is confirmed by one that leads back to these. */
    roots: v.optional(v.array(v.pipe(v.string(rootForm), v.startsWith('passkey:v1:', rootForm))), []),
    authenticators: v.exactOptional(authenticatorsSchema),
  }),
  {},
);

/** What the deployment itself says of devices: nothing in the table changes it. */
export interface Passkeys {
  /** The domain that devices are bound to. Without one there are none. */
  readonly rpId?: string;
  readonly roots: readonly string[];
  readonly floor: PasskeyFloor;
}

interface SignedTier {
  readonly over: Amount;
  readonly passkeys?: true | undefined;
}

interface DeployedParts {
  readonly environment: string;
  readonly passkeys: v.InferOutput<typeof passkeysSchema>;
  readonly console: false | { readonly domain?: string };
  readonly withdrawals: Readonly<Record<string, { readonly approvals: readonly SignedTier[] }>>;
}

/** What of it the stack has to know. */
export function passkeysOf({ environment, passkeys, console: settings, withdrawals }: DeployedParts): Passkeys {
  const domain = environment === 'local' ? 'localhost' : settings === false ? undefined : settings.domain;
  const over = Object.entries(withdrawals).flatMap(([coin, { approvals }]) => {
    const least = leastSigned(approvals);
    return least === undefined ? [] : [[coin, least] as const];
  });
  return {
    ...(domain === undefined ? {} : { rpId: domain }),
    roots: passkeys.roots,
    floor: { level: passkeys.require, over: Object.fromEntries(over) },
  };
}

function leastSigned(tiers: readonly SignedTier[]): Amount | undefined {
  return tiers
    .filter(({ passkeys }) => passkeys === true)
    .map(({ over }) => over)
    .toSorted(compare)
    .at(0);
}
