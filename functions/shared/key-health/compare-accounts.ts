import { isTreasuryError } from '../core/errors.ts';
import type { KeyReader } from '../exchange/key-trial.ts';
import { unseenAccounts } from '../exchange/unseen-accounts.ts';
import type { PolicyStore } from '../ledger/store/policy-store.ts';
import type { SeenAccounts } from './key-check.ts';
import { sanitizeText } from './sanitize-text.ts';

/** Whether a key sees every account of the policy in force. What cannot be read leaves the key as good as it is. */
export async function compareAccounts(exchange: KeyReader, policies: Pick<PolicyStore, 'get'>): Promise<SeenAccounts> {
  try {
    const { accounts } = await policies.get();
    const names = await unseenAccounts(exchange, accounts);
    return names.length === 0 ? { kind: 'seen' } : { kind: 'not-seen', names };
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return { kind: 'not-checked', reason: sanitizeText(error.message, 500) };
  }
}
