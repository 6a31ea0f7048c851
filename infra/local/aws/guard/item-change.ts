import { isObject, type JsonObject, parseJson } from '../../../json.ts';
import type { Answered, Asked } from '../services/proxy.ts';

/** An item as a write found it and left it, in DynamoDB's own form. */
export interface ItemChange {
  /** Undefined for a new item. */
  readonly before: JsonObject | undefined;
  readonly after: JsonObject;
}

type Pass = (asked: Asked) => Promise<Answered>;

/**
 * Makes a write and answers what it did to its item, for listeners who reckon what an index is charged: the emulator does
 * not. The change is undefined where the write failed, or asks itself for what it returns.
 */
export async function writeHeard(
  operation: string,
  asked: Asked,
  pass: Pass,
): Promise<{ readonly answer: Answered; readonly change: ItemChange | undefined }> {
  const input = bodyOf(asked);
  if (input.ReturnValues !== undefined) return { answer: await pass(asked), change: undefined };
  if (operation === 'PutItem') {
    const { answer, attributes } = await returning(asked, input, 'ALL_OLD', pass);
    const { Item: after } = input;
    return { answer, change: answer.status === 200 && isObject(after) ? { before: attributes, after } : undefined };
  }
  const before = await itemOf(asked, input, pass);
  const { answer, attributes: after } = await returning(asked, input, 'ALL_NEW', pass);
  return { answer, change: after === undefined ? undefined : { before, after } };
}

async function returning(asked: Asked, input: JsonObject, values: 'ALL_OLD' | 'ALL_NEW', pass: Pass) {
  const answer = await pass({ ...asked, body: bytes({ ...input, ReturnValues: values }) });
  const { Attributes: attributes, ...rest } = bodyOf(answer);
  // The checksum was of the whole answer.
  const { 'x-amz-crc32': _, ...headers } = answer.headers;
  return {
    answer: { ...answer, headers, body: bytes(rest) },
    attributes: isObject(attributes) ? attributes : undefined,
  };
}

async function itemOf(asked: Asked, { TableName, Key }: JsonObject, pass: Pass): Promise<JsonObject | undefined> {
  const headers = { ...asked.headers, 'x-amz-target': 'DynamoDB_20120810.GetItem' };
  const answer = await pass({ ...asked, headers, body: bytes({ TableName, Key, ConsistentRead: true }) });
  const { Item: item } = bodyOf(answer);
  return isObject(item) ? item : undefined;
}

function bodyOf({ body }: Pick<Asked, 'body'>): JsonObject {
  const parsed = parseJson(body.toString('utf8'));
  return isObject(parsed) ? parsed : {};
}

function bytes(value: JsonObject): Buffer {
  return Buffer.from(JSON.stringify(value));
}
