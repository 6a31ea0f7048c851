import type { Mistake } from './mistake.ts';

/** With what must be seen, and must not fail in silence. */
export const runningMistakes: readonly Mistake[] = [
  {
    did: 'what cannot be released is thrown away',
    rule: 'queue-dead-letters',
    make: (template) => template.set(template.get('ReleaseQueue'), ['RedrivePolicy'], null),
  },
  {
    did: 'the run of a sweep that was not delivered is forgotten',
    rule: 'schedule-dead-letters',
    make: (template) =>
      template.set(template.find('AWS::Scheduler::Schedule', 'usdt-to-custody'), ['Target', 'DeadLetterConfig'], null),
  },
  {
    did: 'a log is kept for a week',
    rule: 'log-retention',
    make: (template) => template.set(template.get('ApprovalLog'), ['RetentionInDays'], 7),
  },
  {
    did: 'a function writes to a log group that Lambda makes',
    rule: 'own-log',
    make: (template) => template.set(template.get('ApprovalFunction'), ['LoggingConfig'], null),
  },
  {
    did: 'a route takes requests without a token',
    rule: 'http-authorized',
    make: (template) =>
      template.set(template.find('AWS::ApiGatewayV2::Route', '/approvals'), ['AuthorizationType'], 'NONE'),
  },
  {
    did: 'the HTTP API takes as many requests as come',
    rule: 'http-throttled',
    make: (template) => template.set(template.find('AWS::ApiGatewayV2::Stage'), ['DefaultRouteSettings'], null),
  },
  {
    did: 'the HTTP API does not write down who asked for what',
    rule: 'http-logged',
    make: (template) => template.set(template.find('AWS::ApiGatewayV2::Stage'), ['AccessLogSettings'], null),
  },
  {
    did: 'an alarm goes off and nobody is told',
    rule: 'alarm-tells-somebody',
    make: (template) =>
      template.add('Alarm', { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'NeedsAttention' } }),
  },
];
