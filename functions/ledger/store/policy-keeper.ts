import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../base/clock.ts';
import type { Policy } from '../policy/policy.ts';
import { actOnDue, type PolicyEvent, type PolicyStanding, propose } from '../policy/standing.ts';
import { StoreUnavailableError } from './errors.ts';
import { type PolicyItem, parsePolicyItem, policyKey } from './policy-item.ts';
import type { Table } from './table.ts';

/** Those who change the policy at the same moment wait for each other this often. */
const roundsMax = 10;

/** What happened, and how the policy stands now. */
export interface Proposed {
  readonly standing: PolicyStanding;
  /** Nothing where the proposal changed nothing. */
  readonly events: readonly PolicyEvent[];
}

/** Changes the policy, by the rules of policy/standing.ts and by nothing else. */
export interface PolicyKeeper {
  propose(policy: Policy, by: string): Promise<Proposed>;
  /** Writes down that a looser policy is in force whose time has come. */
  actOnDue(): Promise<void>;
  /** What is not on the bus yet, oldest first. */
  unannounced(): Promise<readonly PolicyEvent[]>;
  /** It is on the bus up to this event. */
  announced(last: PolicyEvent): Promise<void>;
}

export function openPolicyKeeper(table: Table, clock: Clock): PolicyKeeper {
  const read = async (): Promise<PolicyItem> => parsePolicyItem(await table.get(policyKey));
  return {
    propose: async (policy, by) => {
      const { before, after } = await change(read, table, (standing) =>
        propose(standing, policy, { by, at: clock.now() }),
      );
      const known = before?.events.at(-1)?.number ?? 0;
      return { standing: after, events: after.events.filter(({ number }) => number > known) };
    },
    actOnDue: async () => {
      const { standing } = await read();
      if (standing === undefined || actOnDue(standing, clock.now()) === standing) return;
      await change(read, table, (now) => actOnDue(now ?? standing, clock.now()));
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

interface Changed {
  readonly before: PolicyStanding | undefined;
  readonly after: PolicyStanding;
}

async function change(
  read: () => Promise<PolicyItem>,
  table: Table,
  rule: (standing: PolicyStanding | undefined) => PolicyStanding,
): Promise<Changed> {
  let seen = await read();
  for (let round = 0; round < roundsMax; round += 1) {
    const before = seen.standing;
    const after = rule(before);
    if (after === before || (await write(table, seen.version, after))) return { before, after };
    seen = await read();
    // The SDK sends a write again when its answer is lost: then our own write stands in our way.
    if (isDeepStrictEqual(seen.standing, after)) return { before, after };
  }
  throw new StoreUnavailableError('a change of the policy', new Error('others changed it each time'));
}

function write(table: Table, seen: number, standing: PolicyStanding): Promise<boolean> {
  const set = { version: seen + 1, standing };
  return table.update(
    policyKey,
    seen === 0
      ? // An item of an earlier version of this project has its policy here.
        { set, remove: ['policy'], condition: 'attribute_not_exists(#version)', values: {} }
      : { set, condition: '#version = :seen', values: { seen } },
  );
}
