import { describe, expect, test } from '@jest/globals';
import { UnsupportedTemplateError } from '../../../../../infra/local/aws/errors.ts';
import type { AccessControl } from '../../../../../infra/local/aws/iam/access-control.ts';
import { accessControl, at, documentOf, type Json, payerRole, queue } from './support/policies.ts';

type Case = readonly [what: string, statement: Json, path: string, reason: string];

const own = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue };
const under = (operator: string, key: string, value: unknown) => ({
  ...own,
  Condition: { [operator]: { [key]: value } },
});
const onTable = (operator: string, value: unknown) => ({
  ...under(operator, 'dynamodb:LeadingKeys', value),
  Action: 'dynamodb:GetItem',
});

const identityCases: readonly Case[] = [
  ['an element that it does not know', { ...own, Comment: 'x' }, 'Comment', 'element Comment'],
  ['NotAction', { Effect: 'Allow', NotAction: 'sqs:*', Resource: queue }, 'NotAction', 'element NotAction'],
  ['NotResource', { Effect: 'Allow', Action: 'sqs:*', NotResource: queue }, 'NotResource', 'element NotResource'],
  ['a principal', { ...own, Principal: '*' }, 'Principal', 'element Principal'],
  ['no effect', { Action: 'sqs:*', Resource: queue }, 'Effect', 'Allow or Deny'],
  ['another effect', { ...own, Effect: 'allow' }, 'Effect', 'Allow or Deny'],
  ['a name that is no text', { ...own, Sid: 1 }, 'Sid', 'expected text'],
  ['no action', { Effect: 'Allow', Resource: queue }, 'Action', 'the action undefined'],
  ['an empty list of actions', { ...own, Action: [] }, 'Action', 'empty list'],
  ['an action without a service', { ...own, Action: 'SendMessage' }, 'Action', 'the action "SendMessage"'],
  ['a wildcard for the service', { ...own, Action: ['sqs:SendMessage', '*:Send'] }, 'Action.1', 'the action "*:Send"'],
  ['no resource', { Effect: 'Allow', Action: 'sqs:*' }, 'Resource', 'the resource undefined'],
  ['a resource that is no ARN', { ...own, Resource: 'sweeps' }, 'Resource', 'the resource "sweeps"'],
  ['an ARN without a resource', { ...own, Resource: 'arn:aws:sqs:eu-central-1:0:' }, 'Resource', 'is not understood'],
  ['a wildcard for the service of an ARN', { ...own, Resource: 'arn:aws:*:x:0:sweeps' }, 'Resource', 'last part only'],
  ['a wildcard for the region', { ...own, Resource: [queue, 'arn:aws:sqs:*:0:s'] }, 'Resource.1', 'last part only'],
  ['a wildcard for the account', { ...own, Resource: 'arn:aws:sqs:x:*:sweeps' }, 'Resource', 'last part only'],
  ['a wildcard for the end of an ARN', { ...own, Resource: 'arn:aws:sqs:*' }, 'Resource', 'is not understood'],
  ['a variable in a resource', { ...own, Resource: `${queue}-\${aws:username}` }, 'Resource', 'is not understood'],
  ['a condition that is no object', { ...own, Condition: [] }, 'Condition', 'object of operators'],
  ['an empty condition', { ...own, Condition: {} }, 'Condition', 'object of operators'],
  ['an operator without keys', { ...own, Condition: { Bool: {} } }, 'Condition.Bool', 'object of condition keys'],
  ...['IpAddress', 'DateLessThan', 'BinaryEquals', 'stringequals', 'ForSomeValues:StringEquals', 'NullIfExists'].map(
    (operator): Case => [
      `the operator ${operator}`,
      under(operator, 'aws:SourceAccount', '0'),
      `Condition.${operator}.aws:SourceAccount`,
      `operator ${operator} is not understood`,
    ],
  ),
  ...[
    'aws:SourceIp',
    'aws:PrincipalOrgID',
    'aws:PrincipalTag/team',
    'aws:CalledVia',
    'kms:EncryptionContext:',
    'aws:username',
  ].map(
    (key): Case => [
      `the condition key ${key}`,
      under('StringNotEquals', key, 'x'),
      `Condition.StringNotEquals.${key}`,
      `never supplies the condition key ${key}`,
    ],
  ),
  [
    'a key of another service',
    under('StringEquals', 'kms:ViaService', 'x'),
    'Condition',
    'kms:viaservice is never supplied for the action sqs:sendmessage',
  ],
  [
    'a key of one service for every action',
    { ...under('StringEquals', 'kms:ViaService', 'x'), Action: '*' },
    'Condition',
    'never supplied for the action *',
  ],
  [
    'several values without a set operator',
    onTable('StringLike', 'policy'),
    'Condition.StringLike.dynamodb:LeadingKeys',
    'say ForAllValues: or ForAnyValue:',
  ],
  [
    'a set operator for one value',
    under('ForAllValues:StringEquals', 'aws:SourceAccount', '0'),
    'Condition.ForAllValues:StringEquals.aws:SourceAccount',
    'has one value',
  ],
  [
    'ForAnyValue with IfExists',
    onTable('ForAnyValue:StringLikeIfExists', 'policy'),
    'Condition.ForAnyValue:StringLikeIfExists.dynamodb:LeadingKeys',
    'is not understood',
  ],
  [
    'an ARN operator for text',
    under('ArnEquals', 'aws:SourceAccount', queue),
    'Condition.ArnEquals.aws:SourceAccount',
    'ArnEquals does not fit aws:SourceAccount',
  ],
  ['Bool for text', under('Bool', 'aws:SourceAccount', 'true'), 'Condition.Bool.aws:SourceAccount', 'does not fit'],
  [
    'a pattern under StringEquals',
    under('StringEquals', 'aws:SourceArn', ['x', `${queue}*`]),
    'Condition.StringEquals.aws:SourceArn.1',
    'is not understood',
  ],
  [
    'a variable in a condition',
    under('StringLike', 'aws:SourceArn', `\${aws:PrincipalArn}`),
    'Condition.StringLike.aws:SourceArn',
    'is not understood',
  ],
  [
    'no ARN under an ARN operator',
    under('ArnLike', 'aws:SourceArn', '*'),
    'Condition.ArnLike.aws:SourceArn',
    'ArnLike with the value "*" is not understood',
  ],
  ['no truth value', under('Bool', 'aws:SecureTransport', 'no'), 'Condition.Bool.aws:SecureTransport', '"no"'],
  [
    'a list in a list',
    under('Bool', 'aws:SecureTransport', [['true']]),
    'Condition.Bool.aws:SecureTransport.0',
    '["true"]',
  ],
  ['Null with other than truth', under('Null', 'aws:SourceArn', 'x'), 'Condition.Null.aws:SourceArn', '"x"'],
  [
    'no values',
    under('StringEquals', 'aws:SourceAccount', []),
    'Condition.StringEquals.aws:SourceAccount',
    'empty list',
  ],
  [
    'a number as text',
    { ...under('NumericLessThan', 's3:TlsVersion', '1e3'), Action: 's3:*' },
    'Condition.NumericLessThan.s3:TlsVersion',
    '"1e3" is not understood',
  ],
];

