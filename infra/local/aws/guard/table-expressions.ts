import { isObject, type JsonObject } from '../../../json.ts';

// What a request to DynamoDB says about attributes, in its expressions and beside them.

/** A key's value as condition keys show it; nothing for what is no scalar. */
export function scalarOf(value: unknown): string[] {
  const { S: text, N: number, B: bytes } = isObject(value) ? value : {};
  return [text, number, bytes].filter((one) => typeof one === 'string').slice(0, 1);
}

/** The values of the partition key that a Query asks for: one, where the request is right. */
export function queriedValues(input: JsonObject, key: string): string[] {
  const { KeyConditionExpression: expression, ExpressionAttributeValues: values } = input;
  if (typeof expression !== 'string') return legacyValues(input, key);
  const equalities = [
    ...expression.matchAll(/(?<name>[#\w]+)\s*=\s*(?<value>:\w+)/g),
    ...expression.matchAll(/(?<value>:\w+)\s*=\s*(?<name>[#\w]+)/g),
  ];
  return equalities
    .filter(({ groups = {} }) => nameOf(groups.name ?? '', input) === key)
    .flatMap(({ groups = {} }) => (isObject(values) ? scalarOf(values[groups.value ?? '']) : []));
}

/** `KeyConditions`, which came before expressions. */
function legacyValues({ KeyConditions: conditions }: JsonObject, key: string): string[] {
  const condition = isObject(conditions) ? conditions[key] : undefined;
  const list: unknown = isObject(condition) ? condition.AttributeValueList : [];
  return Array.isArray(list) ? list.flatMap(scalarOf) : [];
}

const expressions = [
  'ProjectionExpression',
  'ConditionExpression',
  'UpdateExpression',
  'FilterExpression',
  'KeyConditionExpression',
];
const maps = ['Key', 'Item', 'AttributeUpdates', 'Expected', 'ScanFilter', 'QueryFilter', 'KeyConditions'];
const words = new Set(['SET', 'REMOVE', 'ADD', 'DELETE', 'AND', 'OR', 'NOT', 'IN', 'BETWEEN']);

/** The top-level attributes that a request names. */
export function attributesOf(input: JsonObject): string[] {
  const inMaps = maps.flatMap((name) => Object.keys(isObject(input[name]) ? input[name] : {}));
  const inExpressions = expressions.flatMap((name) => {
    const expression = input[name];
    return typeof expression === 'string' ? namesIn(expression, input) : [];
  });
  const { AttributesToGet: listed } = input;
  const inList = Array.isArray(listed) ? listed.filter((name) => typeof name === 'string') : [];
  return [...new Set([...inMaps, ...inExpressions, ...inList])];
}

/** No value (`:v`), no part of a path (`.b`), no function (`size(`) and no word of the language. */
function namesIn(expression: string, input: JsonObject): string[] {
  const found = expression.matchAll(/(?<![:.\w#])#?[A-Za-z_]\w*\b(?!\s*\()/g);
  return [...found].flatMap(([name]) => (words.has(name.toUpperCase()) ? [] : [nameOf(name, input)]));
}

function nameOf(placeholder: string, { ExpressionAttributeNames: names }: JsonObject): string {
  const name = isObject(names) ? names[placeholder] : undefined;
  return typeof name === 'string' ? name : placeholder;
}
