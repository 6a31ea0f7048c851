import { describe, expect, test } from '@jest/globals';
import {
  accessControl,
  accountRoot,
  administrator,
  callOf,
  events,
  isAllowed,
  type Json,
  key,
  outcome,
  payerRole,
  reader,
} from './support/policies.ts';

const decrypt = { action: 'kms:Decrypt', resource: key };
const own = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: key };
const toAccount = { Effect: 'Allow', Principal: { AWS: accountRoot }, Action: 'kms:*', Resource: '*' };
const ofKey = (...statements: readonly Json[]) => ({ resources: { [key]: statements } });

describe('a KMS key', () => {
  test('is not opened by a role’s own policy alone', () => {
    expect(outcome(accessControl({ payer: [own] }).decide(callOf(decrypt)))).toBe(
      `User: ${payerRole} is not authorized to perform: kms:Decrypt on resource: ${key} because no resource-based policy allows the kms:Decrypt action`,
    );
    const toEvents = { ...own, Principal: { Service: 'events.amazonaws.com' }, Resource: '*' };
    expect(isAllowed({ payer: [own], ...ofKey(toEvents) }, decrypt)).toBe(false);
  });

  test('is opened by a role’s own policy where the key’s policy leaves it to the account', () => {
    expect(isAllowed({ payer: [own], ...ofKey(toAccount) }, decrypt)).toBe(true);
    expect(isAllowed({ payer: [own], ...ofKey(toAccount) }, { ...decrypt, caller: reader })).toBe(false);
    expect(outcome(accessControl(ofKey(toAccount)).decide(callOf(decrypt)))).toMatch(
      /because no identity-based policy allows the kms:Decrypt action$/,
    );
  });

  test('is left to the account only for the actions and under the conditions that the key’s policy says', () => {
    const manage = { ...toAccount, Action: ['kms:DescribeKey', 'kms:PutKeyPolicy'] };
    expect(isAllowed({ payer: [own], ...ofKey(manage) }, decrypt)).toBe(false);
    const viaTable = { StringEquals: { 'kms:ViaService': 'dynamodb.eu-central-1.amazonaws.com' } };
    const given = { payer: [own], ...ofKey({ ...toAccount, Condition: viaTable }) };
    expect(isAllowed(given, decrypt)).toBe(false);
    expect(isAllowed(given, { ...decrypt, context: { 'kms:ViaService': 'sqs.eu-central-1.amazonaws.com' } })).toBe(
      false,
    );
    expect(isAllowed(given, { ...decrypt, context: { 'kms:ViaService': 'dynamodb.eu-central-1.amazonaws.com' } })).toBe(
      true,
    );
  });

  test('is opened by its own policy to a role it names, and to nobody else', () => {
    const given = ofKey({ ...own, Principal: { AWS: payerRole }, Resource: '*' });
    expect(isAllowed(given, decrypt)).toBe(true);
    expect(isAllowed(given, { ...decrypt, caller: reader })).toBe(false);
    expect(isAllowed(given, { ...decrypt, caller: administrator })).toBe(false);
  });

  test('is opened to a service by its own policy only', () => {
    const context = { 'aws:SourceAccount': '000000000000' };
    const Condition = { StringEquals: { 'aws:SourceAccount': '000000000000' } };
    const given = ofKey(toAccount, {
      ...own,
      Principal: { Service: 'events.amazonaws.com' },
      Resource: '*',
      Condition,
    });
    expect(isAllowed(given, { ...decrypt, caller: events, context })).toBe(true);
    expect(isAllowed(given, { ...decrypt, caller: events })).toBe(false);
    expect(isAllowed(ofKey(toAccount), { ...decrypt, caller: events, context })).toBe(false);
  });

  test('may be opened to all of an account by way of a service, as the keys of AWS are', () => {
    const Condition = {
      StringEquals: { 'kms:CallerAccount': '000000000000', 'kms:ViaService': 'sqs.eu-central-1.amazonaws.com' },
    };
    const given = ofKey({ ...own, Principal: { AWS: '*' }, Resource: '*', Condition });
    const context = { 'kms:ViaService': 'sqs.eu-central-1.amazonaws.com' };
    expect(isAllowed(given, { ...decrypt, context })).toBe(true);
    expect(isAllowed(given, { ...decrypt, context, caller: events })).toBe(false);
    expect(isAllowed(given, decrypt)).toBe(false);
  });

  test('stays closed to whom a Deny means, also to the administrator', () => {
    const given = { payer: [own], ...ofKey(toAccount, { ...own, Effect: 'Deny', Principal: '*', Resource: '*' }) };
    expect(isAllowed(given, decrypt)).toBe(false);
    expect(isAllowed(given, { ...decrypt, caller: administrator })).toBe(false);
  });

  test('can be asked for by its own ARN only: under an alias no policy of a key is found', () => {
    const alias = key.replace('key/ledger', 'alias/ledger');
    const given = { payer: [{ ...own, Resource: '*' }], ...ofKey(toAccount) };
    expect(isAllowed(given, { ...decrypt, resource: alias })).toBe(false);
  });
});