const onQueue = { ...own, Principal: '*' };
const naming = (Principal: unknown) => ({ ...own, Principal });

const resourceCases: readonly Case[] = [
  ['no principal', own, 'Principal', 'expected * or an object'],
  ['NotPrincipal', { ...own, NotPrincipal: '*' }, 'NotPrincipal', 'element NotPrincipal'],
  ['an empty principal', naming({}), 'Principal', 'expected * or an object'],
  ['a federated principal', naming({ Federated: 'accounts.example.com' }), 'Principal.Federated', 'kind Federated'],
  ['a canonical user', naming({ CanonicalUser: '79a5' }), 'Principal.CanonicalUser', 'kind CanonicalUser'],
  ['a role as bare text', naming(payerRole), 'Principal', 'expected * or an object'],
  ['a user', naming({ AWS: 'arn:aws:iam::000000000000:user/a' }), 'Principal.AWS', 'is not understood'],
  ['a session', naming({ AWS: 'arn:aws:sts::000000000000:assumed-role/payer/s' }), 'Principal.AWS', 'not understood'],
  ['a part of a name', naming({ AWS: [payerRole, `${payerRole}*`] }), 'Principal.AWS.1', 'is not understood'],
  ['a role that does not exist', naming({ AWS: `${payerRole}2` }), 'Principal', 'payer2 does not exist'],
  ['every service', naming({ Service: '*' }), 'Principal.Service', 'the service "*"'],
  ['what is no service', naming({ Service: 'events.example.com' }), 'Principal.Service', 'is not understood'],
  ['another resource', { ...onQueue, Resource: `${queue}2` }, 'Resource', 'speaks of arn:aws:sqs'],
  ['another service', { ...onQueue, Action: ['sqs:SendMessage', 'sns:Publish'] }, 'Action', 'speaks of sns:publish'],
];

