import { type FirstEpoch, isOfEpochOf, type PersonStamp } from '../../core/person.ts';
import type { WhitelistEntry } from '../whitelist/entry.ts';
import { proposerOf } from '../whitelist/steps.ts';

/**
 * The people whose approval does not count: who asked for it, who proposed the destination, and who confirmed the
 * destination with nobody else. Otherwise two people could bring in an address and pay to it with no third who looks.
 *
 * An approver can be told from those alone who are named by the same epoch as the request. So the destination stands by
 * the proposal and the confirmations of that epoch: where its proposal is of another one, whoever confirmed it first
 * since stands for it. Undefined where too few have: then nobody can be told from who brought it in.
 */
export function excludedApprovers(
  requester: PersonStamp,
  entry: WhitelistEntry | undefined,
  firstEpoch: FirstEpoch | undefined,
): readonly PersonStamp[] | undefined {
  if (entry === undefined) return [requester];
  const proposer = proposerOf(entry);
  const isComparable = (person: PersonStamp) => isOfEpochOf(person, requester, firstEpoch);
  const people = [...(proposer === undefined ? [] : [proposer]), ...entry.confirmations];
  const comparable = people.filter(isComparable);
  // What a deploy brought has no person who proposed it.
  const proposers = proposer === undefined ? 0 : 1;
  if (comparable.length <= proposers && comparable.length < people.length) return undefined;
  const confirmers = comparable.slice(proposers);
  return [requester, ...comparable.slice(0, proposers), ...(confirmers.length === 1 ? confirmers : [])];
}
