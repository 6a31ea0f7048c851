import type { ErrorCode } from '../../../functions/shared/core/error-codes.ts';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import { assumptionNames, assumptionPrerequisites } from '../../config/exchange-assumptions.ts';
import type { Finding, FindingName, Findings } from '../../config/exchange-check-report.ts';

export function holds(seen: string): Finding {
  return { result: 'holds', seen };
}

export function doesNotHold(seen: string): Finding {
  return { result: 'does-not-hold', seen };
}

export function notChecked(seen: string): Finding {
  return { result: 'not-checked', seen };
}

/**
 * A refusal, or an answer that is not as documented, is the exchange's word. Silence, or a full queue, says nothing.
 */
const definiteErrorCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'exchange-refused',
  'exchange-answer-malformed',
]);

/** What a read that failed says. Anything but a TreasuryError is a mistake of ours and is thrown on. */
export function findingOfFailure(error: unknown): Finding {
  if (!isTreasuryError(error)) throw error;
  return definiteErrorCodes.has(error.code) ? doesNotHold(error.message) : notChecked(error.message);
}

/** Everything, with what was found in its place. */
export function findingsWith(found: Partial<Record<FindingName, Finding>>): Findings {
  const assumptions = assumptionNames.map((name) => [
    name,
    notChecked(`Not looked at: it takes ${assumptionPrerequisites[name]}.`),
  ]);
  return {
    clock: notChecked('Not looked at.'),
    transfer: notChecked('Not made.'),
    'fund-statement': notChecked('Not looked at.'),
    'withdrawal-records': notChecked('Not looked at.'),
    ...Object.fromEntries(assumptions),
    ...found,
  };
}
