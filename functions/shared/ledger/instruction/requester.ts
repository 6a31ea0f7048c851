import { type PersonStamp, stampOf } from '../../core/person.ts';
import type { Instruction } from './instruction.ts';

/** Who asked for it, by the name they had then. A sweep was asked for by its schedule, and by nobody. */
export function requesterOf({
  content,
  createdAt: at,
  history,
}: Pick<Instruction, 'content' | 'createdAt' | 'history'>): PersonStamp | undefined {
  if (content.kind === 'asset-transfer') return undefined;
  const identity = history[0]?.identity;
  return stampOf({ by: content.requestedBy, at, ...(identity === undefined ? {} : { identity }) });
}
