import type { Attempt, Instruction } from './instruction.ts';

/**
 * The codes by which the exchange says that it saw this id before (exchange-api.md section 4). Which of them comes is
 * A3.
 */
const seenBeforeCodes: ReadonlySet<string> = new Set(['-1024', '-1141', '-4013']);

/**
 * Whether the exchange may have taken an attempt. One that was proven absent belongs to these: the proof rests on A8,
 * and what is looked for later is never less than all that may be there.
 */
export function mayHaveBeenTaken({ outcome }: Pick<Attempt, 'outcome'>): boolean {
  return outcome !== 'held' && outcome !== 'refused';
}

/** The first attempt that the exchange may have taken. What an instruction made at the exchange is not older. */
export function firstPossiblyTaken({ attempts }: Pick<Instruction, 'attempts'>): Attempt | undefined {
  return attempts.find(mayHaveBeenTaken);
}

/** Whether an attempt counts as proven absent: an order that turns up after that is a sign that the proof was wrong. */
export function hasAbsentAttempt({ attempts }: Pick<Instruction, 'attempts'>): boolean {
  return attempts.some(({ outcome }) => outcome === 'absent');
}

/**
 * Whether the exchange said, to any attempt, that it has seen this id before. Then no list proves that it took nothing.
 */
export function wasSeenBefore({ attempts }: Pick<Instruction, 'attempts'>): boolean {
  return attempts.some(({ exchangeCode }) => exchangeCode !== undefined && seenBeforeCodes.has(exchangeCode));
}
