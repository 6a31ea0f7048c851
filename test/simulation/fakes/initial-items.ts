import { amount } from '../../../functions/shared/core/amount.ts';
import { parsePolicy } from '../../../functions/shared/ledger/policy/policy.ts';
import { proposePolicyChange as proposePolicy } from '../../../functions/shared/ledger/policy/policy-state.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import { toItem } from '../../../functions/shared/ledger/store/whitelist-item.ts';
import type { WhitelistEntry } from '../../../functions/shared/ledger/whitelist/entry.ts';
import {
  activate,
  addConfirmation,
  addProof,
  createProposedEntry,
  markListed,
  type StampedEntryProposal,
} from '../../../functions/shared/ledger/whitelist/steps.ts';
import { confirmer, proposer, secondConfirmer } from '../plan/personas.ts';
import type { InitialEntry, WorldOptions } from '../plan/plan.ts';
import { bankDestinations, destinations, type InitialId, policyJson, startTime } from './simulated-policy.ts';

const dayMs = 86_400_000;

/** The table as deployments and people left it before a run: the policy, and the whitelist with its directory. */
export function initialItems({ policy, entries }: WorldOptions): readonly Item[] {
  const standing = proposePolicy(undefined, 0, parsePolicy(policyJson(policy)), { by: 'deploy', at: startTime });
  const policyItem = { pk: 'policy', version: 1, standing, announced: 1 };
  const ids = (['acme', 'tron', 'newco'] as const).filter((id) => entries[id].status !== 'none');
  const rows = [...ids.map(proposalOf), bankProposal];
  const establishedEntries = [...ids.map((id) => establishedEntry(id, entries[id])), establishedBankEntry()].map(
    (each) => toItem(published(each)),
  );
  return [policyItem, ...establishedEntries, { pk: 'whitelist', version: rows.length, rows }];
}

function proposalOf(id: InitialId): StampedEntryProposal {
  const target = { kind: 'crypto', ...destinations[id] } as const;
  return { id, target, lookAlikes: [], by: proposer, at: startTime - 10 * dayMs };
}

const bankProposal: StampedEntryProposal = {
  id: 'house',
  target: { kind: 'bank', ...bankDestinations.house },
  lookAlikes: [],
  by: proposer,
  at: startTime - 10 * dayMs,
};

/** A bank account cools off when it is confirmed: the exchange binds it by itself. */
function establishedBankEntry(): WhitelistEntry {
  const at = bankProposal.at + dayMs;
  const evidence = { kind: 'document', text: 'bank statement' } as const;
  const proven = addProof(createProposedEntry(bankProposal), evidence, { by: proposer, at });
  const confirmed = addConfirmation(proven, proven.digest, dayMs, { by: confirmer, at });
  return activate(confirmed, 0, { by: 'whitelist', at: at + dayMs });
}

/** By the rules' own steps, so that each link of the history holds. */
function establishedEntry(id: InitialId, { status, confirmers, untilMs }: InitialEntry): WhitelistEntry {
  const proposal = proposalOf(id);
  const at = proposal.at + dayMs;
  const evidence = {
    kind: 'micro-payment',
    quantity: amount('1'),
    depositAddress: '0xFF1A178826Bb8BEf49e22aA591B6D929c6a2Cd63',
    depositAmount: amount('0.0042'),
  } as const;
  const proven = addProof(createProposedEntry(proposal), evidence, { by: proposer, at });
  const first = addConfirmation(proven, proven.digest, dayMs, { by: confirmer, at });
  const confirmed =
    confirmers === 1 ? first : addConfirmation(first, proven.digest, dayMs, { by: secondConfirmer, at });
  if (status === 'cooling-off') return markListed(confirmed, startTime + untilMs - at, { by: 'whitelist', at });
  return activate(markListed(confirmed, dayMs, { by: 'whitelist', at }), 0, { by: 'whitelist', at: at + dayMs });
}

function published(entry: WhitelistEntry): WhitelistEntry {
  return { ...entry, publishedVersion: entry.version };
}
