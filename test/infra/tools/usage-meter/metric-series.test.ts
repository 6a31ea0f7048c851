import { expect, test } from '@jest/globals';
import { countMetricSeries } from '../../../../infra/tools/usage-meter/metric-series.ts';

const line = (key: string, ...names: string[]) =>
  JSON.stringify({
    _aws: {
      Timestamp: 1,
      CloudWatchMetrics: [
        { Namespace: 'n', Dimensions: [['key']], Metrics: names.map((Name) => ({ Name, Unit: 'Count' })) },
      ],
    },
    key,
  });

test('a series is a metric with the values of its dimensions, however often it is written', () => {
  const lines = [
    'plain text',
    '{"level":"INFO"}',
    line('read', 'KeyWorks', 'IdleDays'),
    line('read', 'KeyWorks'),
    line('fiat', 'KeyWorks'),
  ];
  expect(countMetricSeries(lines)).toBe(3);
});
