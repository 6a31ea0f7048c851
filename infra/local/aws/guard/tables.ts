import { isObject, type JsonObject } from '../../../json.ts';
import type { RequestedCall } from '../iam/call.ts';
import type { Names } from '../names.ts';
import { attributesOf, queriedValues, scalarOf } from './table-expressions.ts';

/** The partition keys of a table and its indexes. */
export interface TableShape {
  readonly key: string;
  /** By the index's name. */
  readonly indexes: ReadonlyMap<string, string>;
}

/** The tables of the stack, and which permissions a request to one needs. */
export class Tables {
  private readonly names: Names;
  private readonly shapes = new Map<string, TableShape>();

  constructor(names: Names) {
    this.names = names;
  }

  add(name: string, shape: TableShape): void {
    this.shapes.set(name, shape);
  }

  /** The calls that one request of DynamoDB's API makes. A batch calls each of its tables. */
  callsOf(operation: string, input: JsonObject): RequestedCall[] {
    if (operation === 'BatchGetItem' || operation === 'BatchWriteItem') return this.batch(operation, input);
    const exported = exportArn(operation, input);
    if (exported !== undefined) return [{ action: `dynamodb:${operation}`, resource: exported, context: {} }];
    const table = tableName(input.TableName);
    if (table === undefined) return [{ action: `dynamodb:${operation}`, resource: '*', context: {} }];
    const index = typeof input.IndexName === 'string' ? input.IndexName : undefined;
    const arn = this.names.arn('dynamodb', `table/${table}`);
    return [
      {
        action: `dynamodb:${operation}`,
        resource: index === undefined ? arn : `${arn}/index/${index}`,
        context: { ...contextOf(input), ...leadingKeys(this.keysOf(operation, input, table, index)) },
      },
    ];
  }

  private keysOf(operation: string, input: JsonObject, table: string, index: string | undefined): string[] | undefined {
    const shape = this.shapes.get(table);
    if (shape === undefined) return undefined;
    const key = index === undefined ? shape.key : shape.indexes.get(index);
    if (operation === 'Query') return key === undefined ? undefined : queriedValues(input, key);
    // A scan names no item.
    const item = operation === 'PutItem' ? input.Item : input.Key;
    return isObject(item) ? scalarOf(item[shape.key]) : undefined;
  }

  private batch(operation: string, { RequestItems: requested }: JsonObject): RequestedCall[] {
    return Object.entries(isObject(requested) ? requested : {}).map(([given, requests]) => {
      const table = tableName(given) ?? given;
      const key = this.shapes.get(table)?.key ?? '';
      const items = itemsOf(requests);
      return {
        action: `dynamodb:${operation}`,
        resource: this.names.arn('dynamodb', `table/${table}`),
        context: {
          'dynamodb:Attributes': [...new Set(items.flatMap((item) => Object.keys(item)))],
          ...leadingKeys(items.flatMap((item) => scalarOf(item[key]))),
        },
      };
    });
  }
}

/** The keys and items of one table's part of a batch. */
function itemsOf(requests: unknown): JsonObject[] {
  const keys: unknown = isObject(requests) ? requests.Keys : [];
  const writes: unknown = Array.isArray(requests) ? requests : [];
  const written = (Array.isArray(writes) ? writes : []).map((write: unknown) => {
    const { PutRequest: put, DeleteRequest: remove } = isObject(write) ? write : {};
    return isObject(put) ? put.Item : isObject(remove) ? remove.Key : undefined;
  });
  return [...(Array.isArray(keys) ? keys : []), ...written].filter(isObject);
}

/** DynamoDB guide, "Using IAM policy conditions for fine-grained access control". */
function contextOf(input: JsonObject): RequestedCall['context'] {
  const { ReturnValues: returned, Select: select } = input;
  return {
    'dynamodb:Attributes': attributesOf(input),
    ...(typeof returned === 'string' ? { 'dynamodb:ReturnValues': returned } : {}),
    ...(typeof select === 'string' ? { 'dynamodb:Select': select } : {}),
  };
}

function leadingKeys(keys: readonly string[] | undefined): RequestedCall['context'] {
  return keys === undefined ? {} : { 'dynamodb:LeadingKeys': keys };
}

/** What a call about exports names: the table, or one export of it. */
function exportArn(operation: string, { TableArn: table, ExportArn: one }: JsonObject): string | undefined {
  const named = operation === 'DescribeExport' ? one : table;
  return typeof named === 'string' && /^(ExportTableToPointInTime|DescribeExport|ListExports)$/.test(operation)
    ? named
    : undefined;
}

/** A table is named by its name or its ARN. */
function tableName(given: unknown): string | undefined {
  if (typeof given !== 'string') return undefined;
  return given.startsWith('arn:') ? given.split(':table/')[1] : given;
}
