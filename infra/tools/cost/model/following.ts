import { openMax } from '../../../../functions/reconciliation/list-open.ts';
import { paceMs } from '../../../../functions/shared/exchange/client/pacer.ts';
import { timeouts } from '../../../stacks/parts.ts';
import { assumptions } from '../assumptions.ts';
import { counted, type Decimal, decimal, least, one } from '../decimal.ts';
import type { Act, ActName } from '../usage/operation.ts';
import type { Counted } from '../usage/usage-data.ts';
import type { Workload } from '../workload.ts';
import { callingMilliseconds, countsOf, gigabyteSeconds, type Setting } from './act-usage.ts';
import { atOnce, everyMinutes } from './rates.ts';
import { readsByHalving } from './records-reads.ts';
import { minus, plus, times, type Usage } from './usage.ts';

/** What a tick costs beside an idle one: for the first that waits or is sent, and for each. */
interface Extra {
  readonly first: Usage;
  readonly each: Usage;
}

/** What the ticks of a month cost beside idle ones, because withdrawals wait for people or are at the exchange. */
export function following(workload: Workload, { acts }: Counted, setting: Setting): Usage {
  const { withdrawalsPerDay } = workload;
  const of = (name: ActName): Usage => tickUsage(acts[name], setting);
  const idle = of('idle-tick');
  const oneWaiting = minus(of('tick-one-waiting'), idle);
  const twoWaiting = minus(of('tick-two-waiting'), idle);
  const waiting = extraOf(oneWaiting, twoWaiting);
  const oneSent = minus(minus(of('tick-one-waiting-one-sent'), idle), oneWaiting);
  const sent = extraOf(oneSent, minus(of('tick-two-sent'), idle));
  const perTick = plus(
    atLoad(waiting, least(atOnce(withdrawalsPerDay, assumptions.minutesForPeople), counted(openMax))),
    atLoad(sent, atOnce(withdrawalsPerDay, assumptions.minutesAtExchange)),
    moreReads(workload, setting),
  );
  return times(perTick, everyMinutes(1));
}

/** The difference of two ticks is a few calls: their time is told by those, not by two clocks. */
function tickUsage(act: Act, setting: Setting): Usage {
  return plus(countsOf(act, setting), { 'lambda-gb-second': gigabyteSeconds(callingMilliseconds(act), setting) });
}

/** Two are the first and twice each; one is the first and each. */
function extraOf(one: Usage, two: Usage): Extra {
  const each = minus(two, one);
  return { first: minus(one, each), each };
}

/** With less than one at once, so large a share of the ticks meets one. */
function atLoad({ first, each }: Extra, load: Decimal): Usage {
  return plus(times(first, least(load, one)), times(each, load));
}

/** Rows in the stretch of the records that a tick reads for the withdrawals at the exchange. */
export function rowsFollowed({ withdrawalsPerDay }: Pick<Workload, 'withdrawalsPerDay'>): Decimal {
  // The stretch begins a minute before the oldest attempt (functions/reconciliation/record-windows.ts).
  return atOnce(withdrawalsPerDay, assumptions.minutesAtExchange + 1);
}

/** A stretch with many rows is read in many parts, each of which waits for a slot of the key and claims it. */
function moreReads(workload: Workload, setting: Setting): Usage {
  const more = readsByHalving(rowsFollowed(workload)).minus(one);
  const inTime = least(more, counted(timeouts.reconciliation * 1_000).div(counted(paceMs.query)));
  const each: Usage = {
    'table-read': one,
    'table-write': one,
    'lambda-gb-second': gigabyteSeconds(decimal(String(paceMs.query)), setting),
    'internet-gb': counted(assumptions.exchangeBytes).div(decimal('1000000000')),
  };
  return times(each, inTime);
}
