import { assumptions } from '../assumptions.ts';
import { type Decimal, decimal, decimalOf, sum } from '../decimal.ts';
import type { OperationCounts } from '../usage/operation.ts';
import type { StageCount } from '../usage/usage-data.ts';
import { plus, type Usage } from './usage.ts';

/** What of a stage decides what an operation of it costs. */
export type StageProfile = Pick<StageCount, 'memoryMb' | 'tracedFunctions' | 'endpointZones'> & {
  readonly hasStaticEgress: boolean;
};

const billion = decimal('1000000000');
const thousand = decimal('1000');

/** What AWS counts when this is done once, by functions that are loaded and know their keys. */
export function usageOf(operation: OperationCounts, profile: StageProfile): Usage {
  const milliseconds = millisecondsOf(operation);
  return plus(countsOf(operation, profile), { 'lambda-gb-second': gigabyteSeconds(milliseconds, profile) });
}

/** The same without the time that it takes. */
export function countsOf(operation: OperationCounts, profile: StageProfile): Usage {
  const invocations = totalCount(operation.invocations);
  const lines = decimalOf(operation.logBytes)
    .plus(invocations.times(decimalOf(assumptions.platformLogBytes)))
    .plus(decimalOf(operation.httpRequests * assumptions.accessLogBytes));
  const isTraced = profile.tracedFunctions > 0;
  return plus(
    {
      'lambda-request': invocations,
      'table-read': decimalOf(operation.reads),
      'table-write': decimalOf(operation.writes),
      'fifo-request': decimalOf(operation.queueRequests),
      'bus-event': decimalOf(operation.events),
      'topic-publish': decimalOf(operation.notifications),
      'schedule-invocation': decimalOf(operation.scheduled),
      'http-request': decimalOf(operation.httpRequests),
      'log-gb': lines.div(billion),
      ...(isTraced ? { trace: invocations } : {}),
    },
    networkOf(operation, profile),
  );
}

/** On Lambda: what the function works, slower than here, and what it waits for the exchange. */
export function millisecondsOf({ milliseconds, exchange }: OperationCounts): Decimal {
  const working = totalCount(milliseconds).times(decimalOf(assumptions.slowdown));
  return working.plus(totalCount(exchange).times(decimalOf(assumptions.exchangeMs)));
}

/** The same of an act whose milliseconds are too few to be told from chance: its calls, one after the other. */
export function callingMilliseconds({ calls, exchange }: OperationCounts): Decimal {
  return totalCount(calls)
    .times(decimalOf(assumptions.callMs))
    .plus(totalCount(exchange).times(decimalOf(assumptions.exchangeMs)));
}

export function gigabyteSeconds(milliseconds: Decimal, { memoryMb }: Pick<StageProfile, 'memoryMb'>): Decimal {
  return milliseconds.div(thousand).times(decimalOf(memoryMb)).div(decimal('1024'));
}

/**
 * What leaves. With a static address it passes by the VPC: calls of the table by a gateway endpoint, which is free, and
 * of other services by an interface endpoint where there is one. That not all functions are in the VPC is not counted
 * on.
 */
function networkOf({ exchange, calls }: OperationCounts, { hasStaticEgress, endpointZones }: StageProfile): Usage {
  const asked = totalCount(exchange).times(decimalOf(assumptions.exchangeBytes)).div(billion);
  if (!hasStaticEgress) return { 'internet-gb': asked };
  const others = Object.entries(calls).filter(([action]) => !action.startsWith('dynamodb:'));
  const called = totalCount(Object.fromEntries(others)).times(decimalOf(assumptions.callBytes)).div(billion);
  return endpointZones > 0
    ? { 'internet-gb': asked, 'nat-gb': asked, 'endpoint-gb': called }
    : { 'internet-gb': asked, 'nat-gb': asked.plus(called) };
}

function totalCount(counts: Readonly<Record<string, number>>): Decimal {
  return sum(Object.values(counts).map(decimalOf));
}
