import {
  type Amount,
  add,
  compare,
  decimalsOf,
  roundUp,
  subtractToZero,
} from '../../../functions/shared/core/amount.ts';
import { balanceOf } from '../../../infra/local/exchange-simulator/balances.ts';
import { chainData, coinData } from '../../../infra/local/exchange-simulator/data/coins.ts';
import { accounts } from '../fakes/simulated-policy.ts';
import type { Observed } from '../run/observed.ts';
import { instructionOf, isRecord, type Raw, type RawInstruction, recordOf } from '../run/raw.ts';
import { amountOf } from './support.ts';

/*
 * Whether a withdrawal may be funded, and by how much, by what the design says and not by our own decision.
 */

/** The withdrawal that a transfer funds, or undefined where it is none that funds one. */
export function fundedBy({ item }: Pick<Observed, 'item'>, { funds }: Raw): RawInstruction | undefined {
  return funds === undefined ? undefined : instructionOf(item(`instruction#${funds}`));
}

/** Every transfer for a withdrawal, under whatever id. */
export function transfersFor({ items }: Pick<Observed, 'items'>, id: string): RawInstruction[] {
  return items().flatMap((item) => {
    const each = instructionOf(item);
    return each?.content.funds === id ? [each] : [];
  });
}

/** Whether a transfer ended so that its withdrawal may be sent. */
export function hasFunded({ status, state }: Pick<RawInstruction, 'status' | 'state'>): boolean {
  return status === 'settled' || (status === 'rejected' && state.reason === 'nothing-lacking');
}

/** Why the policy does not let this account fund it. Undefined where it does. */
export function namedAccountFlaw(policy: Raw, { fundFrom, coin }: Raw): string | undefined {
  if (fundFrom === undefined) return undefined;
  const { funding } = policy;
  if (!isRecord(funding) || !Array.isArray(funding.from) || !funding.from.includes(fundFrom))
    return `${fundFrom} may not fund it`;
  return recordOf(funding.maxPerTransfer)[String(coin)] === undefined ? `${coin} is not funded` : undefined;
}

/** What it is about a transfer for a withdrawal that the policy forbids, in words. */
export function fundingFlaw(policy: Raw, content: Raw): string | undefined {
  const { funding } = policy;
  if (!isRecord(funding)) return 'is not allowed';
  const most = recordOf(funding.maxPerTransfer)[String(content.coin)];
  const quantity = amountOf(content.quantity);
  if (most === undefined || compare(quantity, amountOf(most)) > 0) return `moves at most ${most}`;
  const coin = recordOf(recordOf(policy.coins)[String(content.coin)]);
  return decimalsOf(quantity) > Number(coin.decimals) ? `has ${coin.decimals} decimals` : undefined;
}

/** The quantity of a withdrawal and the exchange's fee. */
export function needOf({ coin, chain, quantity }: Raw): Amount {
  const ofCoin = coinData(String(coin));
  const ofChain = ofCoin && chainData(ofCoin, String(chain));
  if (ofChain === undefined) throw new TypeError(`there is no ${coin} on ${chain}`);
  return add(amountOf(quantity), ofChain.fee);
}

/** What custody lacks for a withdrawal at this very moment, to the six decimals that its coin has here. */
export function lackNow({ exchange }: Observed, withdrawal: Raw): Amount {
  const { free } = balanceOf(exchange.simulator.records.balances, accounts.custody.id, String(withdrawal.coin));
  return roundUp(subtractToZero(needOf(withdrawal), free), 6);
}
