import { describe, expect, test } from '@jest/globals';
import type { Call } from '../../../../../infra/local/aws/iam/call.ts';
import { accessControl, at, events, type Json, outcome, payer, payerRole, reader } from './support/policies.ts';

const fn = 'arn:aws:lambda:eu-central-1:000000000000:function:reconciliation';
const rule = 'arn:aws:events:eu-central-1:000000000000:rule/treasury/unknown-outcome';
const permission = {
  FunctionName: 'reconciliation',
  Action: 'lambda:InvokeFunction',
  Principal: 'events.amazonaws.com',
};

function may(properties: Json, call: Partial<Call>, functionArn = fn): boolean {
  const control = accessControl();
  control.addFunctionPermission(functionArn, { ...permission, ...properties }, at);
  return control.decide({ caller: events, action: 'lambda:InvokeFunction', resource: fn, context: {}, ...call })
    .allowed;
}

describe('a permission of a function', () => {
  test('lets a service call it, for its source', () => {
    expect(may({}, {})).toBe(true);
    expect(may({}, { caller: { kind: 'service', name: 'sns.amazonaws.com' } })).toBe(false);
    expect(may({}, { action: 'lambda:GetFunction' })).toBe(false);
    expect(may({ SourceArn: rule }, { context: { 'aws:SourceArn': rule } })).toBe(true);
    expect(may({ SourceArn: rule }, { context: { 'aws:SourceArn': `${rule}-2` } })).toBe(false);
    expect(may({ SourceArn: rule }, {})).toBe(false);
  });

  test('takes wildcards in the source, as those of an HTTP API have', () => {
    const api = 'arn:aws:execute-api:eu-central-1:000000000000:a1b2c3';
    const caller = { kind: 'service', name: 'apigateway.amazonaws.com' } as const;
    const properties = { Principal: 'apigateway.amazonaws.com', SourceArn: `${api}/*/*/instructions/{id}` };
    const from = (source: string) => may(properties, { caller, context: { 'aws:SourceArn': source } });
    expect(from(`${api}/$default/GET/instructions/{id}`)).toBe(true);
    expect(from(`${api}/$default/GET/policy`)).toBe(false);
  });

  test('asks for the account of the source', () => {
    const properties = { SourceAccount: '000000000000' };
    expect(may(properties, { context: { 'aws:SourceAccount': '000000000000' } })).toBe(true);
    expect(may(properties, { context: { 'aws:SourceAccount': '111111111111' } })).toBe(false);
  });

  test('is for the function itself, or for the one version or alias it names', () => {
    expect(may({}, { resource: `${fn}:live` })).toBe(false);
    expect(may({}, { resource: `${fn}:live` }, `${fn}:live`)).toBe(true);
    expect(may({}, {}, `${fn}:live`)).toBe(false);
  });

  test('may be for a role or for an account', () => {
    expect(may({ Principal: payerRole }, { caller: payer })).toBe(true);
    expect(may({ Principal: payerRole }, { caller: reader })).toBe(false);
    // An account leaves it to the policies of its roles, and this role has none.
    expect(may({ Principal: '000000000000' }, { caller: payer })).toBe(false);
  });

  test('is missed with the words of AWS', () => {
    const call = { caller: events, action: 'lambda:InvokeFunction', resource: fn, context: {} };
    expect(outcome(accessControl().decide(call))).toMatch(
      /because no resource-based policy allows the lambda:InvokeFunction action$/,
    );
  });
});
