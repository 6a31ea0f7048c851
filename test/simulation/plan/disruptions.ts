import type { Draws } from '../engine/draws.ts';
import { destinations, otherAddress } from '../fakes/simulated-policy.ts';
import { near } from './near.ts';
import { confirmer, requesters, scopes } from './personas.ts';
import type { Action, RequestBody, WorldOptions } from './plan.ts';
import { changeBetweenLooks, changedPolicy, lostRole, lowerLimit } from './policy-changes.ts';

/** One scope after the other, or two of them at the same time. */
export function pauses(draws: Draws, moments: readonly number[], spanMs: number): Action[] {
  const first = pausesOf(draws, scopeOf(draws), moments, spanMs);
  return draws.happens(0.3) ? [...first, ...pausesOf(draws, scopeOf(draws), moments, spanMs)] : first;
}

function scopeOf(draws: Draws): string {
  return draws.happens(0.3) ? 'all' : draws.pick(scopes);
}

function pausesOf(draws: Draws, scope: string, moments: readonly number[], spanMs: number): Action[] {
  const at = near(draws, moments, spanMs);
  const [first, second] = draws.pick([
    ['alice@example.com', 'bob@example.com'],
    ['bob@example.com', 'carol@example.com'],
    ['alice@example.com', 'ALICE@example.com'],
    ['carol@example.com', 'carol@example.com'],
  ] as const);
  const proposed = at + draws.between(1_000, draws.happens(0.5) ? 20_000 : 300_000);
  const agreed = proposed + draws.between(500, 60_000);
  const paused = (when: number): Action => ({ at: when, kind: 'pause', by: draws.pick(requesters), scope });
  // Now and then the second person resumes something else.
  const resumed = draws.happens(0.1) ? scopeOf(draws) : scope;
  const all: Action[] = [
    paused(at),
    { at: proposed, kind: 'resume', by: first, scope },
    { at: agreed, kind: 'resume', by: second, scope: resumed },
  ];
  if (draws.happens(0.25)) all.push(paused(draws.between(proposed, agreed)));
  if (draws.happens(0.2)) all.push(paused(agreed + draws.between(-30, 30)));
  if (draws.happens(0.3)) all.push(paused(agreed + draws.between(1, 100_000)));
  return all.slice(0, draws.pick([1, 2, 5, 5]));
}

/** At the worst moment: between the looks of a function that sends. */
export function triggeredAction(draws: Draws, world: WorldOptions): Action {
  const at = 0;
  const then: Action = draws.pick([
    { at, kind: 'pause', by: draws.pick(requesters), scope: scopeOf(draws) },
    { at, kind: 'policy', policy: changedPolicy(draws, world) },
    { at, kind: 'policy', policy: lostRole(draws, world) },
    { at, kind: 'revoke', entry: 'acme', by: draws.pick([confirmer, 'dave@example.com']) },
    { at, kind: 'revoke', entry: 'acme', by: confirmer },
    {
      at,
      kind: 'foreign-transfer',
      from: 'trading',
      to: 'custody',
      quantity: draws.pick(['5000', '2000']),
      remark: '',
      lagMs: 0,
    },
  ] as const);
  if (draws.happens(0.3)) return lowerLimit(draws, world);
  if (draws.happens(0.25)) return changeBetweenLooks(draws, world);
  const when = draws.pick(['approved', 'reserved', 'reserved', 'sending', 'sending', 'unknown', 'held'] as const);
  return {
    at,
    kind: 'trigger',
    when,
    nth: draws.pick([0, 0, 1, 2]),
    afterMs: draws.between(0, draws.pick([5, 100, 2_500])),
    then,
  };
}

/** Somebody revokes a destination, at about the time at which it is paid. */
export function revocations(draws: Draws, moments: readonly number[], spanMs: number): Action[] {
  const entry = draws.pick(['acme', 'acme', 'tron', 'house']);
  // The last one may not.
  const by = draws.pick([confirmer, 'tina@example.com', 'dave@example.com', 'bob@example.com']);
  return [{ at: near(draws, moments, spanMs), kind: 'revoke', entry, by }];
}

/** The secret first and the exchange after it, or the other way round. */
export function rotation(draws: Draws, spanMs: number): Action[] {
  const key = draws.pick(['read', 'transfer', 'withdrawal', 'fiat']);
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
export function foreignActions(
  draws: Draws,
  asked: readonly RequestBody[],
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
    return [
      {
        at,
        kind: 'foreign-transfer',
        from: 'trading',
        to: 'custody',
        quantity,
        remark,
        lagMs: quantity === '5' ? draws.pick([0, 500_000]) : 0,
      },
    ];
  }
  const usual =
    like.kind !== 'fiat-withdrawal' && like.chain === 'Tron' ? destinations.tron.address : destinations.acme.address;
  const isExact = draws.happens(0.75);
  const address = isExact ? usual : draws.pick([usual, usual.toLowerCase(), otherAddress]);
  const quantity = isExact ? like.quantity : draws.pick([like.quantity, '12', '400.000001']);
  // Rarely even our own id, on something else.
  const mark = !isExact && quantity !== like.quantity && draws.happens(0.5) ? like.instructionId : remark;
  const at = Math.max(0, start + later);
  return [{ at, kind: 'foreign-withdrawal', like: { ...like, quantity }, address, remark: mark }];
}

export function clockStep(draws: Draws, moments: readonly number[], spanMs: number): Action {
  return { at: near(draws, moments, spanMs), kind: 'clock-step', ms: draws.pick([400, 1_500, 4_000, 20_000, 90_000]) };
}

export function outage(draws: Draws, moments: readonly number[], spanMs: number): Action {
  const at = near(draws, moments, spanMs);
  const until = at + draws.pick([60_000, 600_000, 1_800_000, 5_400_000]);
  const of = draws.pick(['reads', 'reads', 'posts'] as const);
  return {
    at,
    kind: 'outage',
    of,
    until: of === 'posts' ? Math.min(until, at + 120_000) : until,
    how: draws.pick(of === 'posts' ? ['lost', 'maintenance'] : ['lost', 'maintenance', 'empty', 'empty']),
  };
}
