import type { Draws } from '../engine/draws.ts';
import { deviceOf } from './device-names.ts';
import type { DeviceName, DeviceOptions, Forgery, IntruderRole, Intrusion } from './device-plan.ts';
import { approvers, confirmer } from './personas.ts';
import type { Action, Plan } from './plan.ts';

const [tina, fiona, gina] = approvers;

/**
 * Somebody has the rights of the role of `approval`, or to write the table, and stolen tokens; and none of the devices
 * that are in force: one of them was lost, and is revoked. What the stage asks for stands in its deployment.
 */
export function withIntruder(draws: Draws, plan: Plan): Plan {
  const { world } = plan;
  const level = world.policy.passkeys ?? 'off';
  const floor = level === 'off' ? draws.pick(['approvals', 'all'] as const) : level;
  const lost = [tina, fiona].map((owner) => deviceOf(owner, 2));
  const isOfRoots = draws.happens(0.4);
  const others = (world.devices?.roots ?? []).filter((root) => !lost.includes(root));
  const roots = isOfRoots ? [...others, ...lost] : others;
  const devices: DeviceOptions = { floor, roots, counting: world.devices?.counting ?? [], isIntruded: true };
  const role = draws.pick(['approval', 'table', 'table'] as const);
  const lives = lost.flatMap((device) => lifeOf(draws, device, isOfRoots));
  const newco = { status: 'active', confirmers: 2, untilMs: 0 } as const;
  const intrusions = Array.from({ length: draws.between(2, 6) }, () => intrusionsOf(draws, role)).flat();
  return {
    ...plan,
    world: {
      ...world,
      policy: { ...world.policy, passkeys: floor, looseningDelayMs: 5_000 },
      devices,
      entries: { ...world.entries, newco },
    },
    actions: [...lives, ...plan.actions, ...intrusions].toSorted((a, b) => a.at - b.at),
  };
}

/** A device that is lost: one of the configuration, or one that was enrolled and in force. */
function lifeOf(draws: Draws, device: DeviceName, isRoot: boolean): Action[] {
  const revoked = (at: number): Action => ({ at, kind: 'revoke-device', device, by: 'dave@example.com' });
  if (isRoot) return [revoked(draws.between(0, 20_000))];
  return [
    { at: 0, kind: 'enroll', device },
    { at: draws.between(4_000, 12_000), kind: 'confirm-device', device, by: confirmer },
    revoked(draws.between(20_000, 60_000)),
  ];
}

const forgeries: readonly [Forgery, ...Forgery[]] = [
  'none',
  'own-device',
  'own-key',
  'last-word',
  'word-of-another',
  'lost-device',
  'lost-device',
];

/** One of them, with what makes it useful: a device that is forged signs something. */
function intrusionsOf(draws: Draws, role: IntruderRole): Action[] {
  const of = draws.pick(['payment-1', 'payment-1', 'payment-2']);
  // While people look at it, once it is approved, held or on its way.
  const when = draws.pick(['awaiting-approval', 'awaiting-approval', 'approved', 'held', 'sending', 'sent'] as const);
  const soonMs = draws.between(0, draws.pick([100, 30_000, 90_000]));
  const at = (what: Intrusion, afterMs = 0): Action => {
    const then: Action = { at: 0, kind: 'intrude', role, ...what };
    return { at: 0, kind: 'trigger', when, of, nth: 0, afterMs: soonMs + afterMs, then };
  };
  const approved = (forgery: Forgery, by: readonly string[] = twoOf(draws)): Intrusion => {
    return { what: 'approve', of, by, forgery };
  };
  const [as, confirmer] = draws.pick([
    [tina, fiona],
    [fiona, gina],
    [gina, 'theo@example.com'],
  ] as const);
  const both = [as, confirmer];
  const u = draws.next();
  const usual = [
    () => [at(approved(draws.pick(forgeries)))],
    () => [at({ what: 'enroll-by-tokens', as, confirmer }), at(approved('own-device', both), 90_000)],
    () => [at({ what: 'roll-back', u })],
  ];
  const revocationsTakenBack = () => {
    const afterMs = draws.between(15_000, 60_000);
    return [
      at({ what: 'restore-device', device: deviceOf(tina, 2) }, afterMs),
      at({ what: 'restore-device', device: deviceOf(fiona, 2) }, afterMs),
      at(approved('restored-device', [tina, fiona]), afterMs + draws.between(0, 5_000)),
    ];
  };
  const ofTable = [
    () => [at({ what: 'change-content', of })],
    () => [at({ what: 'change-destination', of })],
    () => [at({ what: 'lower-policy' }), at(approved('none'), draws.between(0, 2_000))],
    () => [at({ what: 'forge-device', as, confirmer }), at(approved('own-device', both), draws.between(0, 2_000))],
    () => [at({ what: 'change-key', device: deviceOf(as, 3) }), at(approved('own-key', both), 500)],
    revocationsTakenBack,
    revocationsTakenBack,
  ];
  const [first, ...others] = role === 'approval' ? usual : [...usual, ...ofTable];
  return first === undefined ? [] : draws.pick([first, first, ...others])();
}

function twoOf(draws: Draws): readonly string[] {
  return draws.pick([[tina, fiona], [fiona, gina], [tina, fiona, gina], [tina]] as const);
}
