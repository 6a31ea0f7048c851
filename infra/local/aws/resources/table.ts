import * as v from 'valibot';
import type { TableShape } from '../guard/tables.ts';
import { at, type Created, flag, ignored, integer, type Resource, readProperties } from './resource.ts';
import type { Creator, ResourceContext } from './resource-context.ts';

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
  // Known, and without effect: there is no restore, no expiry of items and no cost here.
  PointInTimeRecoverySpecification: ignored,
  DeletionProtectionEnabled: v.optional(flag),
  TimeToLiveSpecification: ignored,
  ContributorInsightsSpecification: ignored,
  OnDemandThroughput: ignored,
  WarmThroughput: ignored,
  TableClass: ignored,
  Tags: ignored,
};

const indexExtras = { ContributorInsightsSpecification: ignored, OnDemandThroughput: ignored, WarmThroughput: ignored };

const encryption = v.optional(
  v.strictObject({
    SSEEnabled: v.optional(flag),
    SSEType: v.optional(v.literal('KMS')),
    KMSMasterKeyId: v.optional(v.string()),
  }),
);
const policy = v.optional(v.strictObject({ PolicyDocument: v.unknown() }));

const tableSchema = v.strictObject({
  ...tableFields,
  SSESpecification: encryption,
  ResourcePolicy: policy,
  ProvisionedThroughput: throughput,
  GlobalSecondaryIndexes: v.optional(
    v.array(v.strictObject({ ...indexFields, ...indexExtras, ProvisionedThroughput: throughput })),
  ),
});

/** AWS::DynamoDB::Table */
export const createTable: Creator = async (resource, resourceContext) => {
  const table = readProperties(resource, tableSchema);
  return await createTableResource(
    table,
    { key: table.SSESpecification?.KMSMasterKeyId, policy: table.ResourcePolicy },
    resource,
    resourceContext,
  );
};

const replicaSchema = v.looseObject({
  SSESpecification: v.optional(v.strictObject({ KMSMasterKeyId: v.string() })),
  ResourcePolicy: policy,
});

const globalTableSchema = v.strictObject({
  ...tableFields,
  BillingMode: v.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: v.optional(
    v.array(v.strictObject({ ...indexFields, WarmThroughput: ignored, WriteOnDemandThroughputSettings: ignored })),
  ),
  WriteOnDemandThroughputSettings: ignored,
  // Its key is the replica's.
  SSESpecification: ignored,
  // The rest of what a replica carries is all about operation; one region is what this machine is.
  Replicas: v.tuple([replicaSchema], 'one replica: the local stack is one region'),
});

/** AWS::DynamoDB::GlobalTable with one replica, which CDK calls TableV2. */
export const createGlobalTable: Creator = async (resource, resourceContext) => {
  const table = readProperties(resource, globalTableSchema);
  const [{ SSESpecification, ResourcePolicy }] = table.Replicas;
  return await createTableResource(
    table,
    { key: SSESpecification?.KMSMasterKeyId, policy: ResourcePolicy },
    resource,
    resourceContext,
  );
};

type Table = v.InferOutput<typeof tableSchema> | v.InferOutput<typeof globalTableSchema>;

interface Protection {
  readonly key: string | undefined;
  readonly policy: { readonly PolicyDocument: unknown } | undefined;
}

async function createTableResource(
  table: Table,
  { key, policy: own }: Protection,
  resource: Resource,
  resourceContext: ResourceContext,
): Promise<Created> {
  const name = table.TableName ?? resourceContext.names.physical(resource.logicalId, 255);
  const arn = resourceContext.names.arn('dynamodb', `table/${name}`);
  resourceContext.guard.encryption.encrypt(arn, key, at(resource, 'SSESpecification.KMSMasterKeyId'));
  if (own)
    resourceContext.guard.access.addResourcePolicy(
      arn,
      own.PolicyDocument,
      at(resource, 'ResourcePolicy.PolicyDocument'),
    );
  resourceContext.tables.add(name, shapeOf(table));
  const isProvisioned = 'ProvisionedThroughput' in table && table.ProvisionedThroughput !== undefined;
  await resourceContext.database.createTable({
    TableName: name,
    KeySchema: table.KeySchema,
    AttributeDefinitions: table.AttributeDefinitions,
    BillingMode: table.BillingMode,
    ...(isProvisioned ? { ProvisionedThroughput: table.ProvisionedThroughput } : {}),
    ...(table.LocalSecondaryIndexes ? { LocalSecondaryIndexes: table.LocalSecondaryIndexes } : {}),
    ...(table.GlobalSecondaryIndexes ? { GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.map(toIndex) } : {}),
  });
  return { ref: name, attributes: { Arn: arn } };
}

function shapeOf({ KeySchema, GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] }: Table): TableShape {
  const partitionKey = (schema: Table['KeySchema']): string =>
    schema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
  const indexes = [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes].map(
    (index) => [index.IndexName, partitionKey(index.KeySchema)] as const,
  );
  return { key: partitionKey(KeySchema), indexes: new Map(indexes) };
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
