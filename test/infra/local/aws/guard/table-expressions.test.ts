import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../../../infra/json.ts';
import { attributesOf, queriedValues } from '../../../../../infra/local/aws/guard/table-expressions.ts';

const ExpressionAttributeNames = { '#s': 'status', '#k': 'open' };
const ExpressionAttributeValues = { ':a': { S: 'a' }, ':n': { N: '5' } };

describe('the attributes that a request names', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['of a key', { Key: { pk: { S: 'x' } } }, ['pk']],
    ['of an item', { Item: { pk: { S: 'x' }, open: { S: 'y' } } }, ['pk', 'open']],
    ['of a projection', { ProjectionExpression: '#s, history[0].at, a_b' }, ['status', 'history', 'a_b']],
    [
      'of an update',
      { UpdateExpression: 'SET #s = :a, n = if_not_exists(m, :n) REMOVE gone' },
      ['status', 'n', 'm', 'gone'],
    ],
    [
      'of a condition',
      { ConditionExpression: 'attribute_exists(pk) AND NOT #s IN (:a) OR size(x) > :n' },
      ['pk', 'status', 'x'],
    ],
    ['of a list', { AttributesToGet: ['pk', 'open'] }, ['pk', 'open']],
    ['of several, once', { Key: { pk: { S: 'x' } }, ConditionExpression: 'pk = :a' }, ['pk']],
  ])('%s', (_what, request, expected) => {
    expect(attributesOf({ ...request, ExpressionAttributeNames, ExpressionAttributeValues })).toEqual(expected);
  });
});

describe('the values that a query asks for', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['by a name that stands for the key', { KeyConditionExpression: '#k = :a AND at > :n' }, ['a']],
    [
      'by the key itself, behind another condition',
      { KeyConditionExpression: 'begins_with(at, :n) AND open = :a' },
      ['a'],
    ],
    ['the other way round', { KeyConditionExpression: ':n = open' }, ['5']],
    ['by another attribute', { KeyConditionExpression: '#s = :a' }, []],
    [
      'in the form of old',
      { KeyConditions: { open: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'a' }] } } },
      ['a'],
    ],
  ])('%s', (_what, request, expected) => {
    expect(queriedValues({ ...request, ExpressionAttributeNames, ExpressionAttributeValues }, 'open')).toEqual(
      expected,
    );
  });
});
