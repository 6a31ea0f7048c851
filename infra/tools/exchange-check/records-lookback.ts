import { ExchangeRefusedError } from '../../../functions/shared/exchange/errors.ts';
import type { Finding, Report } from '../../config/exchange-check-report.ts';
import { doesNotHold, findingOfFailure, holds, notChecked } from './findings.ts';

/** A list of records, looked at a week back or more. */
export interface ListCheck {
  readonly finding: Finding;
  /** Where it could not be read: whether for how far back it was asked. */
  readonly failure?: 'too-far-back' | 'other';
  /** Whether it showed an order that is a week old. Only that shows how far back it reaches. */
  readonly showsWeekOld?: boolean;
}

/** The codes that say so (exchange-api.md section 4). */
const tooFarBack: ReadonlySet<string> = new Set(['-2027', '-2028', '-2029', '-2036']);

/** What a list says that could not be read. */
export function unreadableList(error: unknown): ListCheck {
  const isTooFar = error instanceof ExchangeRefusedError && tooFarBack.has(error.exchangeCode);
  return { finding: findingOfFailure(error), failure: isTooFar ? 'too-far-back' : 'other' };
}

/**
 * A8: the records reach back a week at the least, their pages go on as we read them, and what was executed shows up. A
 * pure rule over what the other checks saw.
 */
export function judgeRecordsLookback(
  lists: readonly ListCheck[],
  transfer: Report['routes']['asset-transfer'],
): Finding {
  const wrong = lists.find(({ finding, failure }) => finding.result === 'does-not-hold' && failure !== 'other');
  if (wrong !== undefined) return doesNotHold(wrong.finding.seen);
  const missing = lists.find(({ finding }) => finding.result !== 'holds');
  if (missing !== undefined) return notChecked(missing.finding.seen);
  const isShort = lists.some(({ showsWeekOld = false }) => !showsWeekOld);
  if (isShort)
    return notChecked('Not both lists showed an order that is a week old: how far they reach back is not known.');
  if (transfer.lagMs === undefined)
    return notChecked('Lists reach back and pages go on; no transfer shows how late they are.');
  return holds(
    `Both lists showed an order that is a week old, pages go on, and a transfer showed up after ${transfer.lagMs} ms at the most.`,
  );
}
