import type { Clock } from '../../core/clock.ts';
import { assert } from '../../core/errors.ts';
import { policyKey } from '../../core/item-keys.ts';
import { withProposal } from '../policy/deployments.ts';
import type { Policy } from '../policy/policy.ts';
import {
  applyDueLoosening,
  type PolicyEvent,
  type PolicyState,
  postponeUnannounced,
  proposePolicyChange,
  vetoPending,
} from '../policy/policy-state.ts';
import { requireNewest } from './deployments.ts';
import { type PolicyRecord, readPolicyItem, updatePolicyItem } from './policy-update.ts';
import type { Table } from './table.ts';

/** What happened, and how the policy stands now. */
export interface ProposePolicyResult {
  readonly state: PolicyState;
  /** Nothing where the proposal changed nothing. */
  readonly events: readonly PolicyEvent[];
}

/** Changes the policy, by the rules of policy/policy-state.ts and by nothing else. */
export interface PolicyWriter {
  /** Throws DeploymentSupersededError where a newer deployment than `requestId`, if one is named, has acted. */
  propose(policy: Policy, by: string, requestId?: string): Promise<ProposePolicyResult>;
  /** A person stops the looser policy that waits. No events where none does. */
  veto(by: string): Promise<ProposePolicyResult>;
  /** Writes down that a looser policy is in force whose time has come. */
  applyDueLoosening(): Promise<void>;
  /**
   * What is not on the bus yet, oldest first. A looser policy that could not be announced in time begins to wait anew.
   */
  unannounced(): Promise<readonly PolicyEvent[]>;
  /** It is on the bus up to this event. */
  announced(last: PolicyEvent): Promise<void>;
}

/** A rule for the policy that knows which event was announced last. */
type Rule = (standing: PolicyState | undefined, now: PolicyRecord) => PolicyState | undefined;

export function openPolicyWriter(table: Table, clock: Clock): PolicyWriter {
  const postpone = async () =>
    (await change(table, (now, record) => now && postponeUnannounced(now, record.announced, clock.now()))).state;
  return {
    propose: (policy, by, requestId) =>
      changeItem(table, (now) => {
        const { standing: before, announced, deployments } = now;
        if (requestId !== undefined) requireNewest(deployments, requestId);
        if (requestId !== undefined && deployments.at(-1)?.hasProposed === true) return now;
        const standing = proposePolicyChange(before, announced, policy, { by, at: clock.now() });
        if (requestId === undefined) return standing === before ? now : { ...now, standing };
        // In the same write: where it stopped behind this, and comes again, a veto since then stands.
        return { ...now, standing, deployments: withProposal(deployments, requestId) };
      }),
    veto: (by) =>
      change(table, (standing, { announced }) => standing && vetoPending(standing, announced, { by, at: clock.now() })),
    applyDueLoosening: async () => {
      const { standing, announced } = await readPolicyItem(table);
      if (standing === undefined || applyDueLoosening(standing, announced, clock.now()) === standing) return;
      await change(table, (now, record) => now && applyDueLoosening(now, record.announced, clock.now()));
    },
    unannounced: async () => {
      const { standing, announced } = await readPolicyItem(table);
      if (standing === undefined) return [];
      const isInTime = postponeUnannounced(standing, announced, clock.now()) === standing;
      const { events } = isInTime ? standing : await postpone();
      return events.filter(({ number }) => number > announced);
    },
    announced: async ({ number }) => {
      const condition = 'attribute_not_exists(#announced) OR #announced < :number';
      await table.update(policyKey, { set: { announced: number }, condition, values: { number } });
    },
  };
}

function change(table: Table, rule: Rule): Promise<ProposePolicyResult> {
  return changeItem(table, (now) => {
    const standing = rule(now.standing, now);
    return standing === undefined || standing === now.standing ? now : { ...now, standing };
  });
}

async function changeItem(table: Table, rule: (now: PolicyRecord) => PolicyRecord): Promise<ProposePolicyResult> {
  const { before, after } = await updatePolicyItem(table, rule);
  assert(after.standing !== undefined, 'a rule leaves a policy');
  const known = before.standing?.events.at(-1)?.number ?? 0;
  return { state: after.standing, events: after.standing.events.filter(({ number }) => number > known) };
}
