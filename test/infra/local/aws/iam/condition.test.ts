import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { holds, readConditions } from '../../../../../infra/local/aws/iam/condition.ts';
import { at, type Json } from './support/policies.ts';

type Context = Readonly<Record<string, readonly string[]>>;

/** Whether a condition block holds for a request with these values. */
function holdsFor(block: Json, context: Context): boolean {
  const values = new Map(Object.entries(context).map(([key, found]) => [key.toLowerCase(), found]));
  return readConditions(block, at).every((condition) => holds(condition, values));
}

const stage = 'secretsmanager:VersionStage';
const source = 'aws:SourceArn';
const keys = 'dynamodb:LeadingKeys';
const tls = 's3:TlsVersion';
const rule = (name: string) => `arn:aws:events:eu-central-1:000000000000:rule/${name}`;

describe('a value that the request has', () => {
  test.each<[string, Json, string, boolean]>([
    ['StringEquals', { [stage]: 'AWSCURRENT' }, 'AWSCURRENT', true],
    ['StringEquals', { [stage]: 'AWSCURRENT' }, 'awscurrent', false],
    ['StringEquals', { [stage]: ['AWSPENDING', 'AWSCURRENT'] }, 'AWSCURRENT', true],
    ['StringNotEquals', { [stage]: 'AWSCURRENT' }, 'AWSCURRENT', false],
    ['StringNotEquals', { [stage]: ['AWSPENDING', 'AWSCURRENT'] }, 'AWSCURRENT', false],
    ['StringNotEquals', { [stage]: ['AWSPENDING', 'AWSCURRENT'] }, 'AWSPREVIOUS', true],
    ['StringEqualsIgnoreCase', { [stage]: 'AWSCURRENT' }, 'awscurrent', true],
    ['StringNotEqualsIgnoreCase', { [stage]: 'AWSCURRENT' }, 'awscurrent', false],
    ['StringLike', { [stage]: 'AWS*' }, 'AWSCURRENT', true],
    ['StringLike', { [stage]: 'aws*' }, 'AWSCURRENT', false],
    ['StringNotLike', { [stage]: ['AWSP*', 'X*'] }, 'AWSPENDING', false],
    ['StringNotLike', { [stage]: ['AWSP*', 'X*'] }, 'AWSCURRENT', true],
    ['ArnEquals', { [source]: rule('sweep*') }, rule('sweeps'), true],
    ['ArnLike', { [source]: rule('sweep*') }, rule('sweeps'), true],
    ['ArnLike', { [source]: rule('sweep*') }, 'sweeps', false],
    ['ArnNotEquals', { [source]: rule('sweep*') }, rule('sweeps'), false],
    ['ArnNotLike', { [source]: rule('sweep*') }, rule('other'), true],
    ['StringLike', { [source]: '*:rule/sweep*' }, rule('sweeps'), true],
    ['Bool', { 'aws:SecureTransport': 'false' }, 'false', true],
    ['Bool', { 'aws:SecureTransport': false }, 'true', false],
    ['StringEquals', { 'aws:SecureTransport': 'true' }, 'true', true],
    // The versions of TLS have a fraction, and ten is more than nine.
    ['NumericLessThan', { [tls]: 1.3 }, '1.2', true],
    ['NumericLessThan', { [tls]: 30 }, '30', false],
    ['NumericLessThanEquals', { [tls]: '30' }, '30', true],
    ['NumericGreaterThan', { [tls]: '30' }, '30.5', true],
    ['NumericGreaterThan', { [tls]: '9' }, '10', true],
    ['NumericGreaterThan', { [tls]: '30' }, '30', false],
    ['NumericGreaterThanEquals', { [tls]: '30' }, '30', true],
    ['NumericGreaterThanEquals', { [tls]: '30' }, '29', false],
    ['NumericEquals', { [tls]: '30' }, '30.0', true],
    ['NumericNotEquals', { [tls]: '30' }, '30', false],
    ['Null', { [stage]: 'false' }, 'AWSCURRENT', true],
    ['Null', { [stage]: true }, 'AWSCURRENT', false],
  ])('%s %j and %s: %s', (operator, block, value, expected) => {
    const [name = ''] = Object.keys(block);
    expect(holdsFor({ [operator]: block }, { [name]: [value] })).toBe(expected);
    // The values are there, so IfExists makes no difference.
    if (operator !== 'Null') expect(holdsFor({ [`${operator}IfExists`]: block }, { [name]: [value] })).toBe(expected);
  });

  test('an ARN operator compares part by part, a text operator the whole', () => {
    // The example of the guide ("Amazon Resource Name (ARN) condition operators").
    const pattern = 'arn:aws:someservice:*:111122223333:finance/*';
    const value = 'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt';
    expect(holdsFor({ StringLike: { [source]: pattern } }, { [source]: [value] })).toBe(true);
    expect(holdsFor({ ArnLike: { [source]: pattern } }, { [source]: [value] })).toBe(false);
  });

  test('a negated operator says the opposite', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A'), minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), word, (values, value) => {
        for (const name of ['Equals', 'EqualsIgnoreCase', 'Like']) {
          const [plain, negated] = [`String${name}`, `StringNot${name}`].map((operator) =>
            holdsFor({ [operator]: { [stage]: values } }, { [stage]: [value] }),
          );
          expect(negated).toBe(!plain);
        }
      }),
    );
  });
});

