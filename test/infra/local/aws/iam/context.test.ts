import { describe, expect, test } from '@jest/globals';
import { CallContextError } from '../../../../../infra/local/aws/errors.ts';
import type { Call, Caller } from '../../../../../infra/local/aws/iam/call.ts';
import { requestContext } from '../../../../../infra/local/aws/iam/context.ts';
import { administrator, callOf, events, isAllowed, payer, payerRole, queue } from './support/policies.ts';

const account = '000000000000';

/** Every key that a call has by itself. */
function keysOf(caller: Caller, changes: Partial<Call> = {}) {
  const context = requestContext(callOf({ caller, ...changes }), account);
  return Object.fromEntries(
    [...context].filter(([, values]) => values.length > 0).map(([key, [value]]) => [key, value]),
  );
}

const everywhere = {
  'aws:resourceaccount': account,
  'aws:securetransport': 'true',
  'aws:viaawsservice': 'false',
};

describe('the condition keys of a call', () => {
  test('tell of a role and of the administrator which they are', () => {
    const own = { ...everywhere, 'aws:principalaccount': account, 'aws:principalisawsservice': 'false' };
    expect(keysOf(payer)).toEqual({ ...own, 'aws:principalarn': payerRole });
    expect(keysOf(administrator)).toEqual({ ...own, 'aws:principalarn': `arn:aws:iam::${account}:user/admin` });
  });

  test('tell of a service its name, and no ARN and no account', () => {
    expect(keysOf(events)).toEqual({
      ...everywhere,
      'aws:principalisawsservice': 'true',
      'aws:principalservicename': 'events.amazonaws.com',
    });
  });

  test('tell KMS the account of the caller, and by way of which service it came', () => {
    const context = { 'kms:ViaService': 'sqs.eu-central-1.amazonaws.com' };
    expect(keysOf(payer, { action: 'kms:Decrypt', context })).toMatchObject({
      'kms:calleraccount': account,
      'kms:viaservice': 'sqs.eu-central-1.amazonaws.com',
      'aws:viaawsservice': 'true',
    });
  });

  test('tell S3 which TLS is spoken', () => {
    expect(keysOf(payer, { action: 's3:PutObject', resource: 'arn:aws:s3:::exports/a' })).toMatchObject({
      's3:tlsversion': '1.3',
    });
  });

  test('of the caller cannot be claimed by the call', () => {
    const onlyReader = {
      Effect: 'Allow',
      Principal: '*',
      Action: 'sqs:SendMessage',
      Resource: queue,
      Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::000000000000:role/reader' } },
    };
    const context = { 'AWS:principalarn': 'arn:aws:iam::000000000000:role/reader' };
    expect(isAllowed({ resources: { [queue]: [onlyReader] } }, { context })).toBe(false);
    const service = { ...onlyReader, Condition: { Null: { 'aws:PrincipalArn': 'false' } } };
    expect(isAllowed({ resources: { [queue]: [service] } }, { caller: events, context })).toBe(false);
  });

  test('that no policy can name are a mistake of who asks', () => {
    const ask = (context: Call['context']) => () => isAllowed({}, { context });
    expect(ask({ 'dynamodb:LeadingKey': 'x' })).toThrow(CallContextError);
    expect(ask({ 'aws:SourceAccount': ['1', '2'] })).toThrow('one value is expected, not 2');
    expect(ask({ 'dynamodb:LeadingKeys': ['1', '2'], 'aws:SourceAccount': ['1'] })).not.toThrow();
  });
});
