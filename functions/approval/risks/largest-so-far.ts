import { compare } from '../../shared/core/amount.ts';
import type { RiskRule } from './risk-subject.ts';

/** Small ones that went well say little about a large one. The first one of all is told as that. */
export const largestSoFar: RiskRule = ({ content, payments: { account } }) => {
  if (account.kind !== 'paid' || account.history.first.id === content.instructionId) return undefined;
  const { largest } = account.history;
  if (largest.id === content.instructionId)
    return { message: 'It is the largest payment to this account that is known.' };
  return compare(content.quantity, largest.quantity) > 0
    ? { message: `The largest payment to this account that is known was ${largest.quantity} ${content.coin}.` }
    : undefined;
};
