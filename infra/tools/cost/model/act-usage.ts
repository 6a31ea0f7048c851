import { assumptions } from '../assumptions.ts';
import { counted, type Decimal, decimal, sum } from '../decimal.ts';
import type { Act } from '../usage/operation.ts';
import type { StageCount } from '../usage/usage-data.ts';
import { plus, type Usage } from './usage.ts';

/** What of a stage decides what an act of it costs. */
export type Setting = Pick<StageCount, 'memoryMb' | 'tracedFunctions' | 'endpointZones'> & {
  readonly hasStaticEgress: boolean;
};

const billion = decimal('1000000000');
const thousand = decimal('1000');

/** What AWS counts when this is done once, by functions that are loaded and know their keys. */
export function usageOf(act: Act, setting: Setting): Usage {
  const milliseconds = millisecondsOf(act);
  return plus(countsOf(act, setting), { 'lambda-gb-second': gigabyteSeconds(milliseconds, setting) });
}

/** The same without the time that it takes. */
export function countsOf(act: Act, setting: Setting): Usage {
  const invocations = total(act.invocations);
  const lines = counted(act.logBytes)
    .plus(invocations.times(counted(assumptions.platformLogBytes)))
    .plus(counted(act.httpRequests * assumptions.accessLogBytes));
  const isTraced = setting.tracedFunctions > 0;
  return plus(
    {
      'lambda-request': invocations,
      'table-read': counted(act.reads),
      'table-write': counted(act.writes),
      'fifo-request': counted(act.queueRequests),
      'bus-event': counted(act.events),
      'topic-publish': counted(act.notifications),
      'schedule-invocation': counted(act.scheduled),
      'http-request': counted(act.httpRequests),
      'log-gb': lines.div(billion),
      ...(isTraced ? { trace: invocations } : {}),
    },
    networkOf(act, setting),
  );
}

/** On Lambda: what the function works, slower than here, and what it waits for the exchange. */
export function millisecondsOf({ milliseconds, exchange }: Act): Decimal {
  const working = total(milliseconds).times(counted(assumptions.slowdown));
  return working.plus(total(exchange).times(counted(assumptions.exchangeMs)));
}

/** The same of an act whose milliseconds are too few to be told from chance: its calls, one after the other. */
export function callingMilliseconds({ calls, exchange }: Act): Decimal {
  return total(calls)
    .times(counted(assumptions.callMs))
    .plus(total(exchange).times(counted(assumptions.exchangeMs)));
}

export function gigabyteSeconds(milliseconds: Decimal, { memoryMb }: Pick<Setting, 'memoryMb'>): Decimal {
  return milliseconds.div(thousand).times(counted(memoryMb)).div(decimal('1024'));
}

/**
 * What leaves. With a static address it passes by the VPC: calls of the table by a gateway endpoint, which is free, and of
 * other services by an interface endpoint where there is one. That not all functions are in the VPC is not counted on.
 */
function networkOf({ exchange, calls }: Act, { hasStaticEgress, endpointZones }: Setting): Usage {
  const asked = total(exchange).times(counted(assumptions.exchangeBytes)).div(billion);
  if (!hasStaticEgress) return { 'internet-gb': asked };
  const others = Object.entries(calls).filter(([action]) => !action.startsWith('dynamodb:'));
  const called = total(Object.fromEntries(others)).times(counted(assumptions.callBytes)).div(billion);
  return endpointZones > 0
    ? { 'internet-gb': asked, 'nat-gb': asked, 'endpoint-gb': called }
    : { 'internet-gb': asked, 'nat-gb': asked.plus(called) };
}

function total(counts: Readonly<Record<string, number>>): Decimal {
  return sum(Object.values(counts).map(counted));
}
