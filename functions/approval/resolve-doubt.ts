import type { InstructionId } from '../shared/core/ids.ts';
import type { Person, PersonStamp } from '../shared/core/person.ts';
import { resolutionSaid } from '../shared/ledger/authorization/what-is-said.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { requesterOf } from '../shared/ledger/instruction/requester.ts';
import { type KeepingDependencies, keepAndPublish } from '../shared/ledger/keep-payment.ts';
import { takeAskedWord } from '../shared/ledger/passkeys/take-asked-word.ts';
import type { WordTaker } from '../shared/ledger/passkeys/take-word.ts';
import { asksBeyondApprovals } from '../shared/ledger/policy/passkeys.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import { requireInstruction } from '../shared/ledger/require-instruction.ts';
import { settleReservations } from '../shared/ledger/settle-reservations.ts';
import { orUnreadable } from '../shared/ledger/store/or-unreadable.ts';
import type { Reservations } from '../shared/ledger/store/reservations.ts';
import type { SignedWord } from '../shared/passkeys/signed-word.ts';
import { changeInstruction } from './change-instruction.ts';
import { decideResolution, type ResolutionResult } from './decide-resolution.ts';
import type { ResolutionRequest } from './resolution-request.ts';

export interface ResolutionDependencies extends KeepingDependencies {
  readonly reservations: Reservations;
  readonly words: WordTaker;
}

export type ResolutionPolicy = Pick<PolicyInForce, 'firstEpoch' | 'passkeys'>;

/**
 * Takes one person's decision on money in doubt, settles its reservation under the limits when two agree, keeps what
 * was paid, and publishes it. Safe to run twice: what a crash left undone after the write is done by the next run, or
 * by the tick. Nothing is ever sent from here.
 */
export async function resolveDoubt(
  dependencies: ResolutionDependencies,
  id: InstructionId,
  person: Person,
  request: ResolutionRequest,
  policy: ResolutionPolicy,
): Promise<ResolutionResult> {
  const { instructions, clock } = dependencies;
  const doubtful = await requireInstruction(instructions, id);
  // What counted as given back counts again before anybody's decision can end it.
  if (doubtful.state.status === 'needs-attention') {
    await settleReservations(dependencies.reservations, doubtful, clock.now());
  }
  const requester = await requesterBehind(instructions, doubtful);
  const stamp = { at: clock.now(), ...person };
  const rules = { firstEpoch: policy.firstEpoch, requester, isSignatureAsked: asksBeyondApprovals(policy) };
  const decide = (seen: Instruction, word?: SignedWord) => decideResolution(seen, request, stamp, { ...rules, word });
  // Whatever else refuses it comes first, and what changes nothing takes no signature: a nonce is good for once.
  const isDecision = decide(doubtful).next !== doubtful;
  const offered = { word: request.word, said: resolutionSaid(doubtful, request, person), at: stamp.at };
  const word = isDecision ? await takeAskedWord(dependencies.words, policy, offered) : undefined;
  const { kind, next } = await changeInstruction(instructions, doubtful, (seen) => decide(seen, word));
  await settleReservations(dependencies.reservations, next, clock.now());
  return { kind, next: await keepAndPublish(dependencies, next) };
}

/**
 * Who asked for what is in doubt. For a transfer that funds a withdrawal that is who asked for the withdrawal: it is
 * sent by what is said here. Nobody where that withdrawal cannot be read: then it is not sent either.
 */
async function requesterBehind(
  instructions: ResolutionDependencies['instructions'],
  doubtful: Instruction,
): Promise<PersonStamp | undefined> {
  const { content } = doubtful;
  if (!('funds' in content)) return requesterOf(doubtful);
  const withdrawal = await orUnreadable(() => instructions.get(content.funds));
  return withdrawal === undefined || withdrawal === 'unreadable' ? undefined : requesterOf(withdrawal);
}
