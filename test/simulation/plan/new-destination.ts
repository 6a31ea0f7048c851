import type { Draws } from '../engine/draws.ts';
import { destinations, otherAddress } from '../fakes/simulated-policy.ts';
import { decisionsOf } from './decisions.ts';
import { confirmer, proposer } from './personas.ts';
import type { Action, RequestBody } from './plan.ts';

const entry = 'newco';

/** A destination comes into the whitelist during a run, and is paid as soon as that is possible, or sooner. */
export function newDestination(draws: Draws, spanMs: number): Action[] {
  const proposedAt = draws.between(1_000, Math.floor(spanMs / 4));
  const step = () => draws.between(500, draws.pick([3_000, 20_000, 60_000]));
  const provenAt = proposedAt + step();
  const paidAt = provenAt + step();
  const confirmedAt = provenAt + step();
  const { address } = destinations.newco;
  const all: Action[] = [
    { at: proposedAt, kind: 'propose', entry, address, by: proposer },
    { at: provenAt, kind: 'prove', entry, by: proposer },
    { at: paidAt, kind: 'wallet-pays', entry },
    { at: confirmedAt, kind: 'confirm', entry, by: confirmer, isOfThis: true },
  ];
  const odd: Action[] = [
    // The same address under another id.
    {
      at: proposedAt + draws.between(-300, 300),
      kind: 'propose',
      entry,
      id: 'twin',
      address: draws.pick([address, `0x${address.slice(2).toUpperCase()}`]),
      by: 'theo@example.com',
    },
    // The same id for another address.
    {
      at: proposedAt + draws.between(-2_000, 2_000),
      kind: 'propose',
      entry,
      address: otherAddress,
      by: 'theo@example.com',
    },
    { at: proposedAt + draws.between(0, 500), kind: 'propose', entry, address, by: proposer },
    { at: provenAt + draws.between(0, 500), kind: 'prove', entry, by: 'theo@example.com' },
    { at: confirmedAt - draws.between(0, 5_000), kind: 'confirm', entry, by: proposer.toUpperCase(), isOfThis: true },
    { at: confirmedAt - draws.between(0, 5_000), kind: 'confirm', entry, by: 'theo@example.com', isOfThis: false },
    { at: confirmedAt + draws.between(-100, 5_000), kind: 'confirm', entry, by: 'frank@example.com', isOfThis: true },
    { at: confirmedAt + draws.between(-100, 5_000), kind: 'confirm', entry, by: confirmer, isOfThis: true },
  ];
  return [...all, ...odd.filter(() => draws.happens(0.3)), ...payment(draws), ...revocation(draws)];
}

function payment(draws: Draws): Action[] {
  const asked: RequestBody = {
    instructionId: 'payment-new',
    destination: entry,
    coin: 'USDT',
    chain: 'ETH',
    quantity: draws.pick(['100', '400']),
    requestedBy: 'bob@example.com',
  };
  const afterMs = draws.between(10, draws.pick([1_000, 60_000]));
  const then: Action = { at: 0, kind: 'request', asked, by: draws.pick(['bus', 'http']) };
  return [{ at: 0, kind: 'trigger', when: 'listed', nth: 0, afterMs, then }, ...decisionsOf(draws, asked, false)];
}

function revocation(draws: Draws): Action[] {
  if (!draws.happens(0.25)) return [];
  const afterMs = draws.between(10, 120_000);
  const then: Action = { at: 0, kind: 'revoke', entry, by: confirmer };
  return [{ at: 0, kind: 'trigger', when: 'listed', nth: 0, afterMs, then }];
}
