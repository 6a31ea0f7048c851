import { type Amount, add, compare, isZero } from '../../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { hasAddressForm, isSameAddress } from '../addresses/form.ts';
import { hasFree } from '../balances.ts';
import { type ChainData, type CoinData, chainData, coinData } from '../data/coins.ts';
import { earlierOrder } from '../duplicates.ts';
import { beginWithdrawal } from '../life/withdrawal.ts';
import { positiveAmount } from '../params.ts';
import type { Withdrawal } from '../records.ts';
import { illegal, Refusal } from '../refusal.ts';
import type { Call, Endpoint } from '../route.ts';
import { accountOfType, type World } from '../world.ts';

/** Where to, how much and under which name: what was asked for, checked for its form. */
interface Wanted {
  readonly coin: CoinData;
  readonly chain: ChainData;
  readonly address: string;
  readonly quantity: Amount;
  readonly clientOrderId: string;
  readonly remark: string;
  readonly platform: string;
  readonly memo: string;
}

/** hashkey-api.md 3.5: a crypto withdrawal. Success means taken on, not done. ASSUMPTION A7: it leaves custody. */
export const withdraw: Endpoint = (call) => {
  const { world, now, wishes } = call;
  const wanted = readWithdrawal(call);
  const { withdrawals } = world.records;
  const earlier = earlierOrder(world, withdrawals, wanted.clientOrderId, (other) => isSame(wanted, other));
  if (earlier !== undefined) return answerOf(earlier);
  checkWhitelist(world, wanted, now);
  checkLimits(wanted);
  const custody = accountOfType(world, 5);
  const { coin, chain, ...rest } = wanted;
  if (!hasFree(world.records.balances, custody.id, coin.coin, add(wanted.quantity, chain.fee))) {
    throw new Refusal('-4003');
  }
  const withdrawal: Withdrawal = {
    orderId: `W${world.ids.short()}`,
    time: now,
    visibleAt: now + wishes.lagMs,
    accountId: custody.id,
    ...rest,
    coin: coin.coin,
    chain: chain.name,
    fee: chain.fee,
    status: 'under_review',
    failedReason: '',
    txId: '',
  };
  beginWithdrawal(world, withdrawal, wishes.failedReason ?? world.settings.failedReason);
  return answerOf(withdrawal);
};

/** ASSUMPTION A15: `platform` and `memo` are taken as on the sister sites. `addressExt` and `walletId` change nothing. */
function readWithdrawal({ params }: Call): Wanted {
  const coinName = params.required('coin');
  params.required('clientOrderId');
  const address = params.required('address');
  const chainName = params.required('chainType');
  const quantityText = params.optional('quantity');
  if (quantityText === undefined) throw new Refusal('-1165');
  const names = { clientOrderId: params.text('clientOrderId', 64), remark: params.text('remark', 128) };
  const extras = { platform: params.text('platform', 64), memo: params.text('memo', 20) };
  if (!/^[A-Za-z0-9]*$/.test(extras.memo)) throw illegal('memo');
  const coin = coinData(coinName);
  if (coin === undefined || coin.chains.length === 0) throw new Refusal('-4001');
  const chain = chainData(coin, chainName);
  if (chain === undefined) throw illegal('chainType');
  const quantity = positiveAmount(quantityText, coin.decimals);
  if (quantity === undefined) throw new Refusal('-1168');
  if (!hasAddressForm(chain.name, address)) throw new Refusal('-1163');
  return { coin, chain, address, quantity, ...names, ...extras };
}

function checkWhitelist(world: World, { coin, chain, address }: Wanted, now: Millis): void {
  const entry = world.records.whitelist.find(
    (each) =>
      each.type === 'Withdraw' &&
      each.coin === coin.coin &&
      each.chain === chain.name &&
      isSameAddress(chain.name, each.address, address),
  );
  if (entry === undefined) throw new Refusal('-1171');
  if (now < entry.addedAt + world.settings.whitelistDelayMs) throw new Refusal('-1182');
}

/** ASSUMPTION A12: a quantity over the maximum is answered as over the daily limit. */
function checkLimits({ chain, quantity }: Wanted): void {
  if (compare(quantity, chain.minWithdraw) < 0) throw new Refusal('-1167');
  if (!isZero(chain.maxWithdraw) && compare(quantity, chain.maxWithdraw) > 0) throw new Refusal('-1166');
}

function isSame(a: Wanted, b: Withdrawal): boolean {
  const sameFunds = a.coin.coin === b.coin && a.chain.name === b.chain && a.quantity === b.quantity;
  return sameFunds && isSameAddress(b.chain, a.address, b.address);
}

/** `id` is always "0" (hashkey-api.md 3.5). */
function answerOf({ orderId, accountId }: Withdrawal) {
  return { success: true, id: '0', orderId, accountId };
}
