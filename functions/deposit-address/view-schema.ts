import * as v from 'valibot';
import { identityEpochSchema } from '../shared/core/person.ts';
import { chainSchema, coinSchema, momentSchema } from '../shared/core/schemas.ts';
import { signingDeviceSchema } from '../shared/passkeys/signing-device.ts';

const addressFields = { coin: coinSchema, chain: chainSchema, address: v.string(), tag: v.optional(v.string()) };
const firstSeen = v.pipe(momentSchema, v.description('Since when this address is known here.'));

/** Where a payer sends to. */
export const depositInstructionsSchema = v.strictObject({
  ...addressFields,
  minQuantity: v.pipe(v.string(), v.description('The exchange does not credit less. A decimal text.')),
  firstSeen,
});

/** Who said that another address is right. */
const stampFields = {
  by: v.string(),
  at: momentSchema,
  identity: v.exactOptional(identityEpochSchema),
  device: signingDeviceSchema,
};

/** The address that payers are told, and the acceptance that waits for a second person. */
export const acceptanceSchema = v.strictObject({
  ...addressFields,
  accepted: v.boolean(),
  firstSeen,
  proposal: v.exactOptional(
    v.strictObject({
      address: v.string(),
      tag: v.exactOptional(v.string()),
      ...stampFields,
    }),
  ),
});

/** Every address that payers were told. */
export const knownAddressesSchema = v.strictObject({
  addresses: v.array(
    v.strictObject({
      ...addressFields,
      firstSeen,
      proposal: v.exactOptional(
        v.pipe(
          v.strictObject(stampFields),
          v.description(
            'An acceptance of another address that waits for a second person. Not the address: who accepts it has it ' +
              'from a source of their own.',
          ),
        ),
      ),
    }),
  ),
  unreadable: v.exactOptional(
    v.pipe(
      v.array(v.string()),
      v.description(
        'Coin and chain, such as `USDT/ETH`, of what is not as it was written. Absent where there is none.',
      ),
    ),
  ),
});
