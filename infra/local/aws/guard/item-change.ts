import { isObject, type JsonObject, parseJson } from '../../../json.ts';
import type { ProxiedRequest, ProxiedResponse } from '../services/proxy.ts';

/** An item as a write found it and left it, in DynamoDB's own form. */
export interface ItemChange {
  /** Undefined for a new item. */
  readonly before: JsonObject | undefined;
  readonly after: JsonObject;
}

type Forward = (proxied: ProxiedRequest) => Promise<ProxiedResponse>;

/**
 * Makes a write and answers what it did to its item, for listeners who reckon what an index is charged: the emulator
 * does not. The change is undefined where the write failed, or asks itself for what it returns.
 */
export async function writeObserved(
  operation: string,
  proxied: ProxiedRequest,
  forward: Forward,
): Promise<{ readonly answer: ProxiedResponse; readonly change: ItemChange | undefined }> {
  const input = bodyOf(proxied);
  if (input.ReturnValues !== undefined) return { answer: await forward(proxied), change: undefined };
  if (operation === 'PutItem') {
    const { answer, attributes } = await returning(proxied, input, 'ALL_OLD', forward);
    const { Item: after } = input;
    return { answer, change: answer.status === 200 && isObject(after) ? { before: attributes, after } : undefined };
  }
  const before = await itemOf(proxied, input, forward);
  const { answer, attributes: after } = await returning(proxied, input, 'ALL_NEW', forward);
  return { answer, change: after === undefined ? undefined : { before, after } };
}

async function returning(proxied: ProxiedRequest, input: JsonObject, values: 'ALL_OLD' | 'ALL_NEW', forward: Forward) {
  const answer = await forward({ ...proxied, body: bytes({ ...input, ReturnValues: values }) });
  const { Attributes: attributes, ...rest } = bodyOf(answer);
  // The checksum was of the whole answer.
  const { 'x-amz-crc32': _, ...headers } = answer.headers;
  return {
    answer: { ...answer, headers, body: bytes(rest) },
    attributes: isObject(attributes) ? attributes : undefined,
  };
}

async function itemOf(
  proxied: ProxiedRequest,
  { TableName, Key }: JsonObject,
  forward: Forward,
): Promise<JsonObject | undefined> {
  const headers = { ...proxied.headers, 'x-amz-target': 'DynamoDB_20120810.GetItem' };
  const answer = await forward({ ...proxied, headers, body: bytes({ TableName, Key, ConsistentRead: true }) });
  const { Item: item } = bodyOf(answer);
  return isObject(item) ? item : undefined;
}

function bodyOf({ body }: Pick<ProxiedRequest, 'body'>): JsonObject {
  const parsed = parseJson(body.toString('utf8'));
  return isObject(parsed) ? parsed : {};
}

function bytes(value: JsonObject): Buffer {
  return Buffer.from(JSON.stringify(value));
}
