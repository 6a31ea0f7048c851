import type { Draws } from '../engine/draws.ts';
import { destinations, otherAddress, startTime, sweeps } from '../ground/policy.ts';
import type { Action, Asked, PolicyOptions, WorldOptions } from './plan.ts';

const people = ['alice@example.com', 'bob@example.com', 'carol@example.com'] as const;

/** What happens in a run, around one to four instructions. */
export function actionsOf(draws: Draws, world: WorldOptions, isCalm: boolean, faultsUntil: number): Action[] {
  const spanMs = Math.min(faultsUntil - 60_000, 900_000);
  const asked = Array.from({ length: world.isCrowded ? 3 : draws.pick([1, 1, 1, 2, 2, 2, 3, 0]) }, (_, index) =>
    askedFor(draws, index),
  );
  const starts = timesOf(draws, world, asked.length, spanMs);
  const requests = asked.flatMap((each, index) => requestsOf(draws, each, starts[index] ?? 0, isCalm));
  const dueCount = asked.length === 0 ? draws.between(1, 3) : draws.pick([0, 0, 1, 1, 2]);
  const due = draws.between(2_000, draws.happens(0.5) ? 30_000 : spanMs);
  const apart = draws.pick([1_500, 30_000, 300_000]);
  const dues = Array.from({ length: dueCount }, (_, index) => due + (index === 0 ? 0 : draws.between(0, apart)));
  const runs = dues.flatMap((at, index) => dueOf(draws, at, index, isCalm));
  const moments = [...starts, ...dues];
  // When faults stop, people have stopped.
  const latest = faultsUntil - 30_000;
  if (isCalm) return sorted([...requests, ...runs], latest);
  const others: Action[] = [
    ...(draws.happens(0.3) ? pauses(draws, moments, spanMs) : []),
    ...(draws.happens(0.3) ? [ambush(draws, world)] : []),
    ...(draws.happens(0.25) ? policyChanges(draws, world, moments, spanMs) : []),
    ...(draws.happens(0.15) ? rotation(draws, spanMs) : []),
    ...(draws.happens(0.25) ? foreigners(draws, asked, starts, dues) : []),
    ...(draws.happens(0.08) ? [step(draws, moments, spanMs)] : []),
    ...(draws.happens(0.12) ? [outage(draws, moments, spanMs)] : []),
  ];
  return sorted([...requests, ...runs, ...others], latest);
}

function sorted(actions: readonly Action[], latest: number): Action[] {
  return actions.map((action) => ({ ...action, at: Math.min(action.at, latest) })).toSorted((a, b) => a.at - b.at);
}

/** Often close together, so that they get in each other's way. */
function timesOf(draws: Draws, { policy, isCrowded }: WorldOptions, count: number, spanMs: number): number[] {
  const first = draws.between(1_000, Math.floor(spanMs / 2));
  if (isCrowded) return Array.from({ length: count }, () => first + draws.between(0, 1_500));
  // Or just when what moved first leaves the window of a limit.
  const rolling = policy.rolling[0]?.windowMs;
  if (rolling !== undefined && draws.happens(0.25)) {
    return Array.from(
      { length: count },
      (_, index) => first + (index === 0 ? 0 : rolling + draws.between(-1_500, 500)),
    );
  }
  const apart = draws.pick([20, 20, 4_000, 4_000, spanMs / 2, spanMs / 2]);
  return Array.from({ length: count }, (_, index) => first + (index === 0 ? 0 : draws.between(0, apart)));
}

function askedFor(draws: Draws, index: number): Asked {
  const destination = draws.pick(['acme', 'acme', 'acme', 'tron']);
  const { coin, chain } = destinations[destination];
  const isOdd = draws.happens(0.06);
  return {
    instructionId: `payment-${index + 1}`,
    destination: isOdd ? draws.pick(['nobody', destination]) : destination,
    coin,
    chain: isOdd ? draws.pick([chain, 'BTC']) : chain,
    quantity: draws.pick(['100', '250.5', '400', '400', '400', '600', '600', '999.999999', '1200', '0.0000001']),
    requestedBy: draws.pick(people),
  };
}

