import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { nameIn } from '../stage.ts';
import { type AlarmSpec, comparisonOf, missingData } from './alarm.ts';
import { deliveryAlarms } from './delivery-alarms.ts';
import { eventAlarms } from './event-alarms.ts';
import { exportAlarms } from './export-alarms.ts';
import { functionAlarms } from './function-alarms.ts';
import { keyAlarms } from './key-alarms.ts';
import { moneyAlarms } from './money-alarms.ts';
import { queueAlarms } from './queue-alarms.ts';
import { tickAlarms } from './tick-alarms.ts';
import type { Watched } from './watched.ts';

/** Where the runbook is for who has a copy of this repository. */
const runbookHere = 'docs/runbook.md';

export interface TreasuryAlarmsProps {
  readonly watched: Watched;
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
    const { watched } = props;
    const specs = [
      moneyAlarms,
      tickAlarms,
      keyAlarms,
      eventAlarms,
      queueAlarms,
      deliveryAlarms,
      exportAlarms,
      functionAlarms,
    ];
    this.all = specs.flatMap((of) => of(watched)).map((spec) => this.make(spec));
  }

  private make({ id, runbook, meaning, metric, goesOff, periods, missing, told }: AlarmSpec): Alarm {
    const { operator, value } = comparisonOf(goesOff);
    const alarm = new Alarm(this, id, {
      alarmName: nameIn(this.props.watched.stage, id),
      alarmDescription: `${meaning} What to do: ${this.props.runbook ?? runbookHere}#${runbook}`,
      metric,
      comparisonOperator: operator,
      threshold: value,
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      treatMissingData: missingData[missing],
    });
    const tell = new SnsAction(this.props.topic);
    alarm.addAlarmAction(tell);
    if (told === 'both') alarm.addOkAction(tell);
    return alarm;
  }
}
