import type { KeyName } from '../../functions/shared/core/key-names.ts';
import type { StandingFunctionName } from '../functions/function-records.ts';

/** Which function answers for each key. Where several read a key, one of them does. */
export const keyOwners: Readonly<Record<KeyName, StandingFunctionName>> = {
  read: 'reconciliation',
  transfer: 'asset-transfer',
  withdrawal: 'withdrawal-release',
  whitelist: 'deposit-address',
  fiat: 'withdrawal-release',
};
