import type { PasskeyLevel } from '../../../functions/shared/ledger/policy/passkeys.ts';
import type { Draws } from '../engine/draws.ts';
import { deviceOf } from './device-names.ts';
import type { DeviceOptions, SigningKind } from './device-plan.ts';
import { pauses } from './disruptions.ts';
import { withIntruder } from './intrusions.ts';
import { approvers, confirmer, secondConfirmer } from './personas.ts';
import type { Action, Moment, Plan, PolicyOptions, RequestBody } from './plan.ts';

const minuteMs = 60_000;

/** People who always have a device. Approvers may have to enroll theirs. */
const usualOwners = [
  'alice@example.com',
  'bob@example.com',
  'carol@example.com',
  'dave@example.com',
  'erin@example.com',
  'grace@example.com',
  'heidi@example.com',
  'wanda@example.com',
  confirmer,
  secondConfirmer,
] as const;

/**
 * People have devices, and sign what they decide. Devices are enrolled, confirmed and revoked while payments wait for
 * them and while they leave, the policy asks for more signatures or fewer, and some sign as they should not. All that
 * goes wrong in the plan still does.
 */
export function withDevices(draws: Draws, usual: Plan): Plan {
  const plan = devicesIn(draws, usual);
  return draws.happens(0.4) ? withIntruder(draws, plan) : plan;
}

function devicesIn(draws: Draws, plan: Plan): Plan {
  const { world } = plan;
  const faultsUntil = draws.between(6, 8) * minuteMs;
  const devices = devicesOf(draws);
  const policy = policyOf(draws, world.policy);
  const asked = Array.from({ length: draws.pick([1, 1, 2]) }, (_, index) => requestOf(draws, index));
  const starts = asked.map(() => draws.between(1_000, draws.pick([5_000, 60_000])));
  const requests = asked.map((each, index): Action => {
    return { at: starts[index] ?? 0, kind: 'request', asked: each, by: draws.pick(['bus', 'http']) };
  });
  const actions: Action[] = [
    ...requests,
    ...asked.flatMap((each, index) => decisionsOf(draws, each, index > 0)),
    ...enrolments(draws),
    ...revocations(draws, asked),
    ...(draws.happens(0.5) ? switches(draws, policy, asked) : []),
    ...destinationSigned(draws, asked),
    ...(draws.happens(0.2) ? pauses(draws, starts, 3 * minuteMs) : []),
  ];
  return {
    ...plan,
    faultsUntil,
    world: {
      ...world,
      devices,
      policy,
      isApproved: true,
      custody: '20000',
      fiat: '10000',
      entries: {
        ...world.entries,
        acme: { status: 'active', confirmers: draws.pick([1, 2]), untilMs: 0 },
        tron: { status: 'active', confirmers: draws.pick([1, 2]), untilMs: 0 },
      },
    },
    actions: sorted(actions, faultsUntil - 30_000),
  };
}

function sorted(actions: readonly Action[], latest: number): Action[] {
  return actions.map((action) => ({ ...action, at: Math.min(action.at, latest) })).toSorted((a, b) => a.at - b.at);
}

function devicesOf(draws: Draws): DeviceOptions {
  const own = approvers.filter(() => draws.happens(0.75));
  const roots = [...usualOwners, ...own].map((owner) => deviceOf(owner, 1));
  const second = draws.happens(0.5) ? [deviceOf(approvers[0], 2)] : [];
  return {
    floor: draws.pick(['off', 'off', 'approvals', 'all']),
    roots: [...roots, ...second],
    counting: roots.filter(() => draws.happens(0.8)),
  };
}

function policyOf(draws: Draws, usual: PolicyOptions): PolicyOptions {
  const passkeys = draws.pick(['approvals', 'approvals', 'all', 'off'] as const);
  const signed = passkeys === 'off' && draws.happens(0.7) ? { passkeys: true as const } : {};
  const quorum = draws.pick([1, 2, 2]);
  return {
    ...usual,
    perInstruction: '1000',
    rolling: [],
    perDestination: { rolling: [] },
    approvals: [
      { over: '0', quorum, groups: [] },
      { over: '250.5', quorum, groups: draws.pick([[], ['finance']] as const), ...signed },
    ],
    approvers: ['treasury', 'finance', 'board'],
    looseningDelayMs: draws.pick([5_000, 60_000, 60_000, 120_000]),
    approvalExpiryMs: 300 * minuteMs,
    passkeys,
  };
}

function requestOf(draws: Draws, index: number): RequestBody {
  const common = {
    instructionId: `payment-${index + 1}`,
    quantity: draws.pick(['100', '400', '400', '600']),
    requestedBy: draws.pick(['alice@example.com', 'bob@example.com']),
  };
  return draws.pick([
    { ...common, destination: 'acme', coin: 'USDT', chain: 'ETH' },
    { ...common, destination: 'acme', coin: 'USDT', chain: 'ETH' },
    { ...common, destination: 'tron', coin: 'USDT', chain: 'Tron' },
    { ...common, kind: 'fiat-withdrawal', destination: 'house', coin: 'USD' },
  ] as const);
}

const oddWays: readonly [SigningKind, ...SigningKind[]] = [
  'never',
  'unverified',
  'elsewhere',
  'other-stage',
  'other-subject',
  'other-decision',
  'own-nonce',
  'former-nonce',
  'lent-device',
  'newest-device',
  'late',
  'late',
];

