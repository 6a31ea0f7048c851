import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { nameIn } from '../stage.ts';
import { type AlarmSpec, comparisonOf, missingDataTreatments } from './alarm.ts';
import { deliveryAlarms } from './delivery-alarms.ts';
import { depositAlarms } from './deposit-alarms.ts';
import { eventAlarms } from './event-alarms.ts';
import { exportAlarms } from './export-alarms.ts';
import { functionAlarms } from './function-alarms.ts';
import { keyAlarms } from './key-alarms.ts';
import { moneyAlarms } from './money-alarms.ts';
import type { MonitoredResources } from './monitored-resources.ts';
import { queueAlarms } from './queue-alarms.ts';
import { statementAlarms } from './statement-alarms.ts';
import { tickAlarms } from './tick-alarms.ts';

/** Where the runbook is for who has a copy of this repository. */
const localRunbook = 'docs/runbook.md';

export interface TreasuryAlarmsProps {
  readonly monitored: MonitoredResources;
  /** What tells people. */
  readonly topic: ITopic;
  /** Where they read the runbook. */
  readonly runbook?: string;
}

/** Every alarm of a stage. The worst come first, as the dashboard shows them. */
export class TreasuryAlarms extends Construct {
  readonly all: readonly Alarm[];
  private readonly props: TreasuryAlarmsProps;

  constructor(scope: Construct, id: string, props: TreasuryAlarmsProps) {
    super(scope, id);
    this.props = props;
    const { monitored } = props;
    const specs = [
      moneyAlarms,
      tickAlarms,
      keyAlarms,
      depositAlarms,
      eventAlarms,
      queueAlarms,
      deliveryAlarms,
      exportAlarms,
      statementAlarms,
      functionAlarms,
    ];
    this.all = specs.flatMap((of) => of(monitored)).map((spec) => this.make(spec));
  }

  private make({ id, runbook, description, metric, condition, periods, missingDataMode, notifyOn }: AlarmSpec): Alarm {
    const { operator, value } = comparisonOf(condition);
    const alarm = new Alarm(this, id, {
      alarmName: nameIn(this.props.monitored.stage, id),
      alarmDescription: `${description} What to do: ${this.props.runbook ?? localRunbook}#${runbook}`,
      metric,
      comparisonOperator: operator,
      threshold: value,
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      treatMissingData: missingDataTreatments[missingDataMode],
    });
    const notifyAction = new SnsAction(this.props.topic);
    alarm.addAlarmAction(notifyAction);
    if (notifyOn === 'both') alarm.addOkAction(notifyAction);
    return alarm;
  }
}
