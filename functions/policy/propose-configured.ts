import * as v from 'valibot';
import type { Clock } from '../shared/core/clock.ts';
import { InvalidInputError } from '../shared/core/errors.ts';
import { rule } from '../shared/core/rule.ts';
import { parseStrictJson } from '../shared/core/strict-json.ts';
import { validate } from '../shared/core/validate.ts';
import type { DepositAddresses } from '../shared/ledger/store/deposit-addresses.ts';
import { isRevoked, knownDepositAddresses } from '../shared/ledger/store/known-addresses.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';
import { checkProposal, type ProposalContext } from '../shared/ledger/whitelist/check-proposal.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { EntryConflictError } from '../shared/ledger/whitelist/errors.ts';
import {
  configProposer,
  type EntryProposal,
  proposalSchemaFor,
  toEntryProposal,
} from '../shared/ledger/whitelist/proposal.ts';
import { revoke, type StampedEntryProposal } from '../shared/ledger/whitelist/steps.ts';
import { entryDigest } from '../shared/ledger/whitelist/target.ts';
import { mirrorDifferences } from './mirror-differences.ts';

export interface ProposeConfiguredDependencies {
  readonly whitelist: WhitelistStore;
  readonly known: Pick<DepositAddresses, 'get'>;
  readonly clock: Clock;
  /** Throws where a newer deployment has acted: then this one writes nothing more. */
  readonly ensureNewest: () => Promise<void>;
}

/** What a deployment changed. */
export interface ConfiguredChanges {
  readonly proposed: readonly WhitelistEntry[];
  readonly revoked: readonly WhitelistEntry[];
  /**
   * Ids that the configuration still has although somebody revoked them. They stay revoked: ids are never used again.
   */
  readonly stayRevoked: readonly string[];
}

const input = { what: 'whitelist', field: 'Whitelist', expected: 'the destinations as JSON text' };

const entriesSchema = v.pipe(
  v.array(v.lazy(proposalSchemaFor)),
  rule((entries) => new Set(entries.map(({ id }) => id)).size === entries.length, {
    reason: 'has an id twice',
    expected: 'each id once',
  }),
);

/**
 * Proposes the configuration's new destinations, and revokes those that an earlier configuration brought and this one
 * has no more. All is checked before anything is written: a deployment that is refused has changed nothing. Safe to run
 * twice. Throws what is wrong, with the id.
 */
export async function proposeConfigured(
  dependencies: ProposeConfiguredDependencies,
  coins: readonly string[],
  text: string,
): Promise<ConfiguredChanges> {
  const { whitelist } = dependencies;
  const wanted = mirrorDifferences(
    validate('whitelist', entriesSchema, parseStrictJson(text, input)).map(toEntryProposal),
  );
  const rows = await whitelist.directory();
  const gone = rows.filter(({ id, by }) => by === configProposer && !wanted.some((each) => each.id === id));
  const context = {
    // Those that come together are compared with each other too, whichever of them is first.
    known: [...rows, ...wanted],
    depositAddresses: await knownDepositAddresses(dependencies.known, coins),
    isRevoked: async (id: string) => gone.some((row) => row.id === id) || (await isRevoked(whitelist, id)),
  };
  const fresh = wanted.filter((each) => isNew(each, rows));
  for (const each of fresh) await check(each, context);
  const revoked: WhitelistEntry[] = [];
  for (const row of gone) {
    await dependencies.ensureNewest();
    revoked.push(...(await revokeOnce(dependencies, row)));
  }
  const proposed: WhitelistEntry[] = [];
  for (const each of fresh) {
    await dependencies.ensureNewest();
    const proposal = { ...each, by: configProposer, at: dependencies.clock.now() };
    const made = await whitelist.propose(proposal, (known) =>
      check(each, { ...context, known: [...known, ...wanted] }),
    );
    proposed.push(made.entry);
  }
  return { proposed, revoked, stayRevoked: await revokedAmong(whitelist, wanted) };
}

/** Throws EntryConflictError where the id was used for another target. */
function isNew({ id, target }: EntryProposal, rows: readonly StampedEntryProposal[]): boolean {
  const row = rows.find((each) => each.id === id);
  if (row === undefined) return true;
  if (entryDigest(id, row.target) !== entryDigest(id, target)) throw new EntryConflictError(id);
  return false;
}

/** The refusal of a whole deployment names the entry that it is about. */
async function check(proposed: EntryProposal, { known, ...rest }: ProposalContext): Promise<void> {
  const others = known.filter(({ id }) => id !== proposed.id);
  try {
    await checkProposal(proposed, { known: others, ...rest });
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const flaws = error.flaws.map((flaw) => ({ ...flaw, field: `${proposed.id}.${flaw.field}` }));
    throw new InvalidInputError('whitelist', flaws, error.code);
  }
}

async function revokeOnce(
  { whitelist, clock }: ProposeConfiguredDependencies,
  row: StampedEntryProposal,
): Promise<WhitelistEntry[]> {
  const standing = await whitelist.ensureEntry(row);
  if (standing.state.status === 'revoked') return [];
  return [await whitelist.change(row.id, (now) => revoke(now, { by: configProposer, at: clock.now() }))];
}

async function revokedAmong(whitelist: WhitelistStore, wanted: readonly EntryProposal[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { id } of wanted) if (await isRevoked(whitelist, id)) found.push(id);
  return found;
}
