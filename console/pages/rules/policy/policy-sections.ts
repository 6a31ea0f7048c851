import { changedValues } from '../../../../functions/shared/core/differences.ts';
import type { BodyOfResponse } from '../../../api/routes.ts';
import { type Leaf, leavesOf } from './policy-value.ts';

export type PolicyView = BodyOfResponse<'GET /policy'>;
export type Policy = PolicyView['inForce']['policy'];

/** The parts of a policy in the order in which a person asks for them. */
export const sectionNames = [
  'payments',
  'delays',
  'roles',
  'devices',
  'sweeps',
  'funding',
  'doubt',
  'deposits',
  'accounts',
  'identity',
  'notifications',
] as const;

export type SectionName = (typeof sectionNames)[number];

/** Where each field belongs. */
const sectionOf = {
  withdrawals: 'payments',
  officeHours: 'payments',
  approvalExpiryMs: 'delays',
  whitelistCoolOffMs: 'delays',
  looseningDelayMs: 'delays',
  roles: 'roles',
  passkeys: 'devices',
  authenticators: 'devices',
  sweeps: 'sweeps',
  funding: 'funding',
  absence: 'doubt',
  sentLimitMs: 'doubt',
  depositLimitMs: 'deposits',
  accounts: 'accounts',
  coins: 'accounts',
  identity: 'identity',
  notifications: 'notifications',
} as const satisfies Record<keyof Policy, SectionName>;

const isKnown = (field: string): field is keyof Policy => Object.hasOwn(sectionOf, field);

/** Values that belong together: those of one coin, of one sweep, or of one field. */
export interface Group {
  /** Such as `withdrawals.USDT`. */
  readonly path: string;
  readonly leaves: readonly Leaf[];
}

/** All that a section of a policy says. */
export function groupsOf(policy: Policy, section: SectionName): readonly Group[] {
  const byPath = new Map<string, Leaf[]>();
  for (const { path, after } of changedValues({}, policy)) {
    if (!isKnown(path) || sectionOf[path] !== section || after === undefined) continue;
    for (const leaf of leavesOf(path, after)) {
      const group = groupOf(leaf.path);
      byPath.set(group, [...(byPath.get(group) ?? []), leaf]);
    }
  }
  return [...byPath].map(([path, leaves]) => ({ path, leaves }));
}

/** A coin's limits and a sweep are long: each is a group of its own. */
function groupOf(path: string): string {
  const [field = '', name] = path.split('.');
  return (field === 'withdrawals' || field === 'sweeps') && name !== undefined ? `${field}.${name}` : field;
}

/** One place where the policy that waits says something else than the one in force. */
export interface WaitingChange {
  readonly path: string;
  readonly before: readonly Leaf[];
  readonly after: readonly Leaf[];
}

/** What the API says of a change, with groups of values one by one. */
export function changeOf({ path, before, after }: { path: string; before?: string; after?: string }): WaitingChange {
  const leaves = (text: string | undefined) => (text === undefined ? [] : leavesOf(path, text));
  return { path, before: leaves(before), after: leaves(after) };
}

/** What would be another once the policy that waits acts. */
export function waitingChanges(inForce: Policy, waiting: Policy): readonly WaitingChange[] {
  return changedValues(inForce, waiting).map(changeOf);
}
