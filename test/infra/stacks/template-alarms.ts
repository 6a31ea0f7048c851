import { field, list, type Template } from './template.ts';

/** An alarm of a template, in a few words. */
export interface TemplateAlarm {
  readonly name: string;
  readonly description: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  readonly goesOff: string;
  readonly seconds: number;
  readonly periods: number;
  readonly missing: string;
  /** Who is told when it goes off, and who when it is over. */
  readonly actions: readonly string[];
  readonly ended: readonly string[];
}

export function alarmsIn(template: Template): readonly TemplateAlarm[] {
  return template.ofType('AWS::CloudWatch::Alarm').map(([, alarm]) => ({
    name: String(alarm.AlarmName),
    description: String(alarm.AlarmDescription),
    namespace: String(alarm.Namespace),
    metric: String(alarm.MetricName),
    dimensions: Object.fromEntries(
      list(alarm.Dimensions).map((dimension) => [String(field(dimension, 'Name')), String(field(dimension, 'Value'))]),
    ),
    statistic: String(alarm.Statistic),
    goesOff: `${alarm.ComparisonOperator} ${alarm.Threshold}`,
    seconds: Number(alarm.Period),
    periods: Number(alarm.EvaluationPeriods),
    missing: String(alarm.TreatMissingData),
    actions: list(alarm.AlarmActions).map(String),
    ended: list(alarm.OKActions).map(String),
  }));
}
