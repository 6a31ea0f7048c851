import type { Clock } from '../shared/core/clock.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import { type KeyName, keyNames } from '../shared/core/key-names.ts';
import type { AskOwner } from '../shared/key-health/ask-owner.ts';
import { judgeKeyHealth, type KeyHealth } from '../shared/key-health/judge-key-health.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import type { Report } from '../shared/runtime/report.ts';
import type { KeyOwners } from './key-owners.ts';
import { requiredKeys } from './required-keys.ts';

export interface KeyHealthDependencies {
  readonly owners: KeyOwners;
  readonly ask: AskOwner;
  readonly policies: Pick<PolicyStore, 'get'>;
  readonly clock: Clock;
  /** Told of what went wrong and did not stop the check. */
  readonly report: Report;
}

/** Asks the owner of every key, all at the same time: no key waits for the owner of another. */
export async function checkKeys(dependencies: KeyHealthDependencies): Promise<readonly KeyHealth[]> {
  const needed = await requiredNow(dependencies);
  return Promise.all(
    dependencies.owners.map(async ([key, owner]) => {
      const answer = await dependencies.ask(owner, key);
      return judgeKeyHealth({ key, isNeeded: needed.includes(key), answer, at: dependencies.clock.now() });
    }),
  );
}

/** Without a policy that can be read, every key counts as needed: rather one alarm too many. */
async function requiredNow({ policies, report }: KeyHealthDependencies): Promise<readonly KeyName[]> {
  try {
    return requiredKeys(await policies.get());
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    report('the policy cannot be read, so every key counts as needed', { error });
    return keyNames;
  }
}
