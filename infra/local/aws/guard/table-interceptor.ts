import { isObject, type JsonObject, parseJson } from '../../../json.ts';
import { ServiceError } from '../errors.ts';
import type { Interceptor, ProxiedRequest, ProxiedResponse } from '../services/proxy.ts';
import type { Guard } from './guard.ts';
import type { Credentials, Identity } from './identity.ts';
import { writeObserved } from './item-change.ts';
import type { Tables } from './tables.ts';

/** Operations that the emulator lacks, by their names. They are checked as all others. */
export type LocalOperations = Map<string, (input: JsonObject, by: Identity) => unknown>;

export interface TableGuard {
  readonly guard: Guard;
  readonly credentials: Credentials;
  readonly tables: Tables;
  readonly tableOperations: LocalOperations;
}

/** Runs before the table: asks the policies, and counts what a call costs. */
export function tableInterceptor({ guard, credentials, tables, tableOperations }: TableGuard): Interceptor {
  const answerTo: Interceptor = async (proxied, forward) => {
    const by = credentials.identify(proxied.headers.authorization);
    const operation = operationOf(proxied);
    const input = parseJson(proxied.body.toString('utf8'));
    if (!isObject(input)) throw new ServiceError('SerializationException', 'the body is no JSON object');
    const calls = tables.callsOf(operation, input);
    guard.check(by, calls);
    const own = tableOperations.get(operation);
    if (own) {
      const answer = await own(input, by);
      guard.notifyListeners(by, calls);
      return json(200, answer);
    }
    // What a call costs, and what a write changed, is found out for listeners only.
    if (!guard.hasListeners()) return await forward(proxied);
    const counted = withCapacity(proxied, operation, input);
    const isWrite = operation === 'PutItem' || operation === 'UpdateItem';
    const { answer, change } = isWrite
      ? await writeObserved(operation, counted, forward)
      : { answer: await forward(counted), change: undefined };
    guard.notifyListeners(by, calls, { capacityUnits: capacityUnits(answer), change });
    return asksCapacity(input) ? answer : withoutCapacity(answer);
  };
  return async (proxied, forward) => {
    try {
      return await answerTo(proxied, forward);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return json(error.status, { __type: `com.amazon.coral.service#${error.type}`, message: error.message });
    }
  };
}

function operationOf({ headers }: ProxiedRequest): string {
  const target = headers['x-amz-target'];
  const [, operation] = /^DynamoDB_20120810\.(\w+)$/.exec(typeof target === 'string' ? target : '') ?? [];
  if (operation !== undefined) return operation;
  throw new ServiceError('UnknownOperationException', 'the local stack offers no such operation');
}

const charged = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan', 'BatchGetItem', 'BatchWriteItem'];

function asksCapacity({ ReturnConsumedCapacity: mode }: JsonObject): boolean {
  return mode !== undefined && mode !== 'NONE';
}

function withCapacity(proxied: ProxiedRequest, operation: string, input: JsonObject): ProxiedRequest {
  if (asksCapacity(input) || !charged.includes(operation)) return proxied;
  return { ...proxied, body: Buffer.from(JSON.stringify({ ...input, ReturnConsumedCapacity: 'TOTAL' })) };
}

function capacityUnits({ body }: ProxiedResponse): number | undefined {
  const answer = parseJson(body.toString('utf8'));
  if (!isObject(answer)) return undefined;
  // A write whose condition fails is charged as a write: at least one unit, which is what our small items cost.
  if (String(answer.__type).endsWith('#ConditionalCheckFailedException')) return 1;
  const consumed = [answer.ConsumedCapacity].flat().filter(isObject);
  return consumed.length === 0 ? undefined : consumed.reduce((sum, { CapacityUnits: units }) => sum + Number(units), 0);
}

function withoutCapacity(answer: ProxiedResponse): ProxiedResponse {
  const parsed = parseJson(answer.body.toString('utf8'));
  if (!isObject(parsed) || !('ConsumedCapacity' in parsed)) return answer;
  const { ConsumedCapacity: _, ...rest } = parsed;
  // The checksum was of the whole answer.
  const { 'x-amz-crc32': __, ...headers } = answer.headers;
  return { ...answer, headers, body: Buffer.from(JSON.stringify(rest)) };
}

function json(status: number, value: unknown): ProxiedResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: Buffer.from(JSON.stringify(value)),
  };
}
