import type { Clock, Millis } from '../shared/core/clock.ts';
import { InvalidInputError } from '../shared/core/errors.ts';
import type { InstructionId } from '../shared/core/ids.ts';
import type { IdentityEpoch } from '../shared/core/person.ts';
import { InstructionConflictError } from '../shared/ledger/errors.ts';
import { fundedIdMax, isFundingId } from '../shared/ledger/funding/funding-id.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { type TokenEffect, tokenEffect, tokenTime } from '../shared/ledger/instruction/waiting-task.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { publishStatusEvents } from '../shared/ledger/messaging/status-events.ts';
import { isRunId } from '../shared/ledger/messaging/sweep-message.ts';
import { epochSince } from '../shared/ledger/policy/identity-epochs.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { termsFor } from '../shared/ledger/readings/payment-terms.ts';
import type { ExchangeReadingStore } from '../shared/ledger/store/exchange-readings.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { PolicyStateStore } from '../shared/ledger/store/policy-store.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';
import { decideRequest, matchesRequest } from './decide-request.ts';
import { RequestRefusedError } from './errors.ts';
import type { Refusal } from './refusals.ts';
import { storeTaskToken } from './store-task-token.ts';
import type { WithdrawalRequest } from './withdrawal-request.ts';

export interface RequestDependencies {
  readonly instructions: InstructionStore;
  readonly policies: Pick<PolicyStateStore, 'read'>;
  readonly bus: Bus;
  readonly whitelist: Pick<WhitelistStore, 'get'>;
  readonly readings: Pick<ExchangeReadingStore, 'get'>;
  readonly clock: Clock;
}

/** How a request came. By what who asks is named a token says; of an event the time when it was sent tells it. */
export interface RequestSource {
  readonly epoch?: IdentityEpoch;
  /** Undefined where an event does not say: then it counts as sent now, and its task token as older than any other. */
  readonly sentAt: Millis | undefined;
  /**
   * What becomes of a request that can never succeed. Who waits for the answer is told, and nothing is written. What
   * comes over the bus has nobody to tell: it is written down as rejected, and so it is where nothing is said.
   */
  readonly refused?: 'told' | 'rejected';
}

export interface RequestResult {
  readonly kind: 'new' | 'same';
  readonly instruction: Instruction;
  /** What became of its task token. Absent where it has none. */
  readonly tokenEffect?: TokenEffect;
}

/**
 * The runs of sweeps, and the transfers that fund withdrawals, have ids that can be foretold. Whoever took one would
 * keep that transfer from moving anything.
 */
export function refuseReservedIds({ sweeps }: Policy, request: WithdrawalRequest): void {
  const { instructionId: id } = request;
  const sweep = sweeps.find((each) => isRunId(each, id));
  const isFunded = request.kind === 'withdrawal' && request.fundFrom !== undefined;
  const flaw = (reason: string, expected: string) =>
    new InvalidInputError('withdrawal', [{ field: 'instructionId', reason, expected }]);
  if (sweep !== undefined) throw flaw(`is kept for the runs of the sweep ${sweep.id}`, 'another id');
  if (isFundingId(id)) throw flaw('is kept for the transfer that funds a withdrawal', 'another id');
  if (isFunded && id.length > fundedIdMax) {
    const why = 'the id of the transfer that funds it is made from it';
    throw flaw('is too long beside fundFrom', `at most ${fundedIdMax} characters: ${why}`);
  }
}

/**
 * Writes a request down with the authorization's decision. One that is authorized waits for people. Safe to run twice.
 * `sentAt` is when it was sent, where that is known: what its task token is ordered by. Throws RequestRefusedError where
 * its source is told.
 */
export async function requestWithdrawal(
  dependencies: RequestDependencies,
  request: WithdrawalRequest,
  { epoch: named, sentAt, refused }: RequestSource = { sentAt: undefined },
): Promise<RequestResult> {
  const state = await dependencies.policies.read();
  const { policy } = state.inForce;
  refuseReservedIds(policy, request);
  const at = dependencies.clock.now();
  const epoch = named ?? epochSince(state, sentAt ?? at);
  const tokenAt = sentAt === undefined ? undefined : tokenTime(sentAt, at);
  const [entry, readings] = await Promise.all([
    dependencies.whitelist.get(request.destination),
    dependencies.readings.get(),
  ]);
  const terms = termsFor(readings, request, at);
  const decided = decideRequest(request, { policy, entry, terms, epoch }, at, tokenAt);
  if (refused === 'told') await refuseNew(dependencies, request.instructionId, decided.refusals);
  const created = await dependencies.instructions.create(decided.instruction);
  if (created.kind === 'conflict' && !matchesRequest(created.instruction, request)) {
    throw new InstructionConflictError(request.instructionId);
  }
  const { taskToken } = request;
  const instruction = await storeTaskToken(dependencies, created.instruction, taskToken, tokenAt);
  await publishStatusEvents(dependencies.bus, dependencies.instructions, instruction);
  return {
    kind: created.kind === 'created' ? 'new' : 'same',
    instruction,
    ...(taskToken === undefined ? {} : { tokenEffect: tokenEffect(created.instruction, instruction, taskToken) }),
  };
}

/** What was taken earlier stays as it is, whatever would be refused today. */
async function refuseNew(
  { instructions }: RequestDependencies,
  id: InstructionId,
  [first, ...others]: readonly Refusal[],
): Promise<void> {
  if (first === undefined || (await instructions.get(id)) !== undefined) return;
  throw new RequestRefusedError([first, ...others]);
}
