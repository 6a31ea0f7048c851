import type { Clock } from '../shared/core/clock.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import { type KeyName, keyNames } from '../shared/core/key-names.ts';
import type { AskOwner } from '../shared/key-health/ask-owner.ts';
import { judge, type KeyHealth } from '../shared/key-health/judge.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import type { KeyOwners } from './key-owners.ts';
import { neededKeys } from './needed-keys.ts';

export interface KeyHealthParts {
  readonly owners: KeyOwners;
  readonly ask: AskOwner;
  readonly policies: Pick<PolicyStore, 'get'>;
  readonly clock: Clock;
  /** Told of what went wrong and did not stop the check. */
  readonly report: (what: string, error: unknown) => void;
}

/** Asks the owner of every key, all at the same time: no key waits for the owner of another. */
export async function checkKeys(parts: KeyHealthParts): Promise<readonly KeyHealth[]> {
  const needed = await neededNow(parts);
  return Promise.all(
    parts.owners.map(async ([key, owner]) => {
      const answer = await parts.ask(owner, key);
      return judge({ key, isNeeded: needed.includes(key), answer, at: parts.clock.now() });
    }),
  );
}

/** Without a policy that can be read, every key counts as needed: rather one alarm too many. */
async function neededNow({ policies, report }: KeyHealthParts): Promise<readonly KeyName[]> {
  try {
    return neededKeys(await policies.get());
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    report('the policy cannot be read, so every key counts as needed', error);
    return keyNames;
  }
}
