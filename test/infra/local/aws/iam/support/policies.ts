import { AccessControl } from '../../../../../../infra/local/aws/iam/access-control.ts';
import type { Call, Caller, Verdict } from '../../../../../../infra/local/aws/iam/call.ts';

export type Json = Readonly<Record<string, unknown>>;

export const at = { logicalId: 'SomePolicy', path: 'PolicyDocument' };

const account = '000000000000';
export const accountRoot = `arn:aws:iam::${account}:root`;
export const payerRole = `arn:aws:iam::${account}:role/payer`;
export const readerRole = `arn:aws:iam::${account}:role/reader`;
export const queue = `arn:aws:sqs:eu-central-1:${account}:sweeps`;
export const key = `arn:aws:kms:eu-central-1:${account}:key/ledger`;

export const payer: Caller = { kind: 'role', arn: payerRole };
export const reader: Caller = { kind: 'role', arn: readerRole };
export const events: Caller = { kind: 'service', name: 'events.amazonaws.com' };
export const administrator: Caller = { kind: 'administrator', arn: `arn:aws:iam::${account}:user/admin` };

export const documentOf = (...statements: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: statements });

const trust = documentOf({
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

/** Statements of the payer's policy, and of the policies of resources by their ARN. */
export interface Given {
  readonly payer?: readonly Json[];
  readonly reader?: readonly Json[];
  readonly resources?: Readonly<Record<string, readonly Json[]>>;
}

/** An account with the roles `payer` and `reader` and with these policies. */
export function accessControl({
  payer: ofPayer = [],
  reader: ofReader = [],
  resources = {},
}: Given = {}): AccessControl {
  const control = new AccessControl();
  for (const role of [payerRole, readerRole]) control.addRole(role, trust, at);
  if (ofPayer.length > 0) control.addIdentityPolicy(['payer'], documentOf(...ofPayer), at);
  if (ofReader.length > 0) control.addIdentityPolicy(['reader'], documentOf(...ofReader), at);
  for (const [arn, statements] of Object.entries(resources)) {
    if (statements.length > 0) control.addResourcePolicy(arn, documentOf(...statements), at);
  }
  return control;
}

/** The payer sends a message to the queue, if nothing else is said. */
export function callOf(changes: Partial<Call> = {}): Call {
  return { caller: payer, action: 'sqs:SendMessage', resource: queue, context: {}, ...changes };
}

/** `allowed`, or what AWS would say. */
export function outcome(verdict: Verdict): string {
  return verdict.allowed ? 'allowed' : verdict.message;
}

export function isAllowed(given: Given, changes: Partial<Call> = {}): boolean {
  return accessControl(given).decide(callOf(changes)).allowed;
}
