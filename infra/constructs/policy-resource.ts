import { CustomResource, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { TreasuryFunction } from './treasury-function.ts';

/** What a deployment brings, each as JSON. */
export interface DeployedConfiguration {
  readonly policy: string;
  readonly whitelist: string;
}

export const policyResourceType = 'Custom::TreasuryPolicy';

/** Hands policy and destinations to the function that proposes them, at each deployment that changes them. */
export function policyResource(
  scope: Construct,
  id: string,
  policyFunction: TreasuryFunction,
  { policy, whitelist }: DeployedConfiguration,
): CustomResource {
  // A request that comes late or again would act after CloudFormation has gone on without it.
  policyFunction.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
  acknowledge(policyFunction, {
    'Serverless-LambdaAsyncFailureDestination': 'CloudFormation waits for the answer, and rolls back without one',
  });
  return new CustomResource(scope, id, {
    resourceType: policyResourceType,
    serviceToken: policyFunction.lambda.functionArn,
    // Without this a function that never answers would hold the deployment for an hour.
    serviceTimeout: Duration.seconds(60),
    properties: { Policy: policy, Whitelist: whitelist },
  });
}
