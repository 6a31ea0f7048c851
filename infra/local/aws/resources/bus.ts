import * as v from 'valibot';
import { UnsupportedTemplateError } from '../errors.ts';
import type { Target } from '../events/bus.ts';
import { readPath, type TargetInput } from '../events/input.ts';
import { readPattern } from '../events/pattern.ts';
import { busName } from '../events/put-events.ts';
import { busArn } from '../guard/event-calls.ts';
import { at, ignored, type Resource, readProperties } from './resource.ts';
import type { Creator, ResourceContext } from './resource-context.ts';

const busSchema = v.strictObject({
  Name: v.string(),
  KmsKeyIdentifier: v.optional(v.string()),
  DeadLetterConfig: v.optional(v.strictObject({ Arn: v.string() })),
  Policy: v.optional(v.unknown()),
  // Known, and without effect on this machine.
  Description: ignored,
  LogConfig: ignored,
  Tags: ignored,
});

/** AWS::Events::EventBus */
export const createBus: Creator = (resource, resourceContext) => {
  const { Name, KmsKeyIdentifier, DeadLetterConfig, Policy } = readProperties(resource, busSchema);
  const arn = busArn(resourceContext.names, Name);
  const { access, encryption } = resourceContext.guard;
  if (DeadLetterConfig) resourceContext.delivery.check(DeadLetterConfig.Arn, {}, at(resource, 'DeadLetterConfig.Arn'));
  resourceContext.buses.addBus(Name, DeadLetterConfig?.Arn);
  encryption.encrypt(arn, KmsKeyIdentifier, at(resource, 'KmsKeyIdentifier'));
  if (Policy !== undefined) access.addResourcePolicy(arn, Policy, at(resource, 'Policy'));
  return { ref: Name, attributes: { Arn: arn, Name } };
};

const targetSchema = v.strictObject({
  Id: v.string(),
  Arn: v.string(),
  Input: v.optional(v.string()),
  InputPath: v.optional(v.string()),
  InputTransformer: v.optional(
    v.strictObject({ InputPathsMap: v.optional(v.record(v.string(), v.string()), {}), InputTemplate: v.string() }),
  ),
  SqsParameters: v.optional(v.strictObject({ MessageGroupId: v.string() })),
  DeadLetterConfig: v.optional(v.strictObject({ Arn: v.string() })),
  // A delivery on one machine works or fails at once, so it is never repeated.
  RetryPolicy: ignored,
});

const ruleSchema = v.strictObject({
  Name: v.optional(v.string()),
  EventBusName: v.optional(v.string(), 'default'),
  EventPattern: v.unknown(),
  State: v.optional(v.picklist(['ENABLED', 'DISABLED']), 'ENABLED'),
  Targets: v.optional(v.array(targetSchema), []),
  Description: ignored,
  Tags: ignored,
});

/** AWS::Events::Rule with an event pattern. */
export const createRule: Creator = (resource, resourceContext) => {
  const rule = readProperties(resource, ruleSchema);
  const name = rule.Name ?? resourceContext.names.physical(resource.logicalId, 64);
  const bus = busName(rule.EventBusName);
  if (!resourceContext.buses.has(bus)) {
    throw new UnsupportedTemplateError(at(resource, 'EventBusName'), `${bus} is no event bus of this stack`);
  }
  const pattern = readPattern(rule.EventPattern, at(resource, 'EventPattern'));
  const targets = rule.Targets.map((target, index) =>
    readTarget(target, `Targets.${index}`, resource, resourceContext),
  );
  const arn = resourceContext.names.arn('events', bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`);
  if (rule.State === 'ENABLED') resourceContext.buses.addRule({ name, arn, bus, pattern, targets });
  return { ref: bus === 'default' ? name : `${bus}|${name}`, attributes: { Arn: arn } };
};

function readTarget(
  target: v.InferOutput<typeof targetSchema>,
  path: string,
  resource: Resource,
  resourceContext: ResourceContext,
): Target {
  const envelope = { messageGroupId: target.SqsParameters?.MessageGroupId };
  resourceContext.delivery.check(target.Arn, envelope, at(resource, `${path}.Arn`));
  const deadLetterArn = target.DeadLetterConfig?.Arn;
  if (deadLetterArn !== undefined)
    resourceContext.delivery.check(deadLetterArn, {}, at(resource, `${path}.DeadLetterConfig.Arn`));
  return {
    id: target.Id,
    arn: target.Arn,
    input: readInput(target, path, resource),
    envelope,
    ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
  };
}

function readInput(target: v.InferOutput<typeof targetSchema>, path: string, resource: Resource): TargetInput {
  if (target.Input !== undefined) return { kind: 'constant', text: target.Input };
  if (target.InputPath !== undefined) {
    return { kind: 'path', path: readPath(target.InputPath, at(resource, `${path}.InputPath`)) };
  }
  if (target.InputTransformer === undefined) return { kind: 'event' };
  const { InputPathsMap, InputTemplate } = target.InputTransformer;
  const paths = Object.entries(InputPathsMap).map(([name, value]): [string, readonly string[]] => [
    name,
    readPath(value, at(resource, `${path}.InputTransformer.InputPathsMap.${name}`)),
  ]);
  return { kind: 'template', paths: new Map(paths), template: InputTemplate };
}
