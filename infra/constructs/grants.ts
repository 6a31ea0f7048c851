import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * Allows exactly these actions on exactly these ARNs. CDK's own `grant…` methods add actions that a function does not
 * use, such as describing a table or asking for a queue's URL.
 */
export function allow(who: IGrantable, actions: readonly string[], resources: readonly string[]): void {
  who.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
}
