import { useAnswer } from '../../../app/use-answer.ts';

/** The accounts and the coins of the policy in force. Empty before they are known. */
export function useNames(): { readonly accounts: readonly string[]; readonly coins: readonly string[] } {
  const { answer } = useAnswer('GET /policy', {});
  if (answer.state !== 'ready') return { accounts: [], coins: [] };
  const { accounts, coins } = answer.body.inForce.policy;
  return { accounts: Object.keys(accounts), coins: Object.keys(coins) };
}
