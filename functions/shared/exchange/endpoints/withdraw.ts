import type { Amount } from '../../core/amount.ts';
import type { InstructionId } from '../../core/ids.ts';
import type { MoneyEndpoint } from '../client/endpoint.ts';
import { accepted } from './fields.ts';

export interface WithdrawInput {
  readonly coin: string;
  readonly chain: string;
  readonly address: string;
  readonly tag?: string | undefined;
  readonly quantity: Amount;
  readonly clientOrderId: InstructionId;
}

/**
 * Sends crypto to a whitelisted address (exchange-api.md 3.5). The records do not show `clientOrderId` (3.6), so the id
 * travels in `remark` too. ASSUMPTION A23: the tag goes as `memo`.
 */
export const withdraw: MoneyEndpoint<WithdrawInput> = {
  method: 'POST',
  path: '/api/v1/account/withdraw',
  pace: 'order',
  twoFactor: true,
  shortfall: 'held',
  params: ({ coin, chain, address, tag, quantity, clientOrderId }) => [
    ['coin', coin],
    ['clientOrderId', clientOrderId],
    ['address', address],
    ['quantity', quantity],
    ['chainType', chain],
    ['remark', clientOrderId],
    ...(tag === undefined ? [] : [['memo', tag] as const]),
  ],
  accepted,
};
