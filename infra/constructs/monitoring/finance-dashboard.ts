import { Duration } from 'aws-cdk-lib';
import {
  Color,
  Dashboard,
  GaugeWidget,
  GraphWidget,
  type IWidget,
  MathExpression,
  type Metric,
  Row,
  SingleValueWidget,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { keyNames } from '../../../functions/shared/core/key-names.ts';
import {
  endMetrics,
  keyDimensions,
  keyMetrics,
  limitDimensions,
  limitMetrics,
  moneyMetrics,
  settledDimensions,
  stageDimensions,
  tickMetrics,
} from '../../../functions/shared/core/metric-names.ts';
import { nameIn } from '../stage.ts';
import { fiveMinutes, treasuryMetric } from './metrics.ts';
import type { MonitoredResources } from './monitored-resources.ts';

const day = Duration.days(1);
/** What each kind of instruction is called by people. */
const kinds = {
  'asset-transfer': 'between own accounts',
  withdrawal: 'paid to addresses',
  'fiat-withdrawal': 'paid to banks',
} as const;
const perRow = 3;

/** What a finance manager asks: what moved, what waits, what is in doubt, how much may still leave. */
export function financeDashboard(scope: Construct, monitored: MonitoredResources): Dashboard {
  return new Dashboard(scope, 'Finance', {
    dashboardName: nameIn(monitored.stage, 'finance'),
    defaultInterval: Duration.days(7),
    widgets: [
      [introduction(monitored)],
      currentState(monitored),
      ...dashboardRows(monitored.coins.map((coin) => movedAmounts(monitored, coin))),
      ...dashboardRows(monitored.limits.map((limit) => limitUsage(monitored, limit))),
      [endedInstructions(monitored), keyHealth(monitored)],
    ],
  });
}

function introduction({ stage }: MonitoredResources): TextWidget {
  const markdown = [
    `# Treasury, stage ${stage.name}`,
    'These charts are for looking at. The exact amounts are in each instruction: `GET /instructions`.',
    'A payment that is **in doubt** may or may not have left. It is never sent again, and is found within minutes ' +
      'or goes to two people.',
  ].join('\n\n');
  return new TextWidget({ markdown, width: 24, height: 4 });
}

/** How everything stands, as of the last look. */
function currentState({ stage }: MonitoredResources): IWidget[] {
  const singleValue = (title: string, name: string, statistic: 'highest' | 'sum' = 'highest'): IWidget =>
    new SingleValueWidget({
      title,
      width: 4,
      height: 4,
      metrics: [treasuryMetric(stage, name, stageDimensions, statistic, fiveMinutes).with({ label: title })],
    });
  return [
    singleValue('Waiting for an approval', tickMetrics.waitingForPeople),
    singleValue('Approved, kept back', tickMetrics.held),
    singleValue('Sent, not yet done', tickMetrics.atExchange),
    singleValue('In doubt', tickMetrics.inDoubt),
    singleValue('For two people to decide', tickMetrics.needsAttention),
    singleValue('Looks in 5 minutes (5 is right)', tickMetrics.ran, 'sum'),
  ];
}

function movedAmounts({ stage }: MonitoredResources, coin: string): IWidget {
  const ofKind = (name: string): Metric[] =>
    Object.entries(kinds).map(([kind, label]) =>
      treasuryMetric(stage, name, settledDimensions(coin, kind), 'sum', day).with({ label }),
    );
  const counts = ofKind(moneyMetrics.settled).map((metric) => metric.with({ label: `how many ${metric.label}` }));
  return new GraphWidget({
    title: `${coin} moved each day`,
    width: 8,
    height: 6,
    left: ofKind(moneyMetrics.amount),
    leftYAxis: { label: coin, min: 0, showUnits: false },
    right: counts,
    rightYAxis: { label: 'how many', min: 0, showUnits: false },
  });
}

function limitUsage({ stage }: MonitoredResources, { coin, window }: MonitoredResources['limits'][number]): IWidget {
  const metric = treasuryMetric(stage, limitMetrics.usedPercent, limitDimensions(coin, window), 'highest', fiveMinutes);
  return new GaugeWidget({
    title: `Limit of ${coin} in ${window}: percent used`,
    width: 8,
    height: 5,
    metrics: [metric.with({ label: 'percent used' })],
    leftYAxis: { min: 0, max: 100 },
    annotations: [{ value: 90, color: Color.RED, label: 'nearly used' }],
  });
}

/** The reasons are many, and most of them never happen: they are looked for. */
function endedInstructions({ stage }: MonitoredResources): IWidget {
  const [status, reason] = ['status', 'reason'];
  const schema = `{"${nameIn(stage)}",service,${status},${reason}}`;
  return new GraphWidget({
    title: 'Ended without money moving, by reason',
    width: 12,
    height: 6,
    left: [
      new MathExpression({
        expression: `SEARCH('${schema} MetricName="${endMetrics.ended}"', '${Stats.SUM}', ${day.toSeconds()})`,
        usingMetrics: {},
        label: '',
        period: day,
      }),
    ],
    leftYAxis: { label: 'how many a day', min: 0, showUnits: false },
  });
}

function keyHealth({ stage }: MonitoredResources): IWidget {
  return new GraphWidget({
    title: 'Keys of the exchange (1 works, 0 does not)',
    width: 12,
    height: 6,
    left: keyNames.map((key) =>
      treasuryMetric(stage, keyMetrics.works, keyDimensions(key), 'lowest', day).with({ label: key }),
    ),
    leftYAxis: { min: 0, max: 1, showUnits: false },
  });
}

function dashboardRows(widgets: readonly IWidget[]): IWidget[][] {
  return Array.from({ length: Math.ceil(widgets.length / perRow) }, (_, index) => [
    new Row(...widgets.slice(index * perRow, (index + 1) * perRow)),
  ]);
}
