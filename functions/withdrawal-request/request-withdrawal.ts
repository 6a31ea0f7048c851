import type { Clock } from '../shared/core/clock.ts';
import { InvalidInputError } from '../shared/core/errors.ts';
import type { InstructionId } from '../shared/core/ids.ts';
import { InstructionConflictError } from '../shared/ledger/errors.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { publishStatus } from '../shared/ledger/messaging/status-events.ts';
import { runOf } from '../shared/ledger/messaging/sweep-message.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';
import { decide, isAskedFor } from './decide.ts';
import { keepTaskToken } from './task-token.ts';
import type { WithdrawalRequest } from './withdrawal-request.ts';

export interface RequestParts {
  readonly instructions: InstructionStore;
  readonly policies: PolicyStore;
  readonly bus: Bus;
  readonly whitelist: Pick<WhitelistStore, 'get'>;
  readonly clock: Clock;
}

export interface Requested {
  readonly kind: 'new' | 'same';
  readonly instruction: Instruction;
}

/** The runs of sweeps have ids that can be foretold. Whoever took one would keep that run from moving anything. */
function refuseRunIds({ sweeps }: Policy, id: InstructionId): void {
  const sweep = sweeps.find((each) => runOf(each.id, id) !== undefined);
  if (sweep === undefined) return;
  const reason = `is kept for the runs of the sweep ${sweep.id}`;
  throw new InvalidInputError('withdrawal', [{ field: 'instructionId', reason, expected: 'another id' }]);
}

/** Writes a request down with the gate's decision. One that it lets in waits for people. Safe to run twice. */
export async function requestWithdrawal(parts: RequestParts, wish: WithdrawalRequest): Promise<Requested> {
  const policy = await parts.policies.get();
  refuseRunIds(policy, wish.instructionId);
  const stamp = { at: parts.clock.now(), by: wish.requestedBy };
  const entry = await parts.whitelist.get(wish.destination);
  const created = await parts.instructions.create(decide(wish, { policy, entry }, stamp));
  if (created.kind === 'conflict' && !isAskedFor(created.instruction, wish)) {
    throw new InstructionConflictError(wish.instructionId);
  }
  const instruction = await keepTaskToken(parts, created.instruction, wish.taskToken);
  await publishStatus(parts.bus, parts.instructions, instruction);
  return { kind: created.kind === 'created' ? 'new' : 'same', instruction };
}
