import { CustomResource, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { TreasuryFunction } from './treasury-function.ts';

/** Hands the stage's policy to the function that proposes it, at each deployment that changes it. */
export function policyResource(scope: Construct, id: string, keeper: TreasuryFunction, policy: string): CustomResource {
  return new CustomResource(scope, id, {
    resourceType: 'Custom::TreasuryPolicy',
    serviceToken: keeper.lambda.functionArn,
    // Without this a function that never answers would hold the deployment for an hour.
    serviceTimeout: Duration.seconds(60),
    properties: { Policy: policy },
  });
}
