import { describe, expect, test } from '@jest/globals';
import { AccessControl } from '../../../../../infra/local/aws/iam/access-control.ts';
import {
  accessControl,
  accountRoot,
  administrator,
  at,
  documentOf,
  type Json,
  outcome,
  payer,
  payerRole,
  readerRole,
} from './support/policies.ts';

const assume = { Effect: 'Allow', Action: 'sts:AssumeRole' };
const scheduler = { ...assume, Principal: { Service: 'scheduler.amazonaws.com' } };
const tick = 'arn:aws:iam::000000000000:role/tick';

function trusting(...statements: readonly Json[]): AccessControl {
  const control = accessControl();
  control.addRole(tick, documentOf(...statements), at);
  return control;
}

describe('a role', () => {
  test('is taken on by the service that it trusts, and by no other', () => {
    const control = trusting(scheduler);
    expect(outcome(control.mayAssume('scheduler.amazonaws.com', tick, {}))).toBe('allowed');
    expect(outcome(control.mayAssume('lambda.amazonaws.com', tick, {}))).toBe(
      `User: lambda.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: ${tick} because no role trust policy allows the sts:AssumeRole action`,
    );
  });

  test('is taken on for the sources that it trusts', () => {
    const group = 'arn:aws:scheduler:eu-central-1:000000000000:schedule-group/treasury';
    const control = trusting({ ...scheduler, Condition: { ArnEquals: { 'aws:SourceArn': group } } });
    expect(control.mayAssume('scheduler.amazonaws.com', tick, { 'aws:SourceArn': group }).allowed).toBe(true);
    expect(control.mayAssume('scheduler.amazonaws.com', tick, { 'aws:SourceArn': `${group}2` }).allowed).toBe(false);
    expect(control.mayAssume('scheduler.amazonaws.com', tick, {}).allowed).toBe(false);
  });

  test('is kept from a service by a Deny', () => {
    const control = trusting(scheduler, { ...scheduler, Effect: 'Deny' });
    expect(outcome(control.mayAssume('scheduler.amazonaws.com', tick, {}))).toMatch(
      /with an explicit deny in the role trust policy$/,
    );
  });

  test('is taken on by no other role and no administrator, whatever their policies allow', () => {
    const control = trusting(scheduler);
    control.addIdentityPolicy(['payer'], documentOf({ ...assume, Resource: '*' }), at);
    for (const caller of [payer, administrator]) {
      expect(control.decide({ caller, action: 'sts:AssumeRole', resource: tick, context: {} }).allowed).toBe(false);
    }
  });

  test('is taken on by a role that it names, and by those of the account that may where it trusts the account', () => {
    const call = { action: 'sts:AssumeRole', resource: tick, context: {} };
    const named = trusting({ ...assume, Principal: { AWS: payerRole } });
    expect(named.decide({ ...call, caller: payer }).allowed).toBe(true);
    const left = trusting({ ...assume, Principal: { AWS: accountRoot } });
    expect(left.decide({ ...call, caller: payer }).allowed).toBe(false);
    left.addIdentityPolicy(['payer'], documentOf({ ...assume, Resource: tick }), at);
    expect(left.decide({ ...call, caller: payer }).allowed).toBe(true);
  });

  test('that nobody made is taken on by nobody', () => {
    expect(new AccessControl().mayAssume('lambda.amazonaws.com', readerRole, {}).allowed).toBe(false);
  });
});
