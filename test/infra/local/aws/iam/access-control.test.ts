import { describe, expect, test } from '@jest/globals';
import type { Call } from '../../../../../infra/local/aws/iam/call.ts';
import {
  accessControl,
  accountRoot,
  administrator,
  at,
  callOf,
  documentOf,
  events,
  isAllowed,
  type Json,
  outcome,
  payerRole,
  queue,
  reader,
  readerRole,
} from './support/policies.ts';

const send = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue };
const toAnyone = { ...send, Principal: '*' };
const denied = { ...toAnyone, Effect: 'Deny' };
const onQueue = (...statements: readonly Json[]) => ({ resources: { [queue]: statements } });

describe('a role', () => {
  test('may do nothing that no policy allows', () => {
    expect(outcome(accessControl().decide(callOf()))).toBe(
      `User: ${payerRole} is not authorized to perform: sqs:SendMessage on resource: ${queue} because no identity-based policy allows the sqs:SendMessage action`,
    );
  });

  test('may do what its policy allows, and only that', () => {
    expect(isAllowed({ payer: [send] })).toBe(true);
    expect(isAllowed({ payer: [send] }, { action: 'sqs:ReceiveMessage' })).toBe(false);
    expect(isAllowed({ payer: [send] }, { resource: `${queue}-other` })).toBe(false);
    expect(isAllowed({ payer: [send] }, { caller: reader })).toBe(false);
  });

  test('may do what the resource’s policy allows it, without a policy of its own', () => {
    expect(isAllowed(onQueue(toAnyone))).toBe(true);
    const named = onQueue({ ...send, Principal: { AWS: payerRole } });
    expect(isAllowed(named)).toBe(true);
    expect(isAllowed(named, { caller: reader })).toBe(false);
  });

  test.each([accountRoot, '000000000000'])('gets no right from an Allow for its account, %s', (account) => {
    const given = onQueue({ ...send, Principal: { AWS: account } });
    expect(isAllowed(given)).toBe(false);
    expect(isAllowed({ ...given, payer: [send] })).toBe(true);
  });

  test('is stopped by a Deny in its own policy, whatever else allows', () => {
    const given = { payer: [send, { ...send, Effect: 'Deny' }], ...onQueue(toAnyone) };
    expect(outcome(accessControl(given).decide(callOf()))).toBe(
      `User: ${payerRole} is not authorized to perform: sqs:SendMessage on resource: ${queue} with an explicit deny in an identity-based policy`,
    );
  });

  test.each([
    ['everyone', '*'],
    ['everyone in AWS', { AWS: '*' }],
    ['the role', { AWS: [readerRole, payerRole] }],
    ['the account', { AWS: accountRoot }],
  ])('is stopped by a Deny for %s in the resource’s policy', (_, Principal) => {
    const given = { payer: [send], ...onQueue(toAnyone, { ...denied, Principal }) };
    expect(outcome(accessControl(given).decide(callOf()))).toMatch(
      / with an explicit deny in a resource-based policy$/,
    );
  });

  test.each([
    ['another role', { AWS: readerRole }],
    ['a service', { Service: 'events.amazonaws.com' }],
    ['another account', { AWS: '111111111111' }],
  ])('is not stopped by a Deny for %s', (_, Principal) => {
    expect(isAllowed({ payer: [send], ...onQueue({ ...denied, Principal }) })).toBe(true);
  });

  test('is the only one who may, where a Deny excepts it by aws:PrincipalArn', () => {
    const others = { ...denied, Condition: { ArnNotEquals: { 'aws:PrincipalArn': payerRole } } };
    const given = { payer: [send], reader: [send], ...onQueue(others) };
    expect(isAllowed(given)).toBe(true);
    expect(isAllowed(given, { caller: reader })).toBe(false);
    expect(isAllowed(given, { caller: administrator })).toBe(false);
    // A service has no ARN, and what is absent is not equal.
    expect(isAllowed(onQueue(toAnyone, others), { caller: events })).toBe(false);
  });

  test('may reach through a pattern, in actions without regard to case', () => {
    const given = { payer: [{ Effect: 'Allow', Action: ['SQS:send*', 'sqs:Re?eiveMessage'], Resource: `${queue}*` }] };
    expect(isAllowed(given)).toBe(true);
    expect(isAllowed(given, { action: 'sqs:ReceiveMessage', resource: `${queue}-other` })).toBe(true);
    expect(isAllowed(given, { action: 'sqs:DeleteMessage' })).toBe(false);
    expect(isAllowed({ payer: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }, { resource: '*' })).toBe(true);
  });

  test('needs a right on * for an action that knows no resource', () => {
    const call = { action: 'sqs:ListQueues', resource: '*' };
    expect(isAllowed({ payer: [{ ...send, Action: 'sqs:*', Resource: queue.replace(/sweeps$/, '*') }] }, call)).toBe(
      false,
    );
    expect(isAllowed({ payer: [{ ...send, Action: 'sqs:ListQueues', Resource: '*' }] }, call)).toBe(true);
    expect(outcome(accessControl().decide(callOf(call)))).toContain('perform: sqs:ListQueues because no');
  });
});

