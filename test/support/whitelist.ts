import type { WhitelistEntry } from '../../functions/ledger/whitelist/entry.ts';
import { noon } from './clock.ts';
import { acmeAddress } from './instructions.ts';

const dayMs = 86_400_000;

/** An active entry that `wanda` proposed and `walter` confirmed ten days ago, with some parts exchanged. */
export function entryWith(changes: Partial<WhitelistEntry> = {}): WhitelistEntry {
  return {
    id: 'acme-usdt-eth',
    target: { kind: 'crypto', coin: 'USDT', chain: 'ETH', address: acmeAddress },
    proposedBy: 'wanda@example.com',
    proposedAt: noon - 10 * dayMs,
    confirmations: [{ by: 'walter@example.com', at: noon - 9 * dayMs }],
    state: { status: 'active' },
    ...changes,
  };
}
