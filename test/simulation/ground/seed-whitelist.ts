import { amount } from '../../../functions/base/amount.ts';
import type { Item } from '../../../functions/ledger/store/table.ts';
import { toItem } from '../../../functions/ledger/store/whitelist-item.ts';
import type { WhitelistEntry } from '../../../functions/ledger/whitelist/entry.ts';
import {
  activate,
  confirm,
  markListed,
  type Proposal,
  propose,
  prove,
} from '../../../functions/ledger/whitelist/steps.ts';
import { confirmer, proposer } from '../plan/people.ts';
import { destinations, startTime } from './policy.ts';

const dayMs = 86_400_000;

/** The whitelist as people left it long before a run: its entries, and the directory that names them all. */
export function whitelistItems(): readonly Item[] {
  const proposals = Object.entries(destinations).map(
    ([id, target]): Proposal => ({
      id,
      target: { kind: 'crypto', ...target },
      lookAlikes: [],
      by: proposer,
      at: startTime - 10 * dayMs,
    }),
  );
  const entries = proposals.map((proposal) => toItem(grownUp(proposal)));
  return [...entries, { pk: 'whitelist', version: proposals.length, rows: proposals }];
}

/** By the rules' own steps, so that each link of the history holds. */
function grownUp(proposal: Proposal): WhitelistEntry {
  const later = (by: string, days: number) => ({ by, at: proposal.at + days * dayMs });
  const evidence = {
    kind: 'micro-payment',
    quantity: amount('1'),
    depositAddress: '0xFF1A178826Bb8BEf49e22aA591B6D929c6a2Cd63',
    depositAmount: amount('0.0042'),
  } as const;
  const proven = prove(propose(proposal), evidence, later(proposer, 0));
  const confirmed = confirm(proven, proven.digest, dayMs, later(confirmer, 1));
  return activate(markListed(confirmed, dayMs, later('whitelist', 1)), later('whitelist', 2));
}
