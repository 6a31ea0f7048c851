import * as v from 'valibot';
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
