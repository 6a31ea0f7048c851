import { iso } from '../shared/core/clock.ts';
import { NotFoundError } from '../shared/ledger/errors.ts';
import { readChainEnds, readRegistryHead } from '../shared/ledger/passkeys/registry-heads.ts';
import {
  addRestoreAcceptance,
  type RestoredHeads,
  readAcceptedRestore,
  readRestoredHeads,
} from '../shared/ledger/passkeys/restored-heads.ts';
import { compareNamed, type NamedPerson, namedPerson, stampAt } from '../shared/passkeys/person.ts';
import { type ChainEnd, registryHead } from '../shared/passkeys/registry-head.ts';
import type { RestoreAcceptance } from '../shared/passkeys/restore.ts';
import type { PasskeyDependencies } from './dependencies.ts';
import { RestoreDigestError } from './errors.ts';
import type { RestoreRequest } from './requests.ts';
import type { RestoredView, RestoreView } from './view-schema.ts';

/** What people see of a table of heads that was restored. Undefined where it is the one that it was. */
export async function showRestored({
  headTable,
  clock,
}: Pick<PasskeyDependencies, 'headTable' | 'clock'>): Promise<RestoredView | undefined> {
  const restored = await readRestoredHeads(headTable);
  if (restored === undefined) return undefined;
  const chains = await readChainEnds(headTable);
  return restoredView(restored, registryHead(clock.now(), chains).digest, chains);
}

function restoredView(
  { table, from, acceptance }: RestoredHeads,
  digest: string,
  devices: readonly ChainEnd[],
): RestoredView {
  const isStanding = acceptance?.table === table && acceptance.digest === digest;
  const acceptedBy = isStanding ? { acceptedBy: { by: acceptance.by, at: iso(acceptance.at) } } : {};
  return { table, from, digest, devices, ...acceptedBy };
}

/**
 * Takes one person's signature that the devices of a restored table may count as they stand. The second of two
 * different people makes it so. Safe to repeat. Throws NotFoundError where no restored table waits, RestoreDigestError
 * where the devices changed since they were read, and what the taker of words throws.
 */
export async function acceptByWord(
  dependencies: PasskeyDependencies,
  person: NamedPerson,
  { digest, word }: RestoreRequest,
): Promise<AcceptanceAnswer> {
  const { headTable, words, clock, bus } = dependencies;
  const at = clock.now();
  const [restored, head] = await Promise.all([readRestoredHeads(headTable), readRegistryHead(headTable, at)]);
  if (restored === undefined) return repeated(dependencies, person, digest);
  const { table, from, acceptance: standing } = restored;
  if (digest !== head.digest) throw new RestoreDigestError();
  const isRepeated = standing?.table === table && standing.digest === digest && isOf(standing, person);
  // What changes nothing takes no signature: a nonce is good for once.
  if (isRepeated) return answer('proposed', table, digest);
  const said = { purpose: 'restore', decision: 'accept', subject: { id: table, digest }, person } as const;
  const taken = await words.take({ word, said, at });
  const acceptance: RestoreAcceptance = { ...stampAt(person, at), table, digest, word: taken.word };
  const decision = await addRestoreAcceptance(headTable, acceptance);
  if (decision === undefined) return repeated(dependencies, person, digest);
  const state = decision.kind === 'accepted' ? 'accepted' : 'proposed';
  const detail = { state, table, from, digest, by: person.by, at: iso(at) };
  await bus.publish([{ detailType: 'PasskeysRestored', detail }]);
  return answer(state, table, digest);
}

export interface AcceptanceAnswer {
  readonly status: 200 | 202;
  readonly body: RestoreView;
}

function answer(state: RestoreView['state'], table: string, digest: string): AcceptanceAnswer {
  return { status: state === 'accepted' ? 200 : 202, body: { state, table, digest } };
}

/** Of one of the two who accepted it. For everybody else nothing waits. */
async function repeated(
  { headTable }: PasskeyDependencies,
  person: NamedPerson,
  digest: string,
): Promise<AcceptanceAnswer> {
  const accepted = await readAcceptedRestore(headTable);
  const own = accepted?.acceptances.find((each) => each.digest === digest && isOf(each, person));
  if (own === undefined) throw new NotFoundError('restored table of device heads that waits for an acceptance');
  return answer('accepted', own.table, digest);
}

function isOf(standing: RestoreAcceptance, person: NamedPerson): boolean {
  return compareNamed(namedPerson(standing), person) === 'same';
}
