import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  DeleteItemCommand,
  DescribeExportCommand,
  DynamoDBClient,
  ExportTableToPointInTimeCommand,
  type ExportTableToPointInTimeCommandInput,
  ListExportsCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { download, filesIn } from '../../../../support/bucket-files.ts';
import { allows, lambda, resource } from '../support/assembly.ts';
import { clientFor, start, type TestStack } from '../support/stack.ts';

const tableArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/items';
const hour = 3_600_000;
const lastSecond = Math.floor(Date.now() / 1_000) * 1_000 - 1_000;

/** Two buckets, and functions whose role may export the table into the first one only. */
const stackDefinition = {
  resources: {
    Items: resource('AWS::DynamoDB::Table', {
      TableName: 'items',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
    Open: resource('AWS::S3::Bucket', {
      BucketName: 'open',
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { Ref: 'Key' } },
          },
        ],
      },
      ObjectLockEnabled: true,
    }),
    Closed: resource('AWS::S3::Bucket', { BucketName: 'closed' }),
    Unnamed: resource('AWS::S3::Bucket'),
    Key: resource('AWS::KMS::Key', {
      KeyPolicy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::000000000000:root' }, Action: 'kms:*', Resource: '*' },
        ],
      },
    }),
    Exporter: lambda('exporter'),
  },
  outputs: { Unnamed: { Value: { Ref: 'Unnamed' } }, Arn: { Value: { 'Fn::GetAtt': ['Open', 'Arn'] } } },
  assets: { exporter: { 'index.js': 'exports.handler = async () => 1;' } },
};
const mayExport = [
  allows(['dynamodb:ExportTableToPointInTime'], tableArn),
  allows(['dynamodb:DescribeExport'], `${tableArn}/export/*`),
  allows(['s3:PutObject'], 'arn:aws:s3:::open/ledger/*'),
];
const mayEncrypt = allows(
  ['kms:Decrypt', 'kms:GenerateDataKey'],
  { 'Fn::GetAtt': ['Key', 'Arn'] },
  {
    Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
  },
);

