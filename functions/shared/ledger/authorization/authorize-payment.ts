import { type Amount, compare, decimalsOf } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { ReasonCode } from '../instruction/reasons.ts';
import type { Policy } from '../policy/policy.ts';
import type { Target, WhitelistEntry } from '../whitelist/entry.ts';

/** What is authorized: a request, or the content of an instruction that was written earlier. */
export type AuthorizationRequest =
  | {
      readonly kind: 'withdrawal';
      readonly destination: string;
      readonly coin: string;
      readonly chain: string;
      readonly quantity: Amount;
    }
  | {
      readonly kind: 'fiat-withdrawal';
      readonly destination: string;
      readonly coin: string;
      readonly quantity: Amount;
    };

export type AuthorizationDecision =
  /** `notBefore`: when the destination's cool-off ends. Until then it is held. */
  | { readonly kind: 'allowed'; readonly target: Target; readonly notBefore?: Millis }
  | { readonly kind: 'refused'; readonly reason: ReasonCode };

/**
 * Whether money may go there under this policy, as far as the destination and the quantity tell. Asked when it is
 * requested, again before it is sent, and again when the attempt is written. `entry` is the whitelist's, by the
 * request's destination, as it stands now.
 */
export function authorizePayment(
  request: AuthorizationRequest,
  policy: Policy,
  entry: WhitelistEntry | undefined,
  now: Millis,
): AuthorizationDecision {
  const reason = destinationFlaw(request, entry) ?? quantityFlaw(request, policy);
  if (reason !== undefined || entry === undefined) {
    return { kind: 'refused', reason: reason ?? 'destination-not-whitelisted' };
  }
  const { target, state } = entry;
  const isWaiting = state.status === 'cooling-off' && now < state.until;
  return isWaiting ? { kind: 'allowed', target, notBefore: state.until } : { kind: 'allowed', target };
}

function destinationFlaw(request: AuthorizationRequest, entry: WhitelistEntry | undefined): ReasonCode | undefined {
  switch (entry?.state.status) {
    case undefined:
    case 'proposed':
    case 'proving':
    case 'confirmed':
      return 'destination-not-whitelisted';
    case 'revoked':
      return 'destination-revoked';
    case 'cooling-off':
    case 'active':
      return entry !== undefined && matchesTarget(request, entry.target) ? undefined : 'destination-mismatch';
  }
}

function matchesTarget(request: AuthorizationRequest, target: Target): boolean {
  if (request.coin !== target.coin) return false;
  if (request.kind === 'fiat-withdrawal') return target.kind === 'bank';
  return target.kind === 'crypto' && target.chain === request.chain;
}

function quantityFlaw(
  { coin: name, quantity }: AuthorizationRequest,
  { withdrawals, coins }: Policy,
): ReasonCode | undefined {
  const limits = Object.hasOwn(withdrawals, name) ? withdrawals[name] : undefined;
  const coin = Object.hasOwn(coins, name) ? coins[name] : undefined;
  if (limits === undefined || coin === undefined) return 'coin-not-allowed';
  if (decimalsOf(quantity) > coin.decimals) return 'too-many-decimals';
  if (compare(quantity, limits.perInstruction) > 0) return 'over-per-instruction';
  // More than a window ever takes would be turned away at its release in any case.
  const isOver = (most: Amount | undefined) => most !== undefined && compare(quantity, most) > 0;
  const { perDestination } = limits;
  const ofDestination = [
    perDestination?.perInstruction,
    ...(perDestination?.rolling ?? []).map(({ amount }) => amount),
  ];
  if (ofDestination.some(isOver)) return 'over-destination-limit';
  return limits.rolling.some(({ amount }) => isOver(amount)) ? 'over-rolling-limit' : undefined;
}
