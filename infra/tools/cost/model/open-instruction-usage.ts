import { paceMs } from '../../../../functions/shared/exchange/client/pacer.ts';
import { openMax } from '../../../../functions/shared/ledger/store/instruction-store.ts';
import { functionRecords } from '../../../functions/function-records.ts';
import { assumptions } from '../assumptions.ts';
import { type Decimal, decimal, decimalOf, min, one } from '../decimal.ts';
import type { OperationCounts, OperationName } from '../usage/operation.ts';
import type { UsageData } from '../usage/usage-data.ts';
import type { Workload } from '../workload.ts';
import { callingMilliseconds, countsOf, gigabyteSeconds, type StageProfile } from './operation-usage.ts';
import { atOnce, everyMinutes } from './rates.ts';
import { readsByHalving } from './records-reads.ts';
import { minus, plus, times, type Usage } from './usage.ts';

/** What a tick costs beside an idle one: for the first that waits or is sent, and for each. */
interface MarginalUsage {
  readonly first: Usage;
  readonly each: Usage;
}

/** What the ticks of a month cost beside idle ones, because withdrawals wait for people or are at the exchange. */
export function openInstructionUsage(workload: Workload, { acts }: UsageData, profile: StageProfile): Usage {
  const { withdrawalsPerDay } = workload;
  const of = (name: OperationName): Usage => tickUsage(acts[name], profile);
  const idle = of('idle-tick');
  const oneWaiting = minus(of('tick-one-waiting'), idle);
  const twoWaiting = minus(of('tick-two-waiting'), idle);
  const waiting = marginalUsageOf(oneWaiting, twoWaiting);
  const oneSent = minus(minus(of('tick-one-waiting-one-sent'), idle), oneWaiting);
  const sent = marginalUsageOf(oneSent, minus(of('tick-two-sent'), idle));
  const perTick = plus(
    atLoad(waiting, min(atOnce(withdrawalsPerDay, assumptions.minutesForPeople), decimalOf(openMax))),
    atLoad(sent, atOnce(withdrawalsPerDay, assumptions.minutesAtExchange)),
    moreReads(workload, profile),
  );
  return times(perTick, everyMinutes(1));
}

/** The difference of two ticks is a few calls: their time is told by those, not by two clocks. */
function tickUsage(operation: OperationCounts, profile: StageProfile): Usage {
  return plus(countsOf(operation, profile), {
    'lambda-gb-second': gigabyteSeconds(callingMilliseconds(operation), profile),
  });
}

/** Two are the first and twice each; one is the first and each. */
function marginalUsageOf(one: Usage, two: Usage): MarginalUsage {
  const each = minus(two, one);
  return { first: minus(one, each), each };
}

/** With less than one at once, so large a share of the ticks meets one. */
function atLoad({ first, each }: MarginalUsage, load: Decimal): Usage {
  return plus(times(first, min(load, one)), times(each, load));
}

/** Rows in the window of the records that a tick reads for the withdrawals at the exchange. */
export function recordsFollowed({ withdrawalsPerDay }: Pick<Workload, 'withdrawalsPerDay'>): Decimal {
  // The stretch begins a minute before the oldest attempt (functions/reconciliation/record-windows.ts).
  return atOnce(withdrawalsPerDay, assumptions.minutesAtExchange + 1);
}

/** A window with many rows is read in many parts, each of which waits for a slot of the key and claims it. */
function moreReads(workload: Workload, profile: StageProfile): Usage {
  const more = readsByHalving(recordsFollowed(workload)).minus(one);
  const inTime = min(
    more,
    decimalOf(functionRecords.reconciliation.timeoutSeconds * 1_000).div(decimalOf(paceMs.query)),
  );
  const each: Usage = {
    'table-read': one,
    'table-write': one,
    'lambda-gb-second': gigabyteSeconds(decimal(String(paceMs.query)), profile),
    'internet-gb': decimalOf(assumptions.exchangeBytes).div(decimal('1000000000')),
  };
  return times(each, inTime);
}
