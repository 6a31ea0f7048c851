import * as v from 'valibot';
import type { Cloud } from './cloud.ts';
import { type Created, type Creator, flag, ignored, integer, readProperties } from './resource.ts';

const keySchema = v.array(v.strictObject({ AttributeName: v.string(), KeyType: v.picklist(['HASH', 'RANGE']) }));
const throughput = v.optional(v.strictObject({ ReadCapacityUnits: integer, WriteCapacityUnits: integer }));
const indexFields = {
  IndexName: v.string(),
  KeySchema: keySchema,
  Projection: v.strictObject({
    ProjectionType: v.picklist(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: v.optional(v.array(v.string())),
  }),
};

const tableFields = {
  TableName: v.optional(v.string()),
  KeySchema: keySchema,
  AttributeDefinitions: v.array(
    v.strictObject({ AttributeName: v.string(), AttributeType: v.picklist(['S', 'N', 'B']) }),
  ),
  BillingMode: v.optional(v.picklist(['PAY_PER_REQUEST', 'PROVISIONED']), 'PROVISIONED'),
  LocalSecondaryIndexes: v.optional(v.array(v.strictObject(indexFields))),
  // Known, and without effect: there is no restore, no encryption, no expiry of items and no cost here.
  PointInTimeRecoverySpecification: ignored,
  SSESpecification: ignored,
  DeletionProtectionEnabled: v.optional(flag),
  TimeToLiveSpecification: ignored,
  ContributorInsightsSpecification: ignored,
  OnDemandThroughput: ignored,
  WarmThroughput: ignored,
  TableClass: ignored,
  ResourcePolicy: ignored,
  Tags: ignored,
};

const indexExtras = { ContributorInsightsSpecification: ignored, OnDemandThroughput: ignored, WarmThroughput: ignored };

const tableSchema = v.strictObject({
  ...tableFields,
  ProvisionedThroughput: throughput,
  GlobalSecondaryIndexes: v.optional(
    v.array(v.strictObject({ ...indexFields, ...indexExtras, ProvisionedThroughput: throughput })),
  ),
});

/** AWS::DynamoDB::Table */
export const createTable: Creator = async (resource, cloud) => {
  const table = readProperties(resource, tableSchema);
  return await make(table, resource.logicalId, cloud);
};

const globalTableSchema = v.strictObject({
  ...tableFields,
  BillingMode: v.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: v.optional(
    v.array(v.strictObject({ ...indexFields, WarmThroughput: ignored, WriteOnDemandThroughputSettings: ignored })),
  ),
  WriteOnDemandThroughputSettings: ignored,
  // What a replica carries is all about operation; one region is what this machine is.
  Replicas: v.pipe(v.array(v.unknown()), v.length(1, 'one replica: the local stack is one region')),
});

/** AWS::DynamoDB::GlobalTable with one replica, which CDK calls TableV2. */
export const createGlobalTable: Creator = async (resource, cloud) => {
  const table = readProperties(resource, globalTableSchema);
  return await make(table, resource.logicalId, cloud);
};

type Table = v.InferOutput<typeof tableSchema> | v.InferOutput<typeof globalTableSchema>;

async function make(table: Table, logicalId: string, cloud: Cloud): Promise<Created> {
  const name = table.TableName ?? cloud.names.physical(logicalId, 255);
  const isProvisioned = 'ProvisionedThroughput' in table && table.ProvisionedThroughput !== undefined;
  await cloud.database.createTable({
    TableName: name,
    KeySchema: table.KeySchema,
    AttributeDefinitions: table.AttributeDefinitions,
    BillingMode: table.BillingMode,
    ...(isProvisioned ? { ProvisionedThroughput: table.ProvisionedThroughput } : {}),
    ...(table.LocalSecondaryIndexes ? { LocalSecondaryIndexes: table.LocalSecondaryIndexes } : {}),
    ...(table.GlobalSecondaryIndexes ? { GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.map(toIndex) } : {}),
  });
  return { ref: name, attributes: { Arn: cloud.names.arn('dynamodb', `table/${name}`) } };
}

type Index = NonNullable<Table['GlobalSecondaryIndexes']>[number];

function toIndex(index: Index): Pick<Index, 'IndexName' | 'KeySchema' | 'Projection'> {
  const { IndexName, KeySchema, Projection } = index;
  const isProvisioned = 'ProvisionedThroughput' in index && index.ProvisionedThroughput !== undefined;
  return {
    IndexName,
    KeySchema,
    Projection,
    ...(isProvisioned ? { ProvisionedThroughput: index.ProvisionedThroughput } : {}),
  };
}
