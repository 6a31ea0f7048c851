import * as v from 'valibot';
import { canonicalDigest } from '../../core/canonical-digest.ts';
import { chainSchema, coinSchema, fiatCoinSchema } from '../../core/schemas.ts';
import { canonicalAccount } from './canonical-account.ts';
import type { Target } from './entry.ts';

const addressForm = 'an address of 1 to 128 printable characters';
const bankAccountForm = 'a bank account as the exchange names it: 1 to 64 letters, digits or hyphens';
/** A memo, in exchange-api.md 3.5. */
const tagForm = '1 to 20 letters or digits';

export const addressSchema = v.pipe(v.string(addressForm), v.regex(/^[\x21-\x7e]{1,128}$/, addressForm));
export const tagSchema = v.pipe(v.string(tagForm), v.regex(/^[A-Za-z0-9]{1,20}$/, tagForm));
export const bankAccountSchema = v.pipe(v.string(bankAccountForm), v.regex(/^[A-Za-z0-9-]{1,64}$/, bankAccountForm));

export const targetFields = {
  crypto: {
    coin: coinSchema,
    chain: chainSchema,
    address: addressSchema,
    tag: v.exactOptional(tagSchema),
  },
  bank: { coin: fiatCoinSchema, bankAccount: bankAccountSchema },
};

/** A target as it is stored. */
export const targetSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('crypto'), ...targetFields.crypto }),
  v.strictObject({ kind: v.literal('bank'), ...targetFields.bank }),
]);

/** Lower-case hex SHA-256 of the RFC 8785 JSON of id and target. Who confirms an entry sends this back. */
export function entryDigest(id: string, target: Target): string {
  return canonicalDigest({ id, target });
}

/** Whether both pay the same coin into the same account. */
export function isSameAccount(a: Target, b: Target): boolean {
  return a.coin === b.coin && canonicalAccount(a) === canonicalAccount(b);
}
