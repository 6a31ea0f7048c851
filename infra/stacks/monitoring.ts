import { Construct } from 'constructs';
import type { Treasury } from '../config/define-treasury.ts';
import { financeDashboard } from '../constructs/monitoring/finance-dashboard.ts';
import type { MonitoredResources } from '../constructs/monitoring/monitored-resources.ts';
import { Notifications } from '../constructs/monitoring/notifications.ts';
import { oncallDashboard } from '../constructs/monitoring/oncall-dashboard.ts';
import { PeopleSubscriptions } from '../constructs/monitoring/people-subscriptions.ts';
import { savedQueries } from '../constructs/monitoring/saved-queries.ts';
import { TreasuryAlarms } from '../constructs/monitoring/treasury-alarms.ts';
import { nameIn } from '../constructs/stage.ts';
import type { SweepSchedules } from '../constructs/sweep-schedules.ts';
import type { TreasuryApi } from '../constructs/treasury-api.ts';
import type { StackDependencies } from './dependencies.ts';
import type { Functions } from './functions.ts';

/** What is monitored, beside the dependencies. */
export interface RunningResources {
  readonly functions: Functions;
  readonly schedules: SweepSchedules;
  readonly api: TreasuryApi;
}

/** Everything by which a stage is seen from outside. */
export function addMonitoring(
  scope: Construct,
  dependencies: StackDependencies,
  running: RunningResources,
  treasury: Treasury,
): void {
  const monitoringScope = new Construct(scope, 'Watch');
  const { bus } = dependencies;
  const { emails = [], people = [], runbook } = treasury.notifications ?? {};
  const monitored = monitoredResources(dependencies, running, treasury);
  new Notifications(monitoringScope, 'Notifications', { topic: bus.alarms.topic, emails });
  new PeopleSubscriptions(monitoringScope, 'People', { topic: bus.people.topic, people });
  const alarms = new TreasuryAlarms(monitoringScope, 'Alarms', {
    monitored,
    topic: bus.alarms.topic,
    ...(runbook === undefined ? {} : { runbook }),
  });
  financeDashboard(monitoringScope, monitored);
  oncallDashboard(monitoringScope, monitored, alarms.all);
  savedQueries(monitoringScope, monitored);
}

function monitoredResources(
  { stage, bus, sweeps, releases }: StackDependencies,
  running: RunningResources,
  { monitored }: Treasury,
): MonitoredResources {
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
      { name: 'events', queue: bus.deadLetters.queue },
      { name: 'notifications', queue: bus.notificationDeadLetters.queue },
      { name: 'schedules', queue: schedules.deadLetters },
    ],
    busName: bus.bus.eventBusName,
    rules: bus.monitoredRules,
    scheduleGroup: nameIn(stage),
    topicName: bus.alarms.topic.topicName,
    notificationTopicName: bus.people.topic.topicName,
    apiId: api.apiId,
    coins: monitored?.coins ?? [],
    limits: monitored?.limits ?? [],
  };
}
