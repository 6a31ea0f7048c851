import { assumptions } from '../assumptions.ts';
import { type Decimal, decimalOf, min, sum } from '../decimal.ts';
import { gigabyteSeconds, type StageProfile } from './operation-usage.ts';
import { everyMinutes } from './rates.ts';
import type { Usage } from './usage.ts';

/**
 * A key is read again after five minutes (functions/shared/signing). DynamoDB asks KMS once in five minutes for each
 * role that uses the table, and SQS for each queue and role (data keys are used for 300 seconds where nothing else is
 * said).
 */
const windowMinutes = 5;

/**
 * What functions cost because Lambda starts them, and because keys are read and used anew every few minutes. All of it
 * is bounded by how often they are called, and by how many windows a month has: bursts, which start several at once,
 * are not counted, and neither is that two calls share a window by chance.
 */
export function startUsage(
  invocations: ReadonlyMap<string, Decimal>,
  signers: ReadonlySet<string>,
  events: Decimal,
  profile: StageProfile,
): Usage {
  const cold = sum(windowsWithCalls(invocations, assumptions.keptMinutes).values());
  const windows = windowsWithCalls(invocations, windowMinutes);
  const secretReads = sum([...windows].filter(([name]) => signers.has(name)).map(([, times]) => times));
  const tableKeys = sum(windows.values());
  return {
    'lambda-gb-second': gigabyteSeconds(cold.times(decimalOf(assumptions.startMs)), profile),
    'secret-request': secretReads,
    // A secret is decrypted at each read; a queue's key is used by a sender and a reader; each event is encrypted.
    'key-request': tableKeys.plus(secretReads).plus(tableKeys).plus(events),
  };
}

/** Windows of a month in which a function is called, at most. */
function windowsWithCalls(invocations: ReadonlyMap<string, Decimal>, minutes: number): ReadonlyMap<string, Decimal> {
  return new Map([...invocations].map(([name, times]) => [name, min(times, everyMinutes(minutes))]));
}
