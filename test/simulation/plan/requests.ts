import type { Draws } from '../engine/draws.ts';
import { bankDestinations, destinations, startTime, sweeps } from '../fakes/simulated-policy.ts';
import { requesters } from './personas.ts';
import type { Action, RequestBody, WorldOptions } from './plan.ts';

/** Often close together, so that they get in each other's way. */
export function startTimesOf(
  draws: Draws,
  { policy, isCrowded }: WorldOptions,
  count: number,
  spanMs: number,
): number[] {
  const first = draws.between(1_000, Math.floor(spanMs / 2));
  if (isCrowded) return Array.from({ length: count }, () => first + draws.between(0, 1_500));
  // Or just when what moved first leaves the window of a limit.
  const rolling = [...policy.rolling, ...(policy.perDestination?.rolling ?? [])][0]?.windowMs;
  if (rolling !== undefined && draws.happens(0.25)) {
    return Array.from(
      { length: count },
      (_, index) => first + (index === 0 ? 0 : rolling + draws.between(-1_500, 500)),
    );
  }
  const apart = draws.pick([20, 20, 4_000, 4_000, spanMs / 2, spanMs / 2]);
  return Array.from({ length: count }, (_, index) => first + (index === 0 ? 0 : draws.between(0, apart)));
}

/** Some of it leaves to a bank account. */
export function requestBodyOf(draws: Draws, index: number): RequestBody {
  return draws.happens(0.25) ? toBank(draws, index) : toAddress(draws, index);
}

function toBank(draws: Draws, index: number): RequestBody {
  const isOdd = draws.happens(0.06);
  return {
    instructionId: `payment-${index + 1}`,
    kind: 'fiat-withdrawal',
    destination: isOdd ? draws.pick(['nobody', 'acme', 'house']) : 'house',
    coin: isOdd ? draws.pick(['USD', 'HKD']) : bankDestinations.house.coin,
    // The last ones are below what the exchange pays out, and finer than cents.
    quantity: draws.pick(['100', '250.5', '400', '400', '400', '600', '600', '999.99', '1200', '50', '100.001']),
    requestedBy: draws.pick(requesters),
  };
}

function toAddress(draws: Draws, index: number): RequestBody {
  const destination = draws.pick(['acme', 'acme', 'acme', 'tron', 'newco']);
  const { coin, chain } = destinations[destination];
  const isOdd = draws.happens(0.06);
  return {
    instructionId: `payment-${index + 1}`,
    destination: isOdd ? draws.pick(['nobody', destination]) : destination,
    coin,
    chain: isOdd ? draws.pick([chain, 'BTC']) : chain,
    quantity: draws.pick(['100', '250.5', '400', '400', '400', '600', '600', '999.999999', '1200', '0.0000001']),
    requestedBy: draws.pick(requesters),
  };
}

export function requestsOf(draws: Draws, asked: RequestBody, at: number, isCalm: boolean): Action[] {
  const request = (later: number, what: RequestBody): Action => ({
    at: at + later,
    kind: 'request',
    asked: what,
    by: draws.pick(['bus', 'http']),
  });
  const first = request(0, asked);
  if (isCalm || draws.happens(0.6)) return [first];
  const again = request(draws.between(0, 60_000), asked);
  if (draws.happens(0.7)) return [first, again];
  return [
    first,
    again,
    request(draws.between(0, 20_000), { ...asked, quantity: draws.pick(['77', '401', '1000000']) }),
  ];
}

export function dueSweeps(draws: Draws, at: number, index: number, isCalm: boolean): Action[] {
  const sweep = draws.pick(sweeps);
  const scheduledTime = `${new Date(startTime + Math.floor(at / 1_000) * 1_000 + index * 1_000).toISOString().slice(0, 19)}Z`;
  const due = (later: number): Action => ({ at: at + later, kind: 'sweep-due', sweepId: sweep.id, scheduledTime });
  if (isCalm || draws.happens(0.75)) return [due(0)];
  return [due(0), due(draws.between(1, 400_000))];
}
