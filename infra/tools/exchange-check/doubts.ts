import type { RoundTrip } from './round-trip.ts';
import { isOpen } from './transfer.ts';

/** What a person has to look after. Nothing where the accounts hold what they held before. */
export function doubtsOf(facts: RoundTrip): string[] {
  return [...outboundDoubts(facts), ...repeatDoubts(facts), ...returnDoubts(facts)];
}

function outboundDoubts({ out, executed }: RoundTrip): string[] {
  if (out.outcome.kind !== 'unknown' || executed.out > 0) return [];
  return [`nobody knows whether ${out.order.instructionId} was executed`];
}

function repeatDoubts({ again, late, shownBy }: RoundTrip): string[] {
  if (shownBy !== 'nothing') return [];
  return [again, late].flatMap((transferAttempt) =>
    transferAttempt !== undefined && isOpen(transferAttempt.outcome)
      ? [`nobody knows whether the later ${transferAttempt.order.instructionId} was executed`]
      : [],
  );
}

function returnDoubts({ back, executed, returned, proposal }: RoundTrip): string[] {
  if (back === undefined) return [];
  const { order, outcome } = back;
  const what = `${order.quantity} ${order.coin}`;
  const way = `from ${proposal.to.name} to ${proposal.from.name}`;
  if (executed.back === 0) {
    return [
      outcome.kind === 'unknown' ? `nobody knows whether ${what} came back ${way}` : `${what} did not come back ${way}`,
    ];
  }
  if (executed.back > 1) return [`${what} came back ${way} more than once`];
  return executed.out + executed.late > returned ? [`more was executed than the ${what} that came back ${way}`] : [];
}