const trustCases: readonly Case[] = [
  ['another action', { Effect: 'Allow', Principal: '*', Action: 'sts:*' }, 'Action', 'sts:AssumeRole only'],
  ['a resource', { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole', Resource: '*' }, 'Resource', 'Resource'],
];

/** The error's place and reason; a test that meets none fails. */
function refusalOf(add: () => void): { readonly logicalId: string; readonly path: string; readonly message: string } {
  try {
    add();
  } catch (error) {
    if (error instanceof UnsupportedTemplateError) return error;
    throw error;
  }
  throw new Error('the policy was taken');
}

function expectRefusal(add: (control: AccessControl) => void, path: string, reason: string): void {
  const refusal = refusalOf(() => add(accessControl()));
  expect(refusal).toMatchObject({ logicalId: 'SomePolicy', path: `PolicyDocument${path === '' ? '' : `.${path}`}` });
  expect(refusal.message).toContain(reason);
}

describe('the start fails, naming the place, for', () => {
  test.each(identityCases)('a role’s policy with %s', (_, statement, path, reason) => {
    expectRefusal(
      (control) => control.addIdentityPolicy(['payer'], documentOf(statement), at),
      `Statement.0.${path}`,
      reason,
    );
  });

  test.each(resourceCases)('a resource’s policy with %s', (_, statement, path, reason) => {
    expectRefusal(
      (control) => control.addResourcePolicy(queue, documentOf(statement), at),
      `Statement.0.${path}`,
      reason,
    );
  });

  test.each(trustCases)('a trust policy with %s', (_, statement, path, reason) => {
    const add = (control: AccessControl) => control.addRole(`${payerRole}2`, documentOf(statement), at);
    expectRefusal(add, `Statement.0.${path}`, reason);
  });

  test.each([
    ['no document', undefined, '', 'expected an object with Version'],
    ['an older version', { Version: '2008-10-17', Statement: own }, 'Version', '2012-10-17'],
    ['no version', { Statement: own }, 'Version', '2012-10-17'],
    ['another element', { ...documentOf(own), Statements: [] }, 'Statements', 'element Statements'],
    ['no statement', { Version: '2012-10-17' }, 'Statement', 'expected an object with Sid'],
    ['an empty list of statements', documentOf(), 'Statement', 'empty list'],
    ['a statement that is none', { Version: '2012-10-17', Statement: 'Allow' }, 'Statement', 'expected an object'],
    ['a name twice', documentOf({ ...own, Sid: 'A' }, { ...own, Sid: 'A' }), 'Statement', 'have the Sid A'],
  ])('a policy with %s', (_, document, path, reason) => {
    expectRefusal((control) => control.addIdentityPolicy(['payer'], document, at), path, reason);
  });

  test.each([
    ['a role that does not exist', ['payer', 'nobody'], 'the role nobody does not exist'],
    ['a part of a role’s name', ['ayer'], 'the role ayer does not exist'],
  ])('a policy for %s', (_, roles, reason) => {
    expectRefusal((control) => control.addIdentityPolicy(roles, documentOf(own), at), '', reason);
  });

  test('a second role of the same name', () => {
    const trust = documentOf({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' });
    expectRefusal((control) => control.addRole(payerRole, trust, at), '', 'exists already');
  });

  const permission = { FunctionName: 'f', Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com' };
  test.each([
    ['a token of another service', { ...permission, EventSourceToken: 'x' }, 'EventSourceToken', 'EventSourceToken'],
    ['no principal', { ...permission, Principal: undefined }, 'Principal.AWS', 'is not understood'],
    ['another action', { ...permission, Action: 'sqs:SendMessage' }, 'Action', 'speaks of sqs:sendmessage'],
    ['a source that is no ARN', { ...permission, SourceArn: 'x' }, 'SourceArn', 'is not understood'],
    ['a pattern of accounts', { ...permission, SourceAccount: '*' }, 'SourceAccount', 'is not understood'],
  ])('a permission of a function with %s', (_, properties, path, reason) => {
    const arn = 'arn:aws:lambda:eu-central-1:000000000000:function:f';
    expectRefusal((control) => control.addFunctionPermission(arn, properties, at), path, reason);
  });

  test('nothing of a refused policy stays behind', () => {
    const control = accessControl();
    const good = { ...own, Action: 'sqs:*' };
    expect(() => control.addIdentityPolicy(['payer'], documentOf(good, { ...own, Effect: 'x' }), at)).toThrow('Effect');
    expect(() => control.addIdentityPolicy(['payer', 'nobody'], documentOf(good), at)).toThrow('nobody');
    const call = { caller: { kind: 'role', arn: payerRole }, action: 'sqs:SendMessage', resource: queue } as const;
    expect(control.decide({ ...call, context: {} }).allowed).toBe(false);
  });
});
