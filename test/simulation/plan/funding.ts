import type { Draws } from '../engine/draws.ts';
import { decisionsOf } from './decisions.ts';
import { pauses } from './disruptions.ts';
import type { Action, Plan, PolicyOptions, RequestBody } from './plan.ts';
import { dueSweeps } from './requests.ts';

const minuteMs = 60_000;

/**
 * Payments that name an account to fund them from, where custody has too little for them; often two of them, a third
 * one that takes what is there, and a sweep from the same account. All that goes wrong in the plan still does, and people
 * stop things while money is on its way to custody.
 */
export function withFunding(draws: Draws, plan: Plan): Plan {
  const { world, faultsUntil } = plan;
  const policy: PolicyOptions = {
    ...world.policy,
    perInstruction: '1000',
    rolling: [],
    perDestination: { rolling: [] },
    funding: { most: draws.pick(['2000', '2000', '2000', '350']) },
    // What waits for accounts that another transfer never gives up comes to its end like this.
    approvalExpiryMs: draws.between(10, 60) * minuteMs,
  };
  const asked = Array.from({ length: draws.pick([1, 1, 2, 2, 3]) }, (_, index) => requestOf(draws, index));
  const spanMs = Math.min(faultsUntil - minuteMs, 10 * minuteMs);
  const first = draws.between(1_000, 20_000);
  const apart = draws.pick([100, 20_000, spanMs / 2]);
  const starts = asked.map((_, index) => first + (index === 0 ? 0 : draws.between(0, apart)));
  const requests = asked.map((each, index): Action => {
    return { at: starts[index] ?? 0, kind: 'request', asked: each, by: draws.pick(['bus', 'http']) };
  });
  const others: Action[] = [
    ...asked.flatMap((each) => decisionsOf(draws, each, draws.happens(0.5))),
    ...(draws.happens(0.3) ? dueSweeps(draws, draws.between(2_000, spanMs), 0, false) : []),
    ...(draws.happens(0.3) ? pauses(draws, starts, spanMs) : []),
    ...(draws.happens(0.4) ? asked.map((each) => stopOf(draws, each, policy)) : []),
  ];
  const latest = faultsUntil - 30_000;
  return {
    ...plan,
    // So that transfers fail as well, which the exchange seldom does.
    rates: draws.happens(0.2) ? { ...plan.rates, 'post-refused': 0.4 } : plan.rates,
    world: {
      ...world,
      policy,
      entries: {
        ...world.entries,
        acme: { status: 'active', confirmers: 2, untilMs: 0 },
        tron: { status: 'active', confirmers: 2, untilMs: 0 },
      },
      custody: draws.pick(['0', '0', '300', '900']),
      trading: draws.pick(['6000', '3000', '500']),
      isApproved: true,
    },
    actions: [...requests, ...others]
      .map((action) => ({ ...action, at: Math.min(action.at, latest) }))
      .toSorted((a, b) => a.at - b.at),
  };
}

/** Mostly of more than there is, and now and then from nowhere else. */
function requestOf(draws: Draws, index: number): RequestBody {
  const { destination, chain } = draws.pick([
    { destination: 'acme', chain: 'ETH' },
    { destination: 'tron', chain: 'Tron' },
  ]);
  return {
    instructionId: `payment-${index + 1}`,
    destination,
    coin: 'USDT',
    chain,
    quantity: draws.pick(['400', '400', '250.5', '600', '999.999999']),
    requestedBy: draws.pick(['alice@example.com', 'bob@example.com']),
    ...(draws.happens(0.85) ? { fundFrom: 'trading' } : {}),
  };
}

/** Somebody takes a payment back, or the policy allows it no more, just while its transfer goes on. */
function stopOf(
  draws: Draws,
  { instructionId: id, requestedBy: by, destination }: RequestBody,
  policy: PolicyOptions,
): Action {
  const { funding: _closed, ...closed } = policy;
  const canceled: Action = { at: 0, kind: 'cancel', of: id, by };
  const then: Action = draws.pick([
    canceled,
    canceled,
    { at: 0, kind: 'policy', policy: closed },
    { at: 0, kind: 'pause', by, scope: draws.pick(['kind:withdrawal', `destination:${destination}`]) },
  ] as const);
  const isPause = then.kind === 'pause';
  // A pause is to come between the first look and the last one.
  const when = draws.pick(
    isPause ? (['approved'] as const) : (['approved', 'sending', 'sending', 'sent', 'unknown'] as const),
  );
  const afterMs = draws.between(0, draws.pick(isPause ? [5, 50, 200, 1_000] : [5, 200, 10_000, 90_000]));
  return { at: 0, kind: 'trigger', when, of: `${id}.funding`, nth: 0, afterMs, then };
}
