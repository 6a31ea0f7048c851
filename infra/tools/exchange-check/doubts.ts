import type { ToAndFro } from './round-trip.ts';
import { isOpen } from './transfer.ts';

/** What a person has to look after. Nothing where the accounts hold what they held before. */
export function doubtsOf(facts: ToAndFro): string[] {
  return [...ofOut(facts), ...ofTheOthers(facts), ...ofTheWayBack(facts)];
}

function ofOut({ out, executed }: ToAndFro): string[] {
  if (out.outcome.kind !== 'unknown' || executed.out > 0) return [];
  return [`nobody knows whether ${out.order.instructionId} was executed`];
}

function ofTheOthers({ again, late, shownBy }: ToAndFro): string[] {
  if (shownBy !== 'nothing') return [];
  return [again, late].flatMap((trial) =>
    trial !== undefined && isOpen(trial.outcome)
      ? [`nobody knows whether the later ${trial.order.instructionId} was executed`]
      : [],
  );
}

function ofTheWayBack({ back, executed, returned, proposal }: ToAndFro): string[] {
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
