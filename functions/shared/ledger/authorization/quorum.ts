import { type Amount, compare } from '../../core/amount.ts';
import { assert } from '../../core/errors.ts';
import { comparePeople, type FirstEpoch, type PersonStamp } from '../../core/person.ts';
import type { Approval } from '../instruction/instruction.ts';
import type { ApprovalTier, Policy } from '../policy/policy.ts';

/** Who has to agree. */
export interface People {
  /** How many different people. */
  readonly quorum: number;
  /** Among them one person of each of these groups, a different one for each. */
  readonly groups: readonly string[];
}

/** What it takes to let a quantity leave. */
export interface ApprovalRequirement extends People {
  /** Whether an approval counts only with the signature of a device of the person. */
  readonly passkeys: boolean;
}

/** How far the approvals go. */
export interface QuorumState {
  /** Those that count now. */
  readonly counted: readonly Approval[];
  /** So many people more, at the least. */
  readonly missingPeople: number;
  /** Groups of which nobody has approved yet who is not needed for another group. */
  readonly missingGroups: readonly string[];
  readonly isEnough: boolean;
}

/** The tier with the highest `over` that the quantity is strictly over. A coin that may not leave has none. */
export function approvalRequirement(
  { withdrawals, passkeys }: Policy,
  coin: string,
  quantity: Amount,
): ApprovalRequirement {
  const tiers = Object.hasOwn(withdrawals, coin) ? (withdrawals[coin]?.approvals ?? []) : [];
  const applying = tiers.filter(({ over }) => compare(quantity, over) > 0);
  const highest = applying.reduce<ApprovalTier | undefined>(
    (best, tier) => (best === undefined || compare(tier.over, best.over) > 0 ? tier : best),
    undefined,
  );
  // The schema has a tier over zero, so only a quantity of zero or a coin without limits comes here. Neither may leave.
  const { quorum = 1, groups = [] } = highest ?? {};
  return { quorum, groups, passkeys: passkeys !== 'off' || highest?.passkeys === true };
}

/**
 * How far these approvals go towards a requirement. A person counts once, with the groups that have the role of an
 * approver now; one who has none any more does not count, nor does one of `excluded`, nor an approval of other content.
 * Whoever cannot be told from one of them, or from one who counts, does not count either.
 */
export function quorumState(
  approvals: readonly Approval[],
  requirement: People,
  { digest, excluded, approverGroups, firstEpoch }: CountingRules,
): QuorumState {
  const counted: Approval[] = [];
  for (const approval of approvals) {
    const groups = approval.groups.filter((group) => approverGroups.includes(group));
    const isAnother = [...excluded, ...counted].every(
      (person) => comparePeople(person, approval, firstEpoch) === 'different',
    );
    if (groups.length > 0 && isAnother && approval.digest === digest) counted.push({ ...approval, groups });
  }
  const covered = coveredGroups(counted, requirement.groups);
  const missingGroups = requirement.groups.filter((group) => !covered.has(group));
  const missingPeople = Math.max(requirement.quorum - counted.length, missingGroups.length, 0);
  return { counted, missingPeople, missingGroups, isEnough: missingPeople === 0 };
}

/** What decides whether an approval counts. */
export interface CountingRules {
  /** Of the instruction's content. */
  readonly digest: string;
  /** People who may not approve this one. */
  readonly excluded: readonly PersonStamp[];
  readonly firstEpoch?: FirstEpoch | undefined;
  /** Groups that have the role of an approver now. */
  readonly approverGroups: readonly string[];
}

/**
 * As many groups as possible, each with a person of its own: a matching by augmenting paths. Which person stands for
 * which group is found anew each time, so that the order of the approvals does not matter.
 */
function coveredGroups(approvals: readonly Approval[], groups: readonly string[]): ReadonlySet<string> {
  const personOf = new Map<string, Approval>();
  const assign = (group: string, tried: Set<Approval>): boolean => {
    for (const approval of approvals) {
      if (tried.has(approval) || !approval.groups.includes(group)) continue;
      tried.add(approval);
      const holder = [...personOf].find(([, person]) => person === approval)?.[0];
      if (holder === undefined || assign(holder, tried)) {
        personOf.set(group, approval);
        return true;
      }
    }
    return false;
  };
  for (const group of groups) assign(group, new Set());
  assert(new Set(personOf.values()).size === personOf.size, 'each group has a person of its own');
  return new Set(personOf.keys());
}
