import * as v from 'valibot';
import { UnsupportedTemplateError } from '../errors.ts';
import { readDefinition } from '../workflow/definition.ts';
import { at, ignored, type Resource, readProperties } from './resource.ts';
import type { Creator } from './resource-context.ts';
import { assumeRole } from './roles.ts';

const machineSchema = v.strictObject({
  StateMachineName: v.optional(v.string()),
  StateMachineType: v.optional(v.literal('STANDARD')),
  DefinitionString: v.string(),
  DefinitionSubstitutions: v.optional(v.record(v.string(), v.string()), {}),
  RoleArn: v.string(),
  // Known, and without effect on this machine.
  LoggingConfiguration: ignored,
  TracingConfiguration: ignored,
  Tags: ignored,
});

/**
 * AWS::StepFunctions::StateMachine: a standard workflow in the part of Amazon States Language that is understood here.
 */
export const createStateMachine: Creator = (resource, resourceContext) => {
  const machine = readProperties(resource, machineSchema);
  const name = machine.StateMachineName ?? resourceContext.names.physical(resource.logicalId, 80);
  const arn = resourceContext.names.arn('states', `stateMachine:${name}`);
  const text = substituted(machine.DefinitionString, machine.DefinitionSubstitutions, resource);
  const role = assumeRole(resource, resourceContext, {
    name,
    service: 'states.amazonaws.com',
    roleArn: machine.RoleArn,
    property: 'RoleArn',
    // Step Functions guide, "Preventing cross-service confused deputy issue".
    context: { 'aws:SourceArn': arn, 'aws:SourceAccount': resourceContext.names.account },
  });
  resourceContext.stateMachines.add(arn, readDefinition(text, at(resource, 'DefinitionString')), role);
  return { ref: arn, attributes: { Arn: arn, Name: name } };
};

function substituted(text: string, values: Readonly<Record<string, string>>, resource: Resource): string {
  return text.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value !== undefined) return value;
    throw new UnsupportedTemplateError(at(resource, 'DefinitionSubstitutions'), `there is no value for ${name}`);
  });
}
