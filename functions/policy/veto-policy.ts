import type { PolicyState } from '../shared/ledger/policy/policy-state.ts';
import { type AnnounceDependencies, announceChange } from './announce-change.ts';

/** One person stops the looser policy that waits. Safe to ask for twice. Answers how the policy stands. */
export async function vetoPolicy(dependencies: AnnounceDependencies, by: string): Promise<PolicyState> {
  const { state } = await dependencies.policies.veto(by);
  await announceChange(dependencies, 'a veto could not be announced');
  return state;
}
