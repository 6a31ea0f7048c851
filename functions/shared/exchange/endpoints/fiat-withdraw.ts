import type { Amount } from '../../core/amount.ts';
import type { InstructionId } from '../../core/ids.ts';
import type { MoneyEndpoint } from '../client/endpoint.ts';
import { accepted } from './fields.ts';

export interface FiatWithdrawInput {
  /** A bank account that is bound at the exchange; -4004 otherwise. */
  readonly bankAccount: string;
  readonly currency: string;
  readonly amount: Amount;
  readonly clientOrderId: InstructionId;
}

/** Pays out to a bound bank account (exchange-api.md 3.12). ASSUMPTION A2: as a form, like every other call. */
export const fiatWithdraw: MoneyEndpoint<FiatWithdrawInput> = {
  method: 'POST',
  path: '/api/v1/account/fiat/withdraw',
  pace: 'order',
  twoFactor: true,
  shortfall: 'held',
  params: ({ bankAccount, currency, amount, clientOrderId }) => [
    ['bankAccount', bankAccount],
    ['asset', currency],
    ['amount', amount],
    ['remark', clientOrderId],
    ['clientOrderId', clientOrderId],
  ],
  accepted,
};
