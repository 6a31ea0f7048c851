import { compare } from '../../../functions/shared/core/amount.ts';
import { groupsOf } from '../plan/personas.ts';
import { listOf, type Raw, type RawInstruction, recordOf } from '../run/raw.ts';
import type { RawEntry } from '../run/raw-entry.ts';
import { amountOf } from './support.ts';

/** What is missing before enough people agree, in words: by the policy, the whitelist and the people's own groups. */
export function quorumFlaw(
  policy: Raw,
  entry: RawEntry | undefined,
  { content, approvals, digest }: RawInstruction,
): string | undefined {
  const roles = groupsInRole(policy);
  const counted = new Map<string, readonly string[]>();
  for (const { by, groups, digest: seen } of approvals) {
    const person = String(by).toLowerCase();
    const own = listOfText(groups).filter((group) => roles.includes(group) && groupsOf(person).includes(group));
    if (seen === digest && own.length > 0 && !isExcluded(person, content, entry)) counted.set(person, own);
  }
  const { quorum, groups } = tierOf(policy, content);
  if (counted.size < Number(quorum)) return `${counted.size} people agree, and it takes ${quorum}`;
  return coversAll([...counted.values()], listOfText(groups)) ? undefined : `nobody agrees for one of ${groups}`;
}

/** The groups that have the role of an approver. */
export function groupsInRole(policy: Raw): readonly string[] {
  return listOfText(recordOf(policy.roles).approver);
}

/** Who asks for it, who proposed the destination, and who confirmed the destination with nobody else. */
export function isExcluded(person: string, { requestedBy }: Raw, entry: RawEntry | undefined): boolean {
  const alone = entry?.confirmedBy.length === 1 ? entry.confirmedBy : [];
  const excluded = [requestedBy, ...(entry === undefined ? [] : [entry.proposedBy]), ...alone];
  return excluded.some((each) => String(each).toLowerCase() === person.toLowerCase());
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
