import { assumptions } from '../assumptions.ts';
import { counted } from '../decimal.ts';
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
export function standing(stage: StageCount, metricSeries: number): Usage {
  return {
    'key-month': counted(stage.keys),
    'secret-month': counted(stage.secrets),
    'alarm-month': counted(stage.alarms),
    'dashboard-month': counted(stage.dashboards),
    'metric-month': counted(metricSeries),
    'fifo-request': everyMinutes(1)
      .times(counted(pollsPerMinute))
      .times(counted(stage.queuesWithReaders * pollers)),
  };
}

/** What a fixed address costs by being there. */
export function standingEgress({ natGateways, addresses, endpointZones }: StageCount): Usage {
  const hours = counted(assumptions.hoursPerMonth);
  return {
    'nat-hour': hours.times(counted(natGateways)),
    'address-hour': hours.times(counted(addresses)),
    'endpoint-hour': hours.times(counted(endpointZones)),
  };
}
