import { assumptions } from '../assumptions.ts';
import { decimalOf } from '../decimal.ts';
import type { StageCount } from '../usage/usage-data.ts';
import { everyMinutes } from './rates.ts';
import type { Usage } from './usage.ts';

/**
 * Lambda reads a queue with five long polls side by side, of twenty seconds each (Lambda guide, "Configuring scaling
 * behavior"). At low traffic it may come down to two, which is not counted on.
 */
const pollers = 5;
const pollsPerMinute = 3;

/** What a stage costs by being there, whatever it does. */
export function fixedUsage(stage: StageCount, metricSeries: number): Usage {
  return {
    'key-month': decimalOf(stage.keys),
    'secret-month': decimalOf(stage.secrets),
    'alarm-month': decimalOf(stage.alarms),
    'dashboard-month': decimalOf(stage.dashboards),
    'metric-month': decimalOf(metricSeries),
    'fifo-request': everyMinutes(1)
      .times(decimalOf(pollsPerMinute))
      .times(decimalOf(stage.queuesWithReaders * pollers)),
  };
}

/** What a fixed address costs by being there. */
export function fixedEgressUsage({ natGateways, addresses, endpointZones }: StageCount): Usage {
  const hours = decimalOf(assumptions.hoursPerMonth);
  return {
    'nat-hour': hours.times(decimalOf(natGateways)),
    'address-hour': hours.times(decimalOf(addresses)),
    'endpoint-hour': hours.times(decimalOf(endpointZones)),
  };
}
