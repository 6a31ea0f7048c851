import type { Millis } from '../../../functions/shared/core/clock.ts';
import {
  depositAddressKey,
  instructionKey,
  monthCloseKey,
  whitelistEntryKey,
} from '../../../functions/shared/core/item-keys.ts';
import type { PersonStamp } from '../../../functions/shared/core/person.ts';
import {
  approvalSaid,
  confirmationSaid,
  depositAddressSaid,
  monthSaid,
  resolutionSaid,
  type Speaker,
} from '../../../functions/shared/ledger/authorization/what-is-said.ts';
import type { HistoryEntry, Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import type { KnownDepositAddress } from '../../../functions/shared/ledger/store/deposit-addresses.ts';
import type { MonthClose } from '../../../functions/shared/ledger/store/month-closes.ts';
import type { WhitelistEntry } from '../../../functions/shared/ledger/whitelist/entry.ts';
import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import type { Said } from '../../../functions/shared/passkeys/statement.ts';
import type { CoinOnChain } from './verify-item.ts';

/** One decision that a device signed. */
export interface Signed {
  readonly item: string;
  readonly what: string;
  readonly by: string;
  readonly at: Millis;
  readonly word: SignedWord;
  /** What it may say. More than one where the item does not tell. None of a person who is not named by a token. */
  readonly said: readonly Said[];
}

/** What devices signed of an instruction. */
export function signedOfInstruction(instruction: Instruction): readonly Signed[] {
  const item = instructionKey(instruction.content.instructionId);
  return [...approvalsOf(item, instruction), ...resolutionsOf(item, instruction)];
}

export function signedOfEntry(entry: WhitelistEntry): readonly Signed[] {
  return confirmationsOf(whitelistEntryKey(entry.id), entry);
}

export function signedOfMonth(month: string, { signOffs }: MonthClose): readonly Signed[] {
  return signOffs.flatMap(({ word, digest, ...stamp }) =>
    signedBy(monthCloseKey(month), 'signed the month', stamp, word, (person) => [monthSaid(month, digest, person)]),
  );
}

/** With the acceptance that waits for a second one. Of those that were accepted the tag is that of what came after. */
export function signedOfAddress(of: CoinOnChain, known: KnownDepositAddress): readonly Signed[] {
  const item = depositAddressKey(of.coin, of.chain);
  const { proposal, replaced } = known;
  const accepted = replaced.flatMap(({ signed = [] }, index) => {
    const { tag } = replaced[index + 1] ?? known;
    return signed.map((each) => ({ ...each, tag }));
  });
  const waiting = proposal?.signed === undefined ? [] : [{ ...proposal, ...proposal.signed }];
  return [...accepted, ...waiting].flatMap(({ address, tag, word, ...stamp }) =>
    signedBy(item, 'accepted the address', stamp, word, (person) => [
      depositAddressSaid(of, { address, ...(tag === undefined ? {} : { tag }) }, person),
    ]),
  );
}

function approvalsOf(item: string, instruction: Instruction): readonly Signed[] {
  return instruction.approvals.flatMap(({ word, ...stamp }) =>
    signedBy(item, 'approved', stamp, word, (person) => [approvalSaid(instruction, person)]),
  );
}

function confirmationsOf(item: string, entry: WhitelistEntry): readonly Signed[] {
  return entry.confirmations.flatMap(({ word, ...stamp }) =>
    signedBy(item, 'confirmed', stamp, word, (person) => [confirmationSaid(entry, person)]),
  );
}

/** An entry of a proposal does not tell which of the two was proposed; what was signed does. */
function resolutionsOf(item: string, instruction: Instruction): readonly Signed[] {
  return instruction.history.flatMap(({ word, evidence = '', ...entry }) =>
    signedBy(item, 'said what became of it', entry, word, (person) =>
      decisionsOf(entry).map((decision) => resolutionSaid(instruction, { decision, evidence }, person)),
    ),
  );
}

function decisionsOf({ to }: Pick<HistoryEntry, 'to'>) {
  return to === 'settled' || to === 'failed' ? [to] : (['settled', 'failed'] as const);
}

export function signedBy(
  item: string,
  what: string,
  { by, at, identity }: PersonStamp,
  word: SignedWord | undefined,
  said: (person: Speaker) => readonly Said[],
): readonly Signed[] {
  if (word === undefined) return [];
  return [{ item, what, by, at, word, said: identity === undefined ? [] : said({ by, identity }) }];
}
