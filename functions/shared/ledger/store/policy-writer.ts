import type { Clock } from '../../core/clock.ts';
import { assert } from '../../core/errors.ts';
import { policyKey } from '../../core/item-keys.ts';
import type { Policy } from '../policy/policy.ts';
import { applyDueLoosening, type PolicyEvent, type PolicyState, proposePolicyChange } from '../policy/policy-state.ts';
import { type PolicyItem, parsePolicyItem } from './policy-item.ts';
import type { Table } from './table.ts';
import { updateVersioned, versionUnchanged } from './versioned.ts';

/** Those who change the policy at the same moment wait for each other this often. */
const roundsMax = 10;

/** What happened, and how the policy stands now. */
export interface ProposePolicyResult {
  readonly state: PolicyState;
  /** Nothing where the proposal changed nothing. */
  readonly events: readonly PolicyEvent[];
}

/** Changes the policy, by the rules of policy/standing.ts and by nothing else. */
export interface PolicyWriter {
  propose(policy: Policy, by: string): Promise<ProposePolicyResult>;
  /** Writes down that a looser policy is in force whose time has come. */
  applyDueLoosening(): Promise<void>;
  /** What is not on the bus yet, oldest first. */
  unannounced(): Promise<readonly PolicyEvent[]>;
  /** It is on the bus up to this event. */
  announced(last: PolicyEvent): Promise<void>;
}

export function openPolicyWriter(table: Table, clock: Clock): PolicyWriter {
  const read = async (): Promise<PolicyItem> => parsePolicyItem(await table.get(policyKey));
  return {
    propose: async (policy, by) => {
      const { before, after } = await change(read, table, (standing) =>
        proposePolicyChange(standing, policy, { by, at: clock.now() }),
      );
      const known = before?.events.at(-1)?.number ?? 0;
      return { state: after, events: after.events.filter(({ number }) => number > known) };
    },
    applyDueLoosening: async () => {
      const { standing } = await read();
      if (standing === undefined || applyDueLoosening(standing, clock.now()) === standing) return;
      await change(read, table, (now) => applyDueLoosening(now ?? standing, clock.now()));
    },
    unannounced: async () => {
      const { standing, announced } = await read();
      return (standing?.events ?? []).filter(({ number }) => number > announced);
    },
    announced: async ({ number }) => {
      const condition = 'attribute_not_exists(#announced) OR #announced < :number';
      await table.update(policyKey, { set: { announced: number }, condition, values: { number } });
    },
  };
}

async function change(
  read: () => Promise<PolicyItem>,
  table: Table,
  rule: (standing: PolicyState | undefined) => PolicyState,
): Promise<{ readonly before: PolicyState | undefined; readonly after: PolicyState }> {
  const { before, after } = await updateVersioned<PolicyState | undefined>({
    what: 'the policy',
    roundsMax,
    read: async () => {
      const { version, standing } = await read();
      return { version, state: standing };
    },
    rule,
    write: ({ version }, standing) => write(table, version, standing),
  });
  assert(after !== undefined, 'a rule leaves a policy');
  return { before, after };
}

function write(table: Table, seen: number, standing: PolicyState | undefined): Promise<boolean> {
  // An item of an earlier version of this project has its policy there.
  const remove = seen === 0 ? ['policy'] : [];
  return table.update(policyKey, { set: { version: seen + 1, standing }, remove, ...versionUnchanged(seen) });
}
