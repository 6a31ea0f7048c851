import type { Draws } from '../engine/draws.ts';
import { destinations } from '../fakes/simulated-policy.ts';
import { approvers, confirmer, proposer, requesters, secondConfirmer } from './personas.ts';
import type { Action, Plan, RequestBody } from './plan.ts';

const minuteMs = 60_000;

/**
 * People are named by another claim from some moment on: what they said before, they try to say again under their new
 * names, each for the other that they seem to be.
 */
export function withChangedIdentity(draws: Draws, plan: Plan): Plan {
  const { world } = plan;
  const approvals = [{ over: '0', quorum: draws.pick([1, 2, 2]), groups: [] }];
  const policy = { ...world.policy, looseningDelayMs: 5_000, coolOffMs: minuteMs, approvals };
  const acme = { status: 'active', confirmers: draws.pick([1, 2] as const), untilMs: 0 } as const;
  const newco = { status: 'none', confirmers: 1, untilMs: 0 } as const;
  const changedAt = draws.between(60_000, 180_000);
  const deploy: Action = { at: changedAt, kind: 'policy', policy: { ...policy, userClaim: 'sub' } };
  const all = [
    deploy,
    ...paymentAcross(draws, changedAt),
    ...paymentAfter(draws, changedAt),
    ...destinationAcross(draws, changedAt),
    ...pauseAcross(draws, changedAt),
  ];
  return {
    ...plan,
    world: { ...world, policy, entries: { ...world.entries, acme, newco } },
    faultsUntil: Math.max(plan.faultsUntil, 14 * minuteMs),
    actions: all.toSorted((a, b) => a.at - b.at),
  };
}

/** Asked for before, and approved on both sides; also by who asked for it, and by the same people again. */
function paymentAcross(draws: Draws, changedAt: number): Action[] {
  const asked = requestOf(draws, 'payment-1', 'acme');
  const at = changedAt - draws.between(1_000, 50_000);
  const before = approvers.filter(() => draws.happens(0.3)).map((by) => approval(asked, by, changedAt - 500));
  const after = [asked.requestedBy, ...approvers, ...(draws.happens(0.5) ? [] : ['theo@example.com'])];
  return [
    { at, kind: 'request', asked, by: draws.pick(['bus', 'http']) },
    ...before,
    ...after.map((by) => approval(asked, by, afterOf(draws, changedAt))),
  ];
}

/** To a destination from before, after more or fewer people confirmed it again. */
function paymentAfter(draws: Draws, changedAt: number): Action[] {
  const asked = requestOf(draws, 'payment-2', 'acme');
  const at = afterOf(draws, changedAt) + 10_000;
  const people = [proposer, confirmer, secondConfirmer, 'gina@example.com'].filter(() => draws.happens(0.6));
  const confirmations = people.map(
    (by): Action => ({ at: afterOf(draws, changedAt), kind: 'confirm', entry: 'acme', by, isOfThis: true }),
  );
  const decisions = [...approvers, proposer, confirmer, asked.requestedBy].filter(() => draws.happens(0.7));
  return [
    { at, kind: 'request', asked, by: draws.pick(['bus', 'http']) },
    ...confirmations,
    ...decisions.map((by) => approval(asked, by, at + draws.between(1_000, 60_000))),
  ];
}

/** Proposed before, and confirmed by the same person under another name. */
function destinationAcross(draws: Draws, changedAt: number): Action[] {
  const entry = 'newco';
  const { address } = destinations.newco;
  const people = [proposer, confirmer].filter(() => draws.happens(0.7));
  return [
    { at: changedAt - draws.between(30_000, 50_000), kind: 'propose', entry, address, by: proposer },
    { at: changedAt - draws.between(5_000, 25_000), kind: 'prove', entry, by: proposer },
    ...people.map(
      (by): Action => ({ at: afterOf(draws, changedAt), kind: 'confirm', entry, by, isOfThis: draws.happens(0.9) }),
    ),
  ];
}

/** Resumed by one person before and after. */
function pauseAcross(draws: Draws, changedAt: number): Action[] {
  if (draws.happens(0.5)) return [];
  const scope = draws.pick(['coin:BTC', 'all', 'destination:acme']);
  const by = draws.pick(requesters);
  return [
    { at: changedAt - 20_000, kind: 'pause', by, scope },
    { at: changedAt - draws.between(500, 15_000), kind: 'resume', by, scope },
    { at: afterOf(draws, changedAt), kind: 'resume', by, scope },
    { at: afterOf(draws, changedAt), kind: 'resume', by: draws.pick(requesters), scope },
  ];
}

/** The looser policy acts after five seconds, unless it has to be deployed again. */
function afterOf(draws: Draws, changedAt: number): number {
  return changedAt + draws.between(4_000, draws.pick([12_000, 60_000, 120_000]));
}

function approval({ instructionId: of }: RequestBody, by: string, at: number): Action {
  return { at, kind: 'word', of, by, decision: 'approve', isOfThis: true };
}

function requestOf(draws: Draws, instructionId: string, destination: 'acme'): RequestBody {
  const { coin, chain } = destinations[destination];
  const quantity = draws.pick(['100', '400']);
  return { instructionId, destination, coin, chain, quantity, requestedBy: draws.pick(requesters) };
}
