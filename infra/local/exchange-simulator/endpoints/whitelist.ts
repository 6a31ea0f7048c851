import { amount } from '../../../../functions/shared/core/amount.ts';
import { hasAddressForm, isSameAddress } from '../addresses/form.ts';
import type { Json } from '../answers.ts';
import { isWalletSignature } from '../auth/wallet-signature.ts';
import { chainData, coinData, readWhitelistCoin } from '../data/coins.ts';
import { ExchangeRefusal, illegalParam } from '../exchange-refusal.ts';
import { depositAddressOf } from '../lifecycle/deposit.ts';
import { microPaymentKey } from '../lifecycle/micro-payment.ts';
import { positiveAmount } from '../params.ts';
import type { Endpoint } from '../route.ts';
import { derive } from '../seeded-random.ts';

/**
 * exchange-api.md 3.9: the holder of an address proves it by signing a text. ASSUMPTION A1: only that this call and its
 * codes exist is documented; here it takes `coin`, `chainType`, `address`, `message` and `walletSignature` (Ethereum's
 * personal_sign), the text must name the address, and withdrawals are taken `whitelistDelayMs` later.
 */
export const walletSigning: Endpoint = ({ state, params, now }) => {
  const coin = coinData(params.required('coin'));
  const chainType = params.required('chainType');
  const address = params.required('address');
  const message = params.required('message');
  const signature = params.required('walletSignature');
  if (coin === undefined) throw new ExchangeRefusal('-4001');
  const chain = chainData(coin, chainType);
  if (chain?.name !== 'ETH') throw illegalParam('chainType');
  if (!hasAddressForm(chain.name, address)) throw new ExchangeRefusal('-5003');
  const isKnown = state.records.whitelist.some(
    (each) => each.coin === coin.coin && each.chain === chain.name && isSameAddress(chain.name, each.address, address),
  );
  if (isKnown) throw new ExchangeRefusal('-5006');
  const namesAddress = message.toLowerCase().includes(address.toLowerCase());
  if (!namesAddress || !isWalletSignature(address, message, signature)) throw new ExchangeRefusal('-5005');
  const id = `wallet-${state.ids.short()}`;
  state.records.whitelist.push({ id, coin: coin.coin, chain: chain.name, address, type: 'Withdraw', addedAt: now });
  return { success: true };
};

/**
 * exchange-api.md 3.10: where to send a micro-payment. The same quantity gives the same amount. When that arrives, the
 * wallet that it comes from is listed: see life/micro-payment.ts.
 */
export const whitelistVerify: Endpoint = ({ state, params }) => {
  const coin = params.required('coin');
  const chainType = params.required('chainType');
  const quantityText = params.required('quantity');
  const found = readWhitelistCoin(chainType);
  if (found === undefined || found.coin.coin !== coin) throw illegalParam('chainType');
  const quantity = positiveAmount(quantityText, found.coin.decimals);
  if (quantity === undefined) throw illegalParam('quantity');
  const number = 1 + (derive(state.settings.seed, 'micro-payment', chainType, quantity).readUInt32BE() % 9_999);
  const depositAmount = amount(`0.00${String(number).padStart(4, '0')}`);
  state.microPayments.add(microPaymentKey(coin, found.chain.name, depositAmount));
  return { coin, depositAddress: depositAddressOf(state, coin, found.chain.name), depositAmount };
};

/** exchange-api.md 3.11: whitelisted addresses of a coin. Deposits and withdrawals have a list each. */
export const whitelistAddress: Endpoint = ({ state, params }): Json => {
  const coinText = params.required('coin');
  const type = params.required('type');
  if (type !== 'Deposit' && type !== 'Withdraw') throw new ExchangeRefusal('-4014');
  const found = readWhitelistCoin(coinText);
  if (found === undefined) throw new ExchangeRefusal('-4001');
  return state.records.whitelist
    .filter((each) => each.type === type && each.coin === found.coin.coin && each.chain === found.chain.name)
    .map((each) => ({ fromAddress: each.address, coin: coinText, chainType: each.chain }));
};
