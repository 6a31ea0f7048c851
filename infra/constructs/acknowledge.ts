import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Says why a finding of cdk-nag is right as it is, for this construct and what is in it. Stands next to what it is
 * about, so that whoever changes that reads it. A finding about a detail has it in its name:
 * `AwsSolutions-IAM5[Resource::*]`. The reasons are in the assembly's validation report.
 */
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  const acknowledged = Object.entries(reasons).map(([name, reason]) => ({ id: `${packOf(name)}::${name}`, reason }));
  Validations.of(construct).acknowledge(...acknowledged);
}

/** A finding's name begins with the pack that it is of. */
function packOf(name: string): string {
  return name.slice(0, name.indexOf('-'));
}