describe('a key that the request does not have', () => {
  test.each([
    ['StringEquals', stage, 'x', false],
    ['StringLike', stage, '*', false],
    ['StringNotEquals', stage, 'x', true],
    ['StringNotLike', stage, '*', true],
    ['StringEqualsIfExists', stage, 'x', true],
    ['StringNotEqualsIfExists', stage, 'x', true],
    ['ArnLike', source, rule('*'), false],
    ['ArnNotLike', source, rule('*'), true],
    ['ArnLikeIfExists', source, rule('*'), true],
    ['Bool', 'aws:ViaAWSService', 'false', false],
    ['BoolIfExists', 'aws:ViaAWSService', 'false', true],
    ['Bool', 'kms:GrantIsForAWSResource', 'true', false],
    ['ArnLikeIfExists', 'lambda:FunctionArn', 'arn:aws:lambda:*:*:function:*', true],
    ['StringNotEquals', 'sns:Protocol', 'https', true],
    ['NumericLessThan', tls, '1', false],
    ['NumericNotEquals', tls, '1', true],
    ['Null', stage, 'true', true],
    ['Null', stage, 'false', false],
    ['ForAllValues:StringEquals', keys, 'x', true],
    ['ForAllValues:StringNotEquals', keys, 'x', true],
    ['ForAllValues:StringLikeIfExists', keys, 'x', true],
    ['ForAnyValue:StringEquals', keys, 'x', false],
    ['ForAnyValue:StringNotEquals', keys, 'x', false],
  ])('%s of %s with %s: %s', (operator, name, value, expected) => {
    expect(holdsFor({ [operator]: { [name]: value } }, {})).toBe(expected);
    expect(holdsFor({ [operator]: { [name]: value } }, { [name]: [] })).toBe(expected);
  });
});

describe('a key with several values', () => {
  test.each([
    ['ForAllValues:StringLike', ['limit#*', 'policy'], ['limit#USDT', 'policy'], true],
    ['ForAllValues:StringLike', ['limit#*', 'policy'], ['limit#USDT', 'pause'], false],
    ['ForAnyValue:StringLike', ['limit#*', 'policy'], ['limit#USDT', 'pause'], true],
    ['ForAnyValue:StringLike', ['limit#*', 'policy'], ['pause'], false],
    ['ForAllValues:StringNotLike', ['limit#*', 'policy'], ['pause', 'other'], true],
    ['ForAllValues:StringNotLike', ['limit#*', 'policy'], ['pause', 'policy'], false],
    ['ForAnyValue:StringNotLike', ['limit#*', 'policy'], ['pause', 'policy'], true],
    ['ForAnyValue:StringNotLike', ['limit#*', 'policy'], ['policy'], false],
    // An empty text is no value.
    ['ForAllValues:StringEquals', ['policy'], [''], true],
    ['ForAnyValue:StringNotEquals', ['policy'], [''], false],
  ])('%s %j and %j: %s', (operator, values, actual, expected) => {
    expect(holdsFor({ [operator]: { [keys]: values } }, { [keys]: actual })).toBe(expected);
  });
});

test('the source of an event may be asked for with a set operator and without one', () => {
  for (const operator of ['StringEquals', 'ForAllValues:StringEquals', 'ForAnyValue:StringEquals']) {
    const block = { [operator]: { 'events:source': 'hashkey-treasury' } };
    expect(holdsFor(block, { 'events:source': ['hashkey-treasury'] })).toBe(true);
    expect(holdsFor(block, { 'events:source': ['someone.else'] })).toBe(false);
  }
});

describe('a condition block', () => {
  const both = { StringEquals: { [stage]: 'AWSCURRENT', 'aws:SourceAccount': '000000000000' } };

  test('holds where all of its keys and all of its operators do', () => {
    expect(holdsFor(both, { [stage]: ['AWSCURRENT'], 'aws:SourceAccount': ['000000000000'] })).toBe(true);
    expect(holdsFor(both, { [stage]: ['AWSCURRENT'], 'aws:SourceAccount': ['111111111111'] })).toBe(false);
    const withNull = { ...both, Null: { 'aws:SourceArn': 'false' } };
    expect(holdsFor(withNull, { [stage]: ['AWSCURRENT'], 'aws:SourceAccount': ['000000000000'] })).toBe(false);
  });

  test('takes the names of keys in any case, and their values as they are', () => {
    expect(holdsFor({ StringEquals: { 'AWS:SOURCEACCOUNT': '0' } }, { 'aws:SourceAccount': ['0'] })).toBe(true);
    const context = 'kms:EncryptionContext:aws:dynamodb:tableName';
    expect(holdsFor({ StringEquals: { [context]: 'Ledger' } }, { [context]: ['Ledger'] })).toBe(true);
    expect(holdsFor({ StringEquals: { [context]: 'Ledger' } }, { [context]: ['ledger'] })).toBe(false);
  });
});
