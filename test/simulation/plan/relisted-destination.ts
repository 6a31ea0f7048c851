import type { Draws } from '../engine/draws.ts';
import { destinations } from '../fakes/simulated-policy.ts';
import { decisionsOf } from './decisions.ts';
import { confirmer, proposer } from './personas.ts';
import type { Action, Plan, RequestBody } from './plan.ts';

const minuteMs = 60_000;

/**
 * Somebody is paid, revoked, listed again under another id, and asked for once more. The limit of the destination is
 * longer than all of it, and takes one of the two.
 */
export function withRelistedDestination(draws: Draws, plan: Plan): Plan {
  const { world } = plan;
  const windowMs = 60 * minuteMs;
  const limit = draws.pick([
    { windowMs, amount: '700' },
    { windowMs, count: 1 },
  ]);
  const policy = {
    ...world.policy,
    perInstruction: '1000',
    rolling: [],
    perDestination: { rolling: [limit] },
    coolOffMs: minuteMs,
    approvalExpiryMs: Math.max(world.policy.approvalExpiryMs, 300 * minuteMs),
  };
  const acme = { status: 'active', confirmers: 1, untilMs: 0 } as const;
  const faultsUntil = Math.max(plan.faultsUntil, 14 * minuteMs);
  return {
    ...plan,
    world: { ...world, policy, entries: { ...world.entries, acme } },
    faultsUntil,
    actions: relisting(draws).toSorted((a, b) => a.at - b.at),
  };
}

function relisting(draws: Draws): Action[] {
  const first = asked(draws, 'payment-1', 'acme');
  const second = asked(draws, 'payment-2', 'again');
  const revokedAt = draws.between(60_000, 150_000);
  const step = () => draws.between(500, 10_000);
  const proposedAt = revokedAt + step();
  const provenAt = proposedAt + step();
  const confirmedAt = provenAt + step();
  const { address } = destinations.again;
  const entry = 'again';
  const then: Action = { at: 0, kind: 'request', asked: second, by: draws.pick(['bus', 'http']) };
  return [
    { at: 1_000, kind: 'request', asked: first, by: 'http' },
    ...decisionsOf(draws, first, true),
    { at: revokedAt, kind: 'revoke', entry: 'acme', by: confirmer },
    { at: proposedAt, kind: 'propose', entry, address, by: proposer },
    { at: provenAt, kind: 'prove', entry, by: proposer },
    { at: confirmedAt, kind: 'confirm', entry, by: confirmer, isOfThis: true },
    { at: 0, kind: 'trigger', when: 'listed', nth: 0, afterMs: draws.between(1_000, 90_000), then },
    ...decisionsOf(draws, second, true),
  ];
}

function asked(draws: Draws, instructionId: string, destination: 'acme' | 'again'): RequestBody {
  const { coin, chain } = destinations[destination];
  return {
    instructionId,
    destination,
    coin,
    chain,
    quantity: draws.pick(['400', '600']),
    requestedBy: 'bob@example.com',
  };
}
