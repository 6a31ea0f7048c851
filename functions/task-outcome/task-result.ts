import { iso } from '../shared/core/clock.ts';
import { assert } from '../shared/core/errors.ts';
import { isTerminal } from '../shared/ledger/instruction/allowed-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';

/** What a waiting execution is told. */
export type TaskResult =
  /** The money moved. `output` is JSON. */
  | { readonly kind: 'success'; readonly output: string }
  /** It did not, for good. `error` is the status, a closed set to catch by; `cause` is JSON, with the reason. */
  | { readonly kind: 'failure'; readonly error: string; readonly cause: string };

/** The most that Step Functions takes as a cause. */
const causeMax = 32_768;

/**
 * The end of an instruction as its execution is told it. Undefined while there is no end: money in doubt is no failure.
 */
export function taskResultOf(instruction: Instruction): TaskResult | undefined {
  const { status } = instruction.state;
  if (!isTerminal(status)) return undefined;
  const text = JSON.stringify(summaryOf(instruction));
  if (status === 'settled') return { kind: 'success', output: text };
  assert(text.length <= causeMax, 'what an instruction is summed up in is short');
  return { kind: 'failure', error: status, cause: text };
}

function summaryOf({ content, state, digest, history, version, updatedAt }: Instruction): Record<string, unknown> {
  const { instructionId, kind, coin, quantity, destination } = content;
  const exchangeCode = history.at(-1)?.exchangeCode;
  return {
    id: instructionId,
    version,
    kind,
    status: state.status,
    ...('reason' in state ? { reason: state.reason } : {}),
    ...(exchangeCode === undefined ? {} : { exchangeCode }),
    coin,
    ...('chain' in content ? { chain: content.chain } : {}),
    quantity,
    destination,
    ...('exchangeOrderId' in state ? { exchangeOrderId: state.exchangeOrderId } : {}),
    digest,
    endedAt: iso(updatedAt),
  };
}