function requestsOf(draws: Draws, asked: Asked, at: number, isCalm: boolean): Action[] {
  const request = (later: number, what: Asked): Action => ({
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

function dueOf(draws: Draws, at: number, index: number, isCalm: boolean): Action[] {
  const sweep = draws.pick(sweeps);
  const scheduledTime = `${new Date(startTime + Math.floor(at / 1_000) * 1_000 + index * 1_000).toISOString().slice(0, 19)}Z`;
  const due = (later: number): Action => ({ at: at + later, kind: 'sweep-due', sweepId: sweep.id, scheduledTime });
  if (isCalm || draws.happens(0.75)) return [due(0)];
  return [due(0), due(draws.between(1, 400_000))];
}

/** Often at the very moment in which something is on its way. */
function near(draws: Draws, moments: readonly number[], spanMs: number): number {
  const moment = moments[draws.between(0, Math.max(0, moments.length - 1))];
  if (moment === undefined || draws.happens(0.3)) return draws.between(0, spanMs);
  return Math.max(0, moment + draws.between(-2_000, draws.happens(0.7) ? 6_000 : 60_000));
}

function pauses(draws: Draws, moments: readonly number[], spanMs: number): Action[] {
  const at = near(draws, moments, spanMs);
  const [first, second] = draws.pick([
    ['alice@example.com', 'bob@example.com'],
    ['bob@example.com', 'carol@example.com'],
    ['alice@example.com', 'ALICE@example.com'],
    ['carol@example.com', 'carol@example.com'],
  ] as const);
  const proposed = at + draws.between(1_000, draws.happens(0.5) ? 20_000 : 300_000);
  const agreed = proposed + draws.between(500, 60_000);
  const all: Action[] = [
    { at, kind: 'pause', by: draws.pick(people) },
    { at: proposed, kind: 'resume', by: first },
    { at: agreed, kind: 'resume', by: second },
  ];
  if (draws.happens(0.25)) all.push({ at: draws.between(proposed, agreed), kind: 'pause', by: draws.pick(people) });
  if (draws.happens(0.2)) all.push({ at: agreed + draws.between(-30, 30), kind: 'pause', by: draws.pick(people) });
  if (draws.happens(0.3)) all.push({ at: agreed + draws.between(1, 100_000), kind: 'pause', by: draws.pick(people) });
  return all.slice(0, draws.pick([1, 2, 5, 5]));
}

/** At the worst moment: between the looks of a function that sends. */
function ambush(draws: Draws, world: WorldOptions): Action {
  const at = 0;
  const then: Action = draws.pick([
    { at, kind: 'pause', by: draws.pick(people) },
    { at, kind: 'policy', policy: changedPolicy(draws, world) },
    {
      at,
      kind: 'foreign-transfer',
      from: 'trading',
      to: 'custody',
      quantity: draws.pick(['5000', '2000']),
      remark: '',
    },
  ] as const);
  const when = draws.pick(['reserved', 'reserved', 'sending', 'sending', 'unknown', 'held'] as const);
  return {
    at,
    kind: 'ambush',
    when,
    nth: draws.pick([0, 0, 1, 2]),
    afterMs: draws.between(0, draws.pick([5, 100, 2_500])),
    then,
  };
}

function policyChanges(draws: Draws, world: WorldOptions, moments: readonly number[], spanMs: number): Action[] {
  const at = near(draws, moments, spanMs);
  const changed = changedPolicy(draws, world);
  const change: Action = { at, kind: 'policy', policy: changed };
  return draws.happens(0.5)
    ? [change]
    : [change, { at: at + draws.between(1_000, 120_000), kind: 'policy', policy: world.policy }];
}

function changedPolicy(draws: Draws, { policy }: WorldOptions): PolicyOptions {
  return draws.pick([
    { ...policy, whitelisted: ['tron'] },
    { ...policy, whitelisted: [] },
    { ...policy, moved: 'acme' },
    { ...policy, perInstruction: '200' },
    { ...policy, rolling: [{ windowMs: 600_000, amount: '300' }] },
    { ...policy, rolling: [{ windowMs: 300_000, amount: '700' }] },
    { ...policy, enabledSweeps: [] },
  ]);
}

/** The secret first and the exchange after it, or the other way round. */
function rotation(draws: Draws, spanMs: number): Action[] {
  const key = draws.pick(['read', 'transfer', 'withdrawal']);
  const at = draws.between(0, spanMs);
  const gap = draws.between(0, 90_000);
  const isSecretFirst = draws.happens(0.5);
  const part = (which: 'secret' | 'exchange', isFirst: boolean): Action => ({
    at: isFirst ? at : at + gap,
    kind: 'rotate-key',
    key,
    version: 2,
    part: which,
  });
  return [part('secret', isSecretFirst), part('exchange', !isSecretFirst)];
}

/** A person moves funds by hand, in a way that looks like an instruction of ours, or like no other. */
function foreigners(
  draws: Draws,
  asked: readonly Asked[],
  starts: readonly number[],
  dues: readonly number[],
): Action[] {
  const remark = draws.pick(['', '', 'by hand', 'payment-99', 'above-20990101T000000Z']);
  const later = draws.between(-20_000, draws.happens(0.5) ? 30_000 : 250_000);
  const like = asked[draws.between(0, Math.max(0, asked.length - 1))];
  const start = starts[0] ?? 0;
  if (like === undefined || draws.happens(0.3)) {
    const at = Math.max(0, (dues[0] ?? start) + later);
    const quantity = draws.pick(['like-last-sweep', 'like-last-sweep', '5', '5000'] as const);
    return [{ at, kind: 'foreign-transfer', from: 'trading', to: 'custody', quantity, remark }];
  }
  const usual = like.chain === 'Tron' ? destinations.tron.address : destinations.acme.address;
  const isExact = draws.happens(0.75);
  const address = isExact ? usual : draws.pick([usual, usual.toLowerCase(), otherAddress]);
  const quantity = isExact ? like.quantity : draws.pick([like.quantity, '12', '400.000001']);
  // Rarely even our own id, on something else.
  const mark = !isExact && quantity !== like.quantity && draws.happens(0.5) ? like.instructionId : remark;
  const at = Math.max(0, start + later);
  return [{ at, kind: 'foreign-withdrawal', like: { ...like, quantity }, address, remark: mark }];
}

function step(draws: Draws, moments: readonly number[], spanMs: number): Action {
  return { at: near(draws, moments, spanMs), kind: 'clock-step', ms: draws.pick([400, 1_500, 4_000, 20_000, 90_000]) };
}

function outage(draws: Draws, moments: readonly number[], spanMs: number): Action {
  const at = near(draws, moments, spanMs);
  const until = at + draws.pick([60_000, 600_000, 1_800_000, 5_400_000]);
  const of = draws.pick(['reads', 'reads', 'posts'] as const);
  return {
    at,
    kind: 'outage',
    of,
    until: of === 'posts' ? Math.min(until, at + 120_000) : until,
    how: draws.pick(['lost', 'maintenance']),
  };
}
