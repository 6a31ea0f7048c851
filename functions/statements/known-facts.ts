import type { FundMovement } from '../shared/exchange/endpoints/fund-movement.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { requesterOf } from '../shared/ledger/instruction/requester.ts';
import type { MovementFacts } from '../shared/statements/day-rows.ts';
import { movementKey } from '../shared/statements/distinct-movements.ts';
import type { MatchedInstruction } from '../shared/statements/statement.ts';
import type { StatementAccount } from './account.ts';
import type { InstructionMatcher } from './match-instructions.ts';
import type { OrderFacts } from './read-orders.ts';

/** What is known of each movement beside its own row. */
export async function knownFacts(
  account: StatementAccount,
  movements: readonly FundMovement[],
  matcher: InstructionMatcher,
  orders: ReadonlyMap<string, OrderFacts>,
): Promise<(movement: FundMovement) => MovementFacts> {
  const instructions = new Map<string, Instruction>();
  for (const movement of movements) {
    const key = movementKey(movement);
    const found = instructions.has(key) ? undefined : await matcher.match(movement);
    if (found !== undefined) instructions.set(key, found);
  }
  return (movement) => {
    const instruction = instructions.get(movementKey(movement));
    const order = orders.get(movement.exchangeOrderId);
    return {
      transactionHash: order?.transactionHash,
      depositAddress: order?.depositAddress,
      counterparty: otherAccount(account, movement) ?? order?.paidTo ?? addressOf(instruction),
      instruction: instruction === undefined ? undefined : matchedInstruction(instruction),
    };
  };
}

/** By its name where it is one of ours. */
function otherAccount({ id, names }: StatementAccount, movement: FundMovement): string | undefined {
  if (movement.form !== 'transfer') return undefined;
  const other = movement.from === id ? movement.to : movement.from;
  return names.get(other) ?? other;
}

function addressOf(instruction: Instruction | undefined): string | undefined {
  return instruction === undefined || instruction.content.kind === 'asset-transfer'
    ? undefined
    : instruction.content.address;
}

function matchedInstruction(instruction: Instruction): MatchedInstruction {
  const { content, approvals } = instruction;
  return {
    id: content.instructionId,
    kind: content.kind,
    requestedBy: requesterOf(instruction)?.by ?? content.requestedBy,
    approvedBy: approvals.map(({ by }) => by),
  };
}
