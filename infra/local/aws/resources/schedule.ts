import * as v from 'valibot';
import { UnsupportedTemplateError } from '../errors.ts';
import { readExpression } from '../schedule/expression.ts';
import { at, ignored, integer, type Resource, readProperties } from './resource.ts';
import type { Creator } from './resource-context.ts';
import { assumeRole } from './roles.ts';

const groupSchema = v.strictObject({ Name: v.optional(v.string()), Tags: ignored });

/** AWS::Scheduler::ScheduleGroup */
export const createScheduleGroup: Creator = (resource, resourceContext) => {
  const name = readProperties(resource, groupSchema).Name ?? resourceContext.names.physical(resource.logicalId, 64);
  resourceContext.scheduler.addGroup(name);
  return { ref: name, attributes: { Arn: resourceContext.names.arn('scheduler', `schedule-group/${name}`) } };
};

const scheduleSchema = v.strictObject({
  Name: v.optional(v.string()),
  GroupName: v.optional(v.string(), 'default'),
  ScheduleExpression: v.string(),
  ScheduleExpressionTimezone: v.optional(v.string(), 'UTC'),
  State: v.optional(v.picklist(['ENABLED', 'DISABLED']), 'ENABLED'),
  StartDate: v.optional(v.string()),
  EndDate: v.optional(v.string()),
  // A flexible window allows any moment within it; here it is always the first.
  FlexibleTimeWindow: v.strictObject({
    Mode: v.picklist(['OFF', 'FLEXIBLE']),
    MaximumWindowInMinutes: v.optional(integer),
  }),
  Target: v.strictObject({
    Arn: v.string(),
    Input: v.optional(v.string()),
    SqsParameters: v.optional(v.strictObject({ MessageGroupId: v.string() })),
    DeadLetterConfig: v.optional(v.strictObject({ Arn: v.string() })),
    // A delivery on one machine works or fails at once, so it is never repeated.
    RetryPolicy: ignored,
    RoleArn: v.string(),
  }),
  Description: ignored,
  KmsKeyArn: ignored,
});

/** AWS::Scheduler::Schedule to a function, a queue or a topic of this stack. */
export const createSchedule: Creator = (resource, resourceContext) => {
  const schedule = readProperties(resource, scheduleSchema);
  const { Target: target, GroupName: group } = schedule;
  if (!resourceContext.scheduler.hasGroup(group)) {
    throw new UnsupportedTemplateError(at(resource, 'GroupName'), `${group} is no schedule group of this stack`);
  }
  const name = schedule.Name ?? resourceContext.names.physical(resource.logicalId, 64);
  const arn = resourceContext.names.arn('scheduler', `schedule/${group}/${name}`);
  const envelope = { messageGroupId: target.SqsParameters?.MessageGroupId };
  resourceContext.delivery.check(target.Arn, envelope, at(resource, 'Target.Arn'));
  const deadLetterArn = target.DeadLetterConfig?.Arn;
  if (deadLetterArn !== undefined)
    resourceContext.delivery.check(deadLetterArn, {}, at(resource, 'Target.DeadLetterConfig.Arn'));
  resourceContext.scheduler.add({
    name,
    group,
    arn,
    expression: readExpression(
      schedule.ScheduleExpression,
      schedule.ScheduleExpressionTimezone,
      at(resource, 'ScheduleExpression'),
    ),
    enabled: schedule.State === 'ENABLED',
    targetArn: target.Arn,
    identity: assumeRole(resource, resourceContext, {
      name,
      service: 'scheduler.amazonaws.com',
      roleArn: target.RoleArn,
      property: 'Target.RoleArn',
      // Scheduler guide, "Confused deputy prevention": the source is the schedule's group.
      context: {
        'aws:SourceArn': resourceContext.names.arn('scheduler', `schedule-group/${group}`),
        'aws:SourceAccount': resourceContext.names.account,
      },
    }),
    input: target.Input ?? defaultInput,
    envelope,
    ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
    ...(schedule.StartDate === undefined ? {} : { startAt: instant(schedule.StartDate, resource, 'StartDate') }),
    ...(schedule.EndDate === undefined ? {} : { endAt: instant(schedule.EndDate, resource, 'EndDate') }),
  });
  return { ref: name, attributes: { Arn: arn } };
};

/** What a target gets when the schedule has no input of its own. */
const defaultInput = JSON.stringify({
  version: '0',
  id: '<aws.scheduler.execution-id>',
  'detail-type': 'Scheduled Event',
  source: 'aws.scheduler',
  time: '<aws.scheduler.scheduled-time>',
  resources: ['<aws.scheduler.schedule-arn>'],
  detail: '{}',
});

function instant(text: string, resource: Resource, property: string): number {
  const millis = Date.parse(text);
  if (Number.isNaN(millis))
    throw new UnsupportedTemplateError(at(resource, property), `${text} is no date and time in ISO 8601`);
  return millis;
}
