import type { Draws } from '../engine/draws.ts';
import { decisionsOf } from './decisions.ts';
import type { Action, Plan, RequestBody } from './plan.ts';

const minuteMs = 60_000;

/** A payment of more than there is, until somebody brings enough: minutes later, or hours. Nothing else goes wrong. */
export function withShortage(draws: Draws, plan: Plan): Plan {
  const { world } = plan;
  const asked: RequestBody = draws.happens(0.3)
    ? { ...common, kind: 'fiat-withdrawal', destination: 'house', coin: 'USD' }
    : { ...common, destination: 'acme', coin: 'USDT', chain: 'ETH' };
  const requested: Action = { at: 5_000, kind: 'request', asked, by: draws.pick(['bus', 'http']) };
  const account = asked.kind === 'fiat-withdrawal' ? 'fiat' : 'custody';
  const broughtAt = draws.pick([4, 20, 50]) * minuteMs;
  const brought: Action = { at: broughtAt, kind: 'deposit', account, quantity: '1000' };
  // Not enough: it goes on waiting.
  const little: Action = { at: Math.floor(broughtAt / 2), kind: 'deposit', account, quantity: '50' };
  return {
    ...plan,
    rates: {},
    faultsUntil: broughtAt + 5 * minuteMs,
    world: {
      ...world,
      policy: {
        ...world.policy,
        perInstruction: '1000',
        rolling: [],
        perDestination: { rolling: [] },
        approvalExpiryMs: 1_440 * minuteMs,
        coolOffMs: minuteMs,
      },
      entries: { ...world.entries, acme: { status: 'active', confirmers: 2, untilMs: 0 } },
      custody: '200',
      fiat: '200',
      isShort: true,
      isApproved: true,
      tickMs: minuteMs,
      latencyMs: Math.min(world.latencyMs, 30),
      instanceOffsetMs: 0,
      hidesRecords: false,
      altersRows: false,
      hasForeignReadKey: false,
      hasUnknownWords: false,
      hasBalanceFlow: true,
      unrelatedOrders: 0,
    },
    actions: [requested, ...decisionsOf(draws, asked, true), little, brought],
  };
}

const common = { instructionId: 'payment-1', quantity: '400', requestedBy: 'alice@example.com' } as const;
