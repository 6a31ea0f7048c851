import type { Amount } from '../../core/amount.ts';
import type { AccountId, InstructionId } from '../../core/ids.ts';
import type { MoneyEndpoint } from '../client/endpoint.ts';
import { accepted } from './fields.ts';

export interface TransferInput {
  readonly from: AccountId;
  readonly to: AccountId;
  readonly coin: string;
  readonly quantity: Amount;
  readonly clientOrderId: InstructionId;
}

/**
 * Moves funds between two of our accounts (exchange-api.md 3.4). At most one call a second. The id travels as
 * `clientOrderId` and as `remark`, so that the fund statement shows it either way.
 */
export const assetTransfer: MoneyEndpoint<TransferInput> = {
  method: 'POST',
  path: '/api/v1/account/assetTransfer',
  pace: 'transfer',
  twoFactor: false,
  shortfall: 'refused',
  params: ({ from, to, coin, quantity, clientOrderId }) => [
    ['fromAccountId', from],
    ['toAccountId', to],
    ['coin', coin],
    ['quantity', quantity],
    ['remark', clientOrderId],
    ['clientOrderId', clientOrderId],
  ],
  accepted,
};