let folder: string;
let stack: TestStack;
let client: DynamoDBClient;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exports-'));
  stack = await start({ ...stackDefinition, rights: [...mayExport, mayEncrypt] });
  client = new DynamoDBClient(clientFor(stack, 'dynamodb', 'exporter'));
});
afterAll(async () => {
  client.destroy();
  await stack[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const put = async (pk: string, value: string) => {
  const administrator = new DynamoDBClient(clientFor(stack, 'dynamodb'));
  await administrator.send(new PutItemCommand({ TableName: 'items', Item: { pk: { S: pk }, value: { S: value } } }));
  administrator.destroy();
};
async function exportTable(changes: Partial<ExportTableToPointInTimeCommandInput> = {}, by = client): Promise<string> {
  const input = { TableArn: tableArn, S3Bucket: 'open', S3Prefix: 'ledger/one', ...changes };
  const { ExportDescription } = await by.send(new ExportTableToPointInTimeCommand(input));
  return String(ExportDescription?.ExportArn);
}
const statusOf = async (ExportArn: string) =>
  (await client.send(new DescribeExportCommand({ ExportArn }))).ExportDescription;
const increment = (from: number, to: number) => ({
  ExportType: 'INCREMENTAL_EXPORT' as const,
  IncrementalExportSpecification: { ExportFromTime: new Date(from), ExportToTime: new Date(to) },
});
/** The lines of the data files of an export that was downloaded. */
async function linesOf(arn: string, prefix: string): Promise<unknown[]> {
  const home = path.join(folder, prefix, 'AWSDynamoDB', path.basename(arn));
  const manifest = await readFile(path.join(home, 'manifest-files.json'), 'utf8');
  const { dataFileS3Key } = JSON.parse(manifest);
  const text = gunzipSync(await readFile(path.join(folder, dataFileS3Key))).toString('utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}

describe('an export on the local stack', () => {
  test('of a whole table is described as complete, and is in the bucket as DynamoDB lays it out', async () => {
    await put('a', '1');
    const ExportTime = new Date(lastSecond);
    const arn = await exportTable({ ExportTime, S3Prefix: 'ledger/full' });
    expect(arn).toMatch(/^arn:aws:dynamodb:us-east-1:000000000000:table\/items\/export\/\d{14}-[0-9a-f]{8}$/);
    expect(await statusOf(arn)).toMatchObject({ ExportStatus: 'COMPLETED', S3Bucket: 'open' });
    const id = path.basename(arn);
    const files = (await filesIn(stack, 'open')).filter((file) => file.startsWith('ledger/full/'));
    expect(files.map((file) => file.replace(id, 'ID').replace(/data\/\w+/, 'data/FILE'))).toEqual(
      [
        'data/FILE.json.gz',
        'manifest-files.checksum',
        'manifest-files.json',
        'manifest-summary.checksum',
        'manifest-summary.json',
      ].map((file) => `ledger/full/AWSDynamoDB/ID/${file}`),
    );
    await download(stack, 'open', folder);
    const lines = await linesOf(arn, 'ledger/full');
    expect(lines).toContainEqual({ Item: { pk: { S: 'a' }, value: { S: '1' } } });
    const summary = path.join(folder, 'ledger/full/AWSDynamoDB', id, 'manifest-summary.json');
    expect(JSON.parse(await readFile(summary, 'utf8'))).toMatchObject({
      exportArn: arn,
      exportTime: ExportTime.toISOString(),
      outputFormat: 'DYNAMODB_JSON',
      itemCount: lines.length,
      manifestFilesS3Key: `ledger/full/AWSDynamoDB/${id}/manifest-files.json`,
    });
  });

  test('of an increment has what came, went or changed since the one before, with keys and both images', async () => {
    for (const pk of ['stays', 'changes', 'goes']) await put(pk, '1');
    await exportTable();
    await put('changes', '2');
    await put('comes', '1');
    const administrator = new DynamoDBClient(clientFor(stack, 'dynamodb'));
    await administrator.send(new DeleteItemCommand({ TableName: 'items', Key: { pk: { S: 'goes' } } }));
    administrator.destroy();
    const arn = await exportTable({ ...increment(lastSecond - hour, lastSecond), S3Prefix: 'ledger/increment' });
    await download(stack, 'open', folder);
    const image = (pk: string, value: string) => ({ pk: { S: pk }, value: { S: value } });
    const Metadata = { WriteTimestampMicros: { N: expect.stringMatching(/^\d{16}$/) } };
    const lines = await linesOf(arn, 'ledger/increment');
    expect(lines).toHaveLength(3);
    expect(lines).toEqual(
      expect.arrayContaining([
        { Metadata, Keys: { pk: { S: 'changes' } }, OldImage: image('changes', '1'), NewImage: image('changes', '2') },
        { Metadata, Keys: { pk: { S: 'comes' } }, NewImage: image('comes', '1') },
        { Metadata, Keys: { pk: { S: 'goes' } }, OldImage: image('goes', '1') },
      ]),
    );
  });

  test('that is asked for twice with one token is one, and with something else under it is refused', async () => {
    const first = await exportTable({ ClientToken: 'mine' });
    expect(await exportTable({ ClientToken: 'mine' })).toBe(first);
    await expect(exportTable({ ClientToken: 'mine', S3Prefix: 'ledger/other' })).rejects.toMatchObject({
      name: 'ExportConflictException',
    });
  });

  test.each([
    ['in the future', { ExportTime: new Date(lastSecond + hour) }, 'InvalidExportTimeException'],
    ['of ten minutes', increment(lastSecond - 600_000, lastSecond), 'ValidationException'],
    ['of 25 hours', increment(lastSecond - 25 * hour, lastSecond), 'ValidationException'],
    ['until later', increment(lastSecond, lastSecond + hour), 'InvalidExportTimeException'],
    ['in another format', { ExportFormat: 'ION' as const }, 'ValidationException'],
  ])('%s is refused', async (_what, changes, name) => {
    await expect(exportTable(changes)).rejects.toMatchObject({ name });
  });

  test('that nobody made is not known', async () => {
    await expect(statusOf(`${tableArn}/export/none`)).rejects.toMatchObject({ name: 'ExportNotFoundException' });
  });

  test('is listed for who may list', async () => {
    const arn = await exportTable();
    await expect(client.send(new ListExportsCommand({ TableArn: tableArn }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    const administrator = new DynamoDBClient(clientFor(stack, 'dynamodb'));
    const { ExportSummaries } = await administrator.send(new ListExportsCommand({ TableArn: tableArn }));
    administrator.destroy();
    expect(ExportSummaries).toContainEqual({ ExportArn: arn, ExportStatus: 'COMPLETED', ExportType: 'FULL_EXPORT' });
  });
});

describe('the rights of who exports', () => {
  test.each([
    ['another folder', { S3Prefix: 'elsewhere' }],
    ['another bucket', { S3Bucket: 'closed' }],
  ])('count for %s too: the export fails later, as on AWS', async (_what, changes) => {
    const arn = await exportTable(changes);
    expect(await statusOf(arn)).toMatchObject({ ExportStatus: 'FAILED', FailureCode: 'S3AccessDeniedException' });
    expect(stack.lines.join('\n')).toContain('is not authorized to perform: s3:PutObject');
  });

  test('count for another table', async () => {
    await expect(exportTable({ TableArn: `${tableArn}-other` })).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  test('have to reach the key of the bucket', async () => {
    await using poor = await start({ ...stackDefinition, rights: mayExport });
    const by = new DynamoDBClient(clientFor(poor, 'dynamodb', 'exporter'));
    const ExportArn = await exportTable({}, by);
    const { ExportDescription } = await by.send(new DescribeExportCommand({ ExportArn }));
    by.destroy();
    expect(ExportDescription).toMatchObject({ ExportStatus: 'FAILED' });
    expect(ExportDescription?.FailureMessage).toContain('kms:GenerateDataKey');
  });
});

test('a bucket without a name has one that S3 takes', () => {
  expect(stack.outputs.Unnamed).toBe('test-unnamed');
  expect(stack.outputs.Arn).toBe('arn:aws:s3:::open');
});
