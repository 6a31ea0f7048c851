import { compare } from '../../../functions/shared/core/amount.ts';
import { groupsOf, personNamed } from '../plan/personas.ts';
import { claimOf } from '../run/claim-in-force.ts';
import { listOf, type Raw, type RawInstruction, recordOf } from '../run/raw.ts';
import type { RawEntry } from '../run/raw-entry.ts';
import { amountOf } from './support.ts';

/**
 * What is missing before enough people agree, in words: by the policy, the whitelist and the people's own groups.
 * `isSigned`: which approvals count, where they take a signature.
 */
export function quorumFlaw(
  policy: Raw,
  entry: RawEntry | undefined,
  instruction: RawInstruction,
  isSigned: (approval: Raw) => boolean = () => true,
): string | undefined {
  const { content, approvals, digest } = instruction;
  const roles = groupsInRole(policy);
  const counted = new Map<string, readonly string[]>();
  for (const { by, groups, digest: seen } of approvals.filter(isSigned)) {
    const person = personNamed(by);
    const own = listOfText(groups).filter((group) => roles.includes(group) && groupsOf(person).includes(group));
    if (seen === digest && own.length > 0 && !isExcluded(person, instruction, entry)) counted.set(person, own);
  }
  const { quorum, groups } = tierOf(policy, content);
  if (counted.size < Number(quorum)) return `${counted.size} people agree, and it takes ${quorum}`;
  return coversAll([...counted.values()], listOfText(groups)) ? undefined : `nobody agrees for one of ${groups}`;
}

/** The groups that have the role of an approver. */
export function groupsInRole(policy: Raw): readonly string[] {
  return listOfText(recordOf(policy.roles).approver);
}

/**
 * Who asks for it, who proposed the destination, and who confirmed the destination with nobody else. Where people are
 * named in another way since, the destination is theirs who have confirmed it since; and of fewer than two it is not.
 */
export function isExcluded(
  person: string,
  { content, history: [request] }: RawInstruction,
  entry: RawEntry | undefined,
): boolean {
  if (person === personNamed(content.requestedBy)) return true;
  if (entry === undefined) return false;
  const all = entry.history.filter(({ step }) => step === 'propose' || step === 'confirm');
  const own = all.filter((step) => claimOf(step) === claimOf(request ?? {})).map(({ by }) => personNamed(by));
  if (own.length < 2 && own.length < all.length) return true;
  const [first, second, ...others] = own;
  return person === first || (person === second && others.length === 0);
}

/** The highest tier that the quantity is strictly over. */
export function tierOf(policy: Raw, { coin, quantity }: Raw): Raw {
  const limits = recordOf(recordOf(policy.withdrawals)[String(coin)]);
  const applying = listOf(limits.approvals).filter(({ over }) => compare(amountOf(quantity), amountOf(over)) > 0);
  return applying.toSorted((a, b) => compare(amountOf(b.over), amountOf(a.over)))[0] ?? { quorum: 1, groups: [] };
}

/** Whether each group can have a person of its own: tries every way. */
function coversAll(people: readonly (readonly string[])[], [group, ...others]: readonly string[]): boolean {
  if (group === undefined) return true;
  return people.some(
    (own, index) => own.includes(group) && coversAll([...people.slice(0, index), ...people.slice(index + 1)], others),
  );
}

function listOfText(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
