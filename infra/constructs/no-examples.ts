import { CfnRule, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * Lets CloudFormation refuse the deployment of a stage that still has example values, before it makes anything.
 * Synthesis is no place for it: the committed stages must be synthesized, checked and compared as they are.
 */
export function refuseExamples(scope: Construct, id: string, examples: readonly string[]): void {
  if (examples.length === 0) return;
  new CfnRule(scope, id, {
    assertions: [
      {
        assert: Fn.conditionEquals(examples.join(', '), ''),
        assertDescription: `Put your own values into the stage's config first. Examples are still in: ${examples.join(', ')}`,
      },
    ],
  });
}