/** Some sign as they should not, and some of them do it rightly a while later. */
function decisionsOf(draws: Draws, { instructionId: of }: RequestBody, isSecond: boolean): Action[] {
  const isHasty = draws.happens(0.3);
  return approvers.flatMap((by) => {
    if (draws.happens(0.15)) return [];
    // A copy of a device is told by what the device signed a while before.
    const isCopied = isSecond && draws.happens(0.7);
    const afterMs = draws.between(
      isCopied ? 30_000 : 50,
      draws.pick([1_000, 20_000, 90_000]) + (isCopied ? 30_000 : 0),
    );
    const odd = isCopied ? 'copied-device' : draws.pick(oddWays);
    const how = isCopied || draws.happens(0.5) ? odd : draws.pick(['usual', 'usual', 'always'] as const);
    const word = (signing: SigningKind): Action => {
      return { at: 0, kind: 'word', of, by, decision: 'approve', isOfThis: true, signing };
    };
    const first = atMoment('awaiting-approval', of, afterMs, word(how));
    if (isHasty || draws.happens(0.6)) return [first];
    const laterMs = afterMs + draws.between(1_000, 120_000);
    return [first, atMoment('awaiting-approval', of, laterMs, word(draws.pick(['usual', 'newest-device', 'always'])))];
  });
}

/** Some people's second devices, or their first ones. Most are used as soon as they are confirmed, or sooner. */
function enrolments(draws: Draws): Action[] {
  return approvers.flatMap((owner) => {
    if (draws.happens(0.5)) return [];
    const device = deviceOf(owner, 3);
    const at = draws.between(0, 60_000);
    const by = draws.pick([confirmer, 'alice@example.com', 'tina@example.com', 'fiona@example.com', owner]);
    const confirmedAt = at + draws.between(2_000, 30_000);
    const used = draws.happens(0.7) ? [usedSoon(draws, owner, confirmedAt)] : [];
    const confirmed: Action = { at: confirmedAt, kind: 'confirm-device', device, by };
    return [{ at, kind: 'enroll', device } as const, ...(draws.happens(0.85) ? [confirmed] : []), ...used];
  });
}

function usedSoon(draws: Draws, by: string, confirmedAt: number): Action {
  const at = confirmedAt + draws.between(500, 150_000);
  const of = draws.pick(['payment-1', 'payment-1', 'payment-2']);
  return { at, kind: 'word', of, by, decision: 'approve', isOfThis: true, signing: 'newest-device' };
}

/** A device is lost, often just while what it approved is on its way. */
function revocations(draws: Draws, asked: readonly RequestBody[]): Action[] {
  return asked.flatMap(({ instructionId: of }) => {
    if (draws.happens(0.25)) return [];
    const all = approvers.map((owner) => deviceOf(owner, 1));
    const one = all[draws.between(0, all.length)] ?? deviceOf(confirmer, 1);
    // All of them at once, so that nobody's signature is left.
    const lost = draws.happens(0.35) ? all : [one];
    const by = draws.pick(['dave@example.com', 'theo@example.com', 'bob@example.com']);
    const when = draws.pick([
      'awaiting-approval',
      'held',
      'approved',
      'approved',
      'reserved',
      'reserved',
      'sending',
    ] as const);
    const afterMs = draws.between(0, draws.pick([5, 100, 700, 2_500]));
    return lost.map((device) =>
      atMoment(when, when === 'reserved' ? undefined : of, afterMs, { at: 0, kind: 'revoke-device', device, by }),
    );
  });
}

/** The policy asks for other signatures, and mostly comes back to what it was. */
function switches(draws: Draws, policy: PolicyOptions, asked: readonly RequestBody[]): Action[] {
  const level = draws.pick<readonly [PasskeyLevel, ...PasskeyLevel[]]>(['off', 'approvals', 'all', 'all']);
  const changed: Action = { at: 0, kind: 'policy', policy: { ...policy, passkeys: level } };
  const of = asked[0]?.instructionId ?? '';
  const when = draws.pick(['awaiting-approval', 'approved', 'sending', 'held'] as const);
  const first = draws.happens(0.5)
    ? atMoment(when, of, draws.between(0, 2_000), changed)
    : { ...changed, at: draws.between(0, 120_000) };
  const back: Action = { at: draws.between(120_000, 300_000), kind: 'policy', policy };
  return draws.happens(0.6) ? [first, back] : [first];
}

/** Those who confirm a destination once more, with a device. */
function destinationSigned(draws: Draws, asked: readonly RequestBody[]): Action[] {
  const destinations = [...new Set(asked.map(({ destination }) => destination))];
  return destinations.flatMap((entry) => {
    if (draws.happens(0.3)) return [];
    const by = draws.pick([confirmer, secondConfirmer, 'theo@example.com']);
    return [{ at: draws.between(0, 90_000), kind: 'confirm', entry, by, isOfThis: draws.happens(0.9) } as const];
  });
}

function atMoment(when: Moment, of: string | undefined, afterMs: number, then: Action): Action {
  return { at: 0, kind: 'trigger', when, ...(of === undefined ? {} : { of }), nth: 0, afterMs, then };
}
