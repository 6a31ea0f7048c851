import { assert } from '../shared/core/errors.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import { fiatWithdraw } from '../shared/exchange/endpoints/fiat-withdraw.ts';
import { withdraw } from '../shared/exchange/endpoints/withdraw.ts';
import type { FiatContent, OutgoingContent, WithdrawalContent } from '../shared/ledger/instruction/content.ts';
import type { PreparedSubmission } from '../shared/ledger/send.ts';

export type PaymentClient = Pick<ExchangeClient, 'prepare' | 'exchangeTime'>;

/** The exchange by the key of each kind of payment. A block of one key does not hold up the other. */
export interface PaymentClients {
  readonly exchange: PaymentClient;
  /** Opened by the first payment to a bank: where there is none, nobody needs the key. */
  readonly fiatExchange: () => PaymentClient;
}

/** The client whose key may make this payment. */
export function clientFor({ exchange, fiatExchange }: PaymentClients, { kind }: OutgoingContent): PaymentClient {
  return kind === 'fiat-withdrawal' ? fiatExchange() : exchange;
}

/** Gets the one POST of a payment ready: for `sendOnce`. Throws a TreasuryError; nothing was sent. */
export function preparePayment(client: PaymentClient, content: OutgoingContent): Promise<PreparedSubmission> {
  return content.kind === 'fiat-withdrawal' ? prepareFiat(client, content) : prepareCrypto(client, content);
}

async function prepareCrypto(client: PaymentClient, content: WithdrawalContent): Promise<PreparedSubmission> {
  const { coin, chain, address, tag, quantity } = content;
  assert(address !== undefined, 'an approved withdrawal has its address');
  const prepared = await client.prepare(withdraw);
  return {
    ...prepared,
    post: ({ clientOrderId }) => prepared.post({ coin, chain, address, tag, quantity, clientOrderId }, clientOrderId),
  };
}

/** The quantity is what arrives: the fee comes on top of it (exchange-api.md 3.12). */
async function prepareFiat(client: PaymentClient, content: FiatContent): Promise<PreparedSubmission> {
  const { coin: currency, quantity: amount, address: bankAccount } = content;
  assert(bankAccount !== undefined, 'an approved payment has its bank account');
  const prepared = await client.prepare(fiatWithdraw);
  return {
    ...prepared,
    post: ({ clientOrderId }) => prepared.post({ bankAccount, currency, amount, clientOrderId }, clientOrderId),
  };
}
