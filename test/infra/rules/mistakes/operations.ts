import type { Mistake } from './mistake.ts';

const alarm = 'AWS::CloudWatch::Alarm';

/** With what must be seen, and must not fail in silence. */
export const operationsMistakes: readonly Mistake[] = [
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
    did: 'a page of the console is answered by a function that reads the table',
    rule: 'http-authorized',
    make: (template) => {
      const target = template.find('AWS::ApiGatewayV2::Route', '/approvals').Properties.Target ?? null;
      template.set(template.find('AWS::ApiGatewayV2::Route', 'GET /console/{file}'), ['Target'], target);
    },
  },
  {
    did: 'the pages without a token are given as often as somebody asks',
    rule: 'http-throttled',
    make: (template) => template.set(template.find('AWS::ApiGatewayV2::Stage'), ['RouteSettings', 'GET /'], null),
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
    rule: 'alarm-has-action',
    make: (template) => template.set(template.find(alarm, 'production-in-doubt'), ['AlarmActions'], null),
  },
  {
    did: 'an alarm is switched off',
    rule: 'alarm-has-action',
    make: (template) => template.set(template.find(alarm, 'production-needs-attention'), ['ActionsEnabled'], false),
  },
  {
    did: 'the alarm about money in doubt is dropped',
    rule: 'alarms-complete',
    make: (template) => template.remove(template.find(alarm, 'production-in-doubt')),
  },
  {
    did: 'the alarm about a tick that does not run is dropped',
    rule: 'alarms-complete',
    make: (template) => template.remove(template.find(alarm, 'production-tick-not-running')),
  },
  {
    did: 'the alarm about money that moved without us is dropped',
    rule: 'alarms-complete',
    make: (template) => template.remove(template.find(alarm, 'production-unknown-movement')),
  },
  {
    did: 'an alarm does not say what to do',
    rule: 'alarm-has-runbook',
    make: (template) => template.set(template.find(alarm, 'production-paused'), ['AlarmDescription'], 'Paused.'),
  },
  {
    did: 'the alarm about what could not be released is dropped',
    rule: 'queues-watched',
    make: (template) => template.remove(template.find(alarm, '"ReleaseQueueDeadLetters"')),
  },
  {
    did: 'the alarm about releases that wait is dropped',
    rule: 'queues-watched',
    make: (template) => template.remove(template.find(alarm, 'production-queue-age-releases')),
  },
];