describe('a service', () => {
  const rule = 'arn:aws:events:eu-central-1:000000000000:rule/sweeps';
  const fromRule = {
    ...send,
    Principal: { Service: ['sns.amazonaws.com', 'events.amazonaws.com'] },
    Condition: { ArnEquals: { 'aws:SourceArn': rule } },
  };
  const call = (source: string): Partial<Call> => ({ caller: events, context: { 'aws:SourceArn': source } });

  test('may do what the resource’s policy allows it for this source', () => {
    expect(isAllowed(onQueue(fromRule), call(rule))).toBe(true);
    expect(isAllowed(onQueue(fromRule), call(`${rule}-other`))).toBe(false);
    expect(isAllowed(onQueue(fromRule), { caller: events })).toBe(false);
    expect(isAllowed(onQueue(fromRule))).toBe(false);
  });

  test('is refused without such a policy', () => {
    expect(outcome(accessControl({ payer: [send] }).decide(callOf({ caller: events })))).toBe(
      `User: events.amazonaws.com is not authorized to perform: sqs:SendMessage on resource: ${queue} because no resource-based policy allows the sqs:SendMessage action`,
    );
  });

  test('is not meant where the account is', () => {
    const account = { AWS: accountRoot };
    expect(isAllowed(onQueue({ ...send, Principal: account }), { caller: events })).toBe(false);
    expect(isAllowed(onQueue(toAnyone, { ...denied, Principal: account }), { caller: events })).toBe(true);
  });

  test('and who calls without TLS would be stopped: nobody here does', () => {
    const withTls = { ...denied, Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(isAllowed(onQueue(fromRule, withTls), call(rule))).toBe(true);
  });
});

describe('the administrator', () => {
  test('may do everything that no policy denies', () => {
    expect(isAllowed({}, { caller: administrator })).toBe(true);
    expect(isAllowed(onQueue(denied), { caller: administrator })).toBe(false);
    expect(isAllowed(onQueue({ ...denied, Principal: { AWS: payerRole } }), { caller: administrator })).toBe(true);
  });
});

describe('policies', () => {
  test('of one role and of one resource add up', () => {
    const control = accessControl();
    control.addIdentityPolicy(['reader', 'payer'], documentOf(send), at);
    control.addIdentityPolicy(['payer'], documentOf({ ...send, Action: 'sqs:DeleteMessage' }), at);
    control.addResourcePolicy(queue, documentOf({ ...toAnyone, Action: 'sqs:ReceiveMessage' }), at);
    control.addResourcePolicy(queue, documentOf({ ...toAnyone, Action: 'sqs:PurgeQueue' }), at);
    const may = (action: string, caller = callOf().caller) => control.decide(callOf({ action, caller })).allowed;
    expect(['SendMessage', 'DeleteMessage', 'ReceiveMessage', 'PurgeQueue'].map((name) => may(`sqs:${name}`))).toEqual(
      Array(4).fill(true),
    );
    expect([may('sqs:SendMessage', reader), may('sqs:DeleteMessage', reader)]).toEqual([true, false]);
  });

  test.each([
    ['a bucket', 's3:GetObject', 'arn:aws:s3:::exports', '/*', '/2026/10/04.json'],
    [
      'a table',
      'dynamodb:Query',
      'arn:aws:dynamodb:eu-central-1:000000000000:table/ledger',
      '/index/*',
      '/index/by-status',
    ],
  ])('of %s speak of what is in it', (_, action, owner, pattern, part) => {
    const statement = { Effect: 'Allow', Principal: '*', Action: action, Resource: `${owner}${pattern}` };
    const given = { resources: { [owner]: [statement] } };
    expect(isAllowed(given, { action, resource: `${owner}${part}` })).toBe(true);
    expect(isAllowed(given, { action, resource: owner })).toBe(false);
    expect(isAllowed(given, { action, resource: `${owner}-other${part}` })).toBe(false);
  });

  test('of a table lets a role read only items whose keys begin as they should', () => {
    const table = 'arn:aws:dynamodb:eu-central-1:000000000000:table/ledger';
    const items = (...keys: string[]) => ({ 'dynamodb:LeadingKeys': keys });
    const Condition = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['instruction#*', 'policy'] } };
    const given = { payer: [{ Effect: 'Allow', Action: 'dynamodb:*', Resource: table, Condition }] };
    const may = (action: string, context: Call['context']) => isAllowed(given, { action, resource: table, context });
    expect(may('dynamodb:GetItem', items('instruction#a1'))).toBe(true);
    expect(may('dynamodb:BatchGetItem', items('instruction#a1', 'policy'))).toBe(true);
    expect(may('dynamodb:BatchGetItem', items('instruction#a1', 'limit#USDT'))).toBe(false);
    // A scan has no leading keys, and ForAllValues passes without values: AWS lets it through, and so does this.
    expect(may('dynamodb:Scan', {})).toBe(true);
  });
});
