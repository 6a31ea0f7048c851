import { Construct } from 'constructs';
import type { Treasury } from '../config/define-treasury.ts';
import { nameIn } from '../constructs/stage.ts';
import type { SweepSchedules } from '../constructs/sweep-schedules.ts';
import type { TreasuryApi } from '../constructs/treasury-api.ts';
import { financeDashboard } from '../constructs/watch/finance-dashboard.ts';
import { Notifications } from '../constructs/watch/notifications.ts';
import { oncallDashboard } from '../constructs/watch/oncall-dashboard.ts';
import { savedQueries } from '../constructs/watch/saved-query.ts';
import { TreasuryAlarms } from '../constructs/watch/treasury-alarms.ts';
import type { Watched } from '../constructs/watch/watched.ts';
import type { Functions } from './functions.ts';
import type { Parts } from './parts.ts';

/** What there is to look at, beside the parts. */
export interface Running {
  readonly functions: Functions;
  readonly schedules: SweepSchedules;
  readonly api: TreasuryApi;
}

/** Everything by which a stage is seen from outside. */
export function watch(scope: Construct, parts: Parts, running: Running, treasury: Treasury): void {
  const place = new Construct(scope, 'Watch');
  const { bus } = parts;
  const { emails = [], runbook } = treasury.notifications ?? {};
  const watched = watchedIn(parts, running, treasury);
  new Notifications(place, 'Notifications', { topic: bus.alarms.topic, emails });
  const alarms = new TreasuryAlarms(place, 'Alarms', {
    watched,
    topic: bus.alarms.topic,
    ...(runbook === undefined ? {} : { runbook }),
  });
  financeDashboard(place, watched);
  oncallDashboard(place, watched, alarms.all);
  savedQueries(place, watched);
}

function watchedIn({ stage, bus, sweeps, releases }: Parts, running: Running, { watched }: Treasury): Watched {
  const { functions, schedules, api } = running;
  return {
    stage,
    functions,
    queues: [
      { name: 'sweeps', queue: sweeps.queue },
      { name: 'releases', queue: releases.queue },
    ],
    deadLetters: [
      { name: 'sweeps', queue: sweeps.deadLetters },
      { name: 'releases', queue: releases.deadLetters },
      { name: 'events', queue: bus.failures.queue },
      { name: 'schedules', queue: schedules.failures },
    ],
    busName: bus.bus.eventBusName,
    rules: bus.watchedRules,
    scheduleGroup: nameIn(stage),
    topicName: bus.alarms.topic.topicName,
    apiId: api.apiId,
    coins: watched?.coins ?? [],
    limits: watched?.limits ?? [],
  };
}
