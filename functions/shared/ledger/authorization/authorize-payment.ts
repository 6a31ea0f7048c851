import { type Amount, compare, decimalsOf } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import { findFundingPlan } from '../funding/funding-plan.ts';
import type { ReasonCode } from '../instruction/reasons.ts';
import type { Policy } from '../policy/policy.ts';
import { coolOffEnd } from '../whitelist/cool-off.ts';
import type { Target, WhitelistEntry } from '../whitelist/entry.ts';

/** What is authorized: a request, or the content of an instruction that was written earlier. */
export type AuthorizationRequest =
  | {
      readonly kind: 'withdrawal';
      readonly destination: string;
      readonly coin: string;
      readonly chain: string;
      readonly quantity: Amount;
      readonly fundFrom?: string;
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
  const [reason] = paymentFlaws(request, policy, entry);
  if (reason !== undefined || entry === undefined) {
    return { kind: 'refused', reason: reason ?? 'destination-not-whitelisted' };
  }
  const { target } = entry;
  const notBefore = coolOffEnd(entry, policy.whitelistCoolOffMs);
  return now < notBefore ? { kind: 'allowed', target, notBefore } : { kind: 'allowed', target };
}

/** Everything that forbids it, the destination first. Each reason is there once. */
export function paymentFlaws(
  request: AuthorizationRequest,
  policy: Policy,
  entry: WhitelistEntry | undefined,
): readonly PaymentFlaw[] {
  const ofDestination = destinationFlaw(request, entry);
  return [
    ...(ofDestination === undefined ? [] : [ofDestination]),
    ...quantityFlaws(request, policy),
    ...(mayBeFunded(request, policy) ? [] : (['funding-not-allowed'] as const)),
  ];
}

/** What names no account has nothing to be allowed. */
function mayBeFunded(request: AuthorizationRequest, policy: Policy): boolean {
  if (request.kind === 'fiat-withdrawal' || request.fundFrom === undefined) return true;
  const { coin, fundFrom } = request;
  return findFundingPlan(policy, { coin, fundFrom }) !== undefined;
}

/** Why the policy and the whitelist forbid a payment. */
export type PaymentFlaw = Extract<
  ReasonCode,
  | 'destination-not-whitelisted'
  | 'destination-revoked'
  | 'destination-mismatch'
  | 'coin-not-allowed'
  | 'too-many-decimals'
  | 'over-per-instruction'
  | 'over-destination-limit'
  | 'over-rolling-limit'
  | 'funding-not-allowed'
>;

function destinationFlaw(request: AuthorizationRequest, entry: WhitelistEntry | undefined): PaymentFlaw | undefined {
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

function quantityFlaws({ kind, coin, quantity }: AuthorizationRequest, policy: Policy): readonly PaymentFlaw[] {
  const bounds = quantityBounds({ kind, coin }, policy);
  if (bounds === undefined) return ['coin-not-allowed'];
  const isOver = (most: Amount | undefined) => most !== undefined && compare(quantity, most) > 0;
  const flaws: readonly (readonly [PaymentFlaw, boolean])[] = [
    ['too-many-decimals', decimalsOf(quantity) > bounds.decimals],
    ['over-per-instruction', isOver(bounds.perInstruction)],
    ['over-destination-limit', isOver(bounds.perDestination)],
    ['over-rolling-limit', isOver(bounds.rolling)],
  ];
  return flaws.flatMap(([reason, isFlaw]) => (isFlaw ? [reason] : []));
}

/** The most that one payment may be. */
export interface QuantityBounds {
  readonly decimals: number;
  readonly perInstruction: Amount;
  /** To one destination. More than a window ever takes would be turned away at its release in any case. */
  readonly perDestination?: Amount;
  readonly rolling?: Amount;
}

/** Undefined where the coin may not leave. */
export function quantityBounds(
  { kind, coin: name }: Pick<AuthorizationRequest, 'kind' | 'coin'>,
  { withdrawals, coins }: Policy,
): QuantityBounds | undefined {
  const limits = Object.hasOwn(withdrawals, name) ? withdrawals[name] : undefined;
  const coin = Object.hasOwn(coins, name) ? coins[name] : undefined;
  if (limits === undefined || coin === undefined) return undefined;
  const perDestination = least([
    limits.perDestination?.perInstruction,
    ...(limits.perDestination?.rolling ?? []).map(({ amount }) => amount),
  ]);
  const rolling = least(limits.rolling.map(({ amount }) => amount));
  return {
    decimals: kind === 'fiat-withdrawal' ? Math.min(coin.decimals, bankDecimals) : coin.decimals,
    perInstruction: limits.perInstruction,
    ...(perDestination === undefined ? {} : { perDestination }),
    ...(rolling === undefined ? {} : { rolling }),
  };
}

/** A bank pays whole cents, whatever the configuration says of the currency. */
const bankDecimals = 2;

function least(amounts: readonly (Amount | undefined)[]): Amount | undefined {
  return amounts.reduce(
    (lowest, each) => (each === undefined || (lowest !== undefined && compare(lowest, each) <= 0) ? lowest : each),
    undefined,
  );
}
