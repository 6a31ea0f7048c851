import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { acknowledge } from '../acknowledge.ts';
import { allow } from '../grants.ts';

export interface NetworkPlacement {
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
}

const describeActions = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];
const createActions = ['ec2:CreateNetworkInterface'];
/** On interfaces that have no name before they are made; AWS asks for all of them (docs/egress.md). */
const manageActions = ['ec2:AssignPrivateIpAddresses', 'ec2:DeleteNetworkInterface', 'ec2:UnassignPrivateIpAddresses'];

/**
 * Lambda itself puts a function into a network, with the function's rights. It may do that in these subnets and with
 * this group, and the function's own code may not do any of it: `lambda:SourceFunctionArn` is there when the code
 * calls.
 */
export function allowInterfaces(lambda: LambdaFunction, functionName: string, placement: NetworkPlacement): void {
  const stack = Stack.of(lambda);
  const ec2 = (resource: string, resourceName: string): string =>
    stack.formatArn({ service: 'ec2', resource, resourceName });
  allow(lambda, describeActions, ['*']);
  allow(lambda, createActions, [
    ...placement.subnetIds.map((id) => ec2('subnet', id)),
    ec2('security-group', placement.securityGroupId),
    ec2('network-interface', '*'),
  ]);
  allow(lambda, manageActions, [ec2('*', '*')]);
  lambda.addToRolePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      actions: [...describeActions, ...createActions, ...manageActions],
      resources: ['*'],
      conditions: { ArnEquals: { 'lambda:SourceFunctionArn': arnOf(stack, functionName) } },
    }),
  );
  const reason =
    'Lambda makes and removes network interfaces that have no name before. The code itself is denied all of it';
  const part = 'arn:<AWS::Partition>:ec2:<AWS::Region>:<AWS::AccountId>';
  acknowledge(lambda.role ?? lambda, {
    'AwsSolutions-IAM5[Resource::*]': reason,
    [`AwsSolutions-IAM5[Resource::${part}:network-interface/*]`]: reason,
    [`AwsSolutions-IAM5[Resource::${part}:*/*]`]: reason,
  });
}

/** By its name: its own reference would make the function wait for the role, and the role for the function. */
function arnOf(stack: Stack, functionName: string): string {
  const { COLON_RESOURCE_NAME: arnFormat } = ArnFormat;
  return stack.formatArn({ service: 'lambda', resource: 'function', resourceName: functionName, arnFormat });
}
