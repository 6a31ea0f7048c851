import { valueAt } from '../../json.ts';
import type { Rule } from '../rule.ts';
import { roleStatements } from '../statements.ts';
import { list } from '../template.ts';

/**
 * Actions for which there is nothing narrower, by the Service Authorization Reference: they know no resource at all, or
 * one that has no name before it is made.
 */
const actionsWithoutResource: ReadonlySet<string> = new Set([
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DescribeSecurityGroups',
  'logs:DescribeLogGroups',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
]);

/** Network interfaces, objects and exports get their names when they are made: a wildcard may stand in their place. */
const createdLater: readonly { readonly action: RegExp; readonly end: RegExp }[] = [
  {
    action: /^ec2:(Create|Delete)NetworkInterface$|^ec2:(Una|A)ssignPrivateIpAddresses$/,
    end: /:(network-interface|\*)\/\*$/,
  },
  { action: /^s3:[A-Za-z]*(Object|MultipartUpload)[A-Za-z]*$/, end: /^\/([\w./-]+\/)?\*$/ },
  { action: /^dynamodb:(DescribeExport)$/, end: /^\/export\/\*$/ },
];

/** AwsSolutions-IAM5 can be acknowledged for any action. This one has a closed list of those that know no resource. */
export const noWildcardResource: Rule = {
  name: 'no-wildcard-resource',
  requires: 'A role may touch named resources only, except where AWS knows no narrower one for the action.',
  violations: (template) =>
    roleStatements(template)
      .filter(
        // Without any resource it is a NotResource: everything but that.
        ([, { effect, actions, resources }]) =>
          effect === 'Allow' &&
          (resources.length === 0 || actions.some((action) => !resources.every((each) => isNarrow(action, each)))),
      )
      .map(([{ id }]) => id),
};

function isNarrow(action: string, resource: unknown): boolean {
  const texts = textsIn(resource);
  if (!texts.some((text) => text.includes('*'))) return true;
  if (resource === '*') return actionsWithoutResource.has(action);
  const before = texts.slice(0, -1);
  const last = texts.at(-1) ?? '';
  return (
    before.every((text) => !text.includes('*')) &&
    createdLater.some((each) => each.action.test(action) && each.end.test(last))
  );
}

/** The literal parts of an ARN that is joined from parts, or the ARN itself. Of anything else the whole text. */
function textsIn(resource: unknown): readonly string[] {
  if (typeof resource === 'string') return [resource];
  const joined = valueAt(resource, ['Fn::Join']);
  if (joined === undefined) return [JSON.stringify(resource)];
  return list(list(joined)[1]).filter((part) => typeof part === 'string');
}
