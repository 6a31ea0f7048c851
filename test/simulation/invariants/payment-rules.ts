import { compare, decimalsOf } from '../../../functions/shared/core/amount.ts';
import { isRecord, listOf, type Raw, recordOf } from '../run/raw.ts';
import type { RawEntry } from '../run/raw-entry.ts';
import { namedAccountFlaw } from './funding-rules.ts';
import { amountOf } from './support.ts';

/*
 * Whether a payment may leave, by issue 4 and not by our own authorization: a mistake there must not hide here too.
 */

/** What it is about a payment that the policy or the whitelist forbids, in words. */
export function paymentFlaw(policy: Raw, entry: RawEntry | undefined, content: Raw): string | undefined {
  if (entry === undefined) return `${content.destination} is not in the whitelist`;
  const isTaken = entry.status === 'active' || entry.status === 'cooling-off';
  if (!isTaken) return `${entry.id} is ${entry.status}`;
  const { kind, coin, chain } = entry.target;
  const isOfKind = (kind === 'bank') === (content.kind === 'fiat-withdrawal');
  if (!isOfKind || coin !== content.coin || chain !== content.chain)
    return `${entry.id} is for ${coin} on ${chain ?? 'a bank account'}`;
  return limitFlaw(policy, content) ?? namedAccountFlaw(policy, content);
}

/** An instruction keeps the address or bank account that it was asked and approved for. */
export function addressFlaw({ id, target }: RawEntry, content: Raw): string | undefined {
  const place = target.kind === 'bank' ? target.bankAccount : target.address;
  const isSame = place === content.address && target.tag === content.tag;
  return isSame ? undefined : `${id} has another address than ${content.address}`;
}

/** `now` is by a clock that may be so much ahead of the one that said when the cool-off ends. */
export function coolOffFlaw(policy: Raw, entry: RawEntry, now: number, aheadMs: number): string | undefined {
  const { id, status, until, begunAt } = entry;
  const end = Math.max(until, begunAt + Number(policy.whitelistCoolOffMs));
  return status === 'cooling-off' && now + aheadMs < end ? `${id} cools off for ${end - now} ms more` : undefined;
}

export function isSweepEnabled(policy: Raw, { sweepId }: Raw): boolean {
  return listOf(policy.sweeps).some(({ id, enabled }) => id === sweepId && enabled === true);
}

function limitFlaw(policy: Raw, { coin, quantity }: Raw): string | undefined {
  const limits = recordOf(policy.withdrawals)[String(coin)];
  const settings = recordOf(policy.coins)[String(coin)];
  if (!isRecord(limits) || !isRecord(settings)) return `${coin} may not leave`;
  if (decimalsOf(amountOf(quantity)) > Number(settings.decimals)) return `${quantity} has too many decimals`;
  const ofDestination = isRecord(limits.perDestination) ? limits.perDestination : { rolling: [] };
  const windows = [...listOf(limits.rolling), ...listOf(ofDestination.rolling)];
  const amounts = [limits.perInstruction, ofDestination.perInstruction, ...windows.map(({ amount }) => amount)];
  const most = amounts.find((each) => each !== undefined && compare(amountOf(quantity), amountOf(each)) > 0);
  return most === undefined ? undefined : `${quantity} is over ${most}`;
}
