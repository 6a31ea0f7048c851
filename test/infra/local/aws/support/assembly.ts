import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Json = Record<string, unknown>;

/** What a test's stack consists of. */
export interface StackDefinition {
  readonly resources: Json;
  readonly parameters?: Json;
  readonly conditions?: Json;
  readonly outputs?: Json;
  /** Other top-level sections. */
  readonly sections?: Json;
  /** What the role of every `lambda` may do, beside writing its log. */
  readonly rights?: readonly Json[];
  /** Files of each asset folder, by the asset's name. */
  readonly assets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Asset folders that are there already, by the asset's name. */
  readonly builtAssets?: Readonly<Record<string, string>>;
}

/** Writes a cloud assembly of one stack, `Test`, as `cdk synth` lays it out. Returns its folder. */
export async function writeAssembly(definition: StackDefinition): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'local-stack-'));
  const files = await Promise.all(
    Object.entries(definition.assets ?? {}).map(([name, content]) => writeAsset(folder, name, content)),
  );
  for (const [name, built] of Object.entries(definition.builtAssets ?? {})) {
    files.push(await writeAsset(folder, name, {}));
    await cp(built, join(folder, `asset.${name}`), { recursive: true });
  }
  const template = {
    ...(definition.parameters ? { Parameters: definition.parameters } : {}),
    ...(definition.conditions ? { Conditions: definition.conditions } : {}),
    Resources: { ...definition.resources, TestRole: testRole(definition.rights) },
    ...(definition.outputs ? { Outputs: definition.outputs } : {}),
    ...definition.sections,
  };
  const artifacts = {
    'Test.assets': { type: 'cdk:asset-manifest', properties: { file: 'Test.assets.json' } },
    Test: {
      type: 'aws:cloudformation:stack',
      environment: 'aws://unknown-account/unknown-region',
      properties: { templateFile: 'Test.template.json' },
    },
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ version: '48.0.0', artifacts }));
  await writeFile(join(folder, 'Test.assets.json'), JSON.stringify({ files: Object.fromEntries(files) }));
  await writeFile(join(folder, 'Test.template.json'), JSON.stringify(template));
  return folder;
}

async function writeAsset(
  folder: string,
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<[string, Json]> {
  const path = `asset.${name}`;
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(folder, path, file, '..'), { recursive: true });
    await writeFile(join(folder, path, file), text);
  }
  const destination = { bucketName: 'assets', objectKey: `${name}.zip` };
  return [name, { source: { path, packaging: 'zip' }, destinations: { here: destination } }];
}

/** The ARN of the role of all that a test makes. */
export const testRoleArn = { 'Fn::GetAtt': ['TestRole', 'Arn'] };

const services = ['lambda.amazonaws.com', 'scheduler.amazonaws.com', 'states.amazonaws.com'];

/** May write logs, and what the test says. */
function testRole(rights: readonly Json[] = []): Json {
  const log = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
  const statements = [allows(log, '*'), ...rights];
  return role(services, statements);
}

/** A role that these services may take on, with these statements. */
export function role(Service: readonly string[], statements: readonly Json[]): Json {
  return resource('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
    },
    ...(statements.length === 0 ? {} : { Policies: [{ PolicyName: 'own', PolicyDocument: policy(statements) }] }),
  });
}

export function policy(Statement: readonly Json[]): Json {
  return { Version: '2012-10-17', Statement };
}

/** A statement of an identity's own policy. */
export function allows(Action: readonly string[], Resource: unknown, more: Json = {}): Json {
  return { Effect: 'Allow', Action, Resource, ...more };
}

/** The policy of a queue that lets a service send to it. */
export function queuePolicy(queue: string, Service: string, more: Json = {}): Json {
  const Resource = { 'Fn::GetAtt': [queue, 'Arn'] };
  const statement = { ...allows(['sqs:SendMessage'], Resource, more), Principal: { Service } };
  return resource('AWS::SQS::QueuePolicy', { Queues: [{ Ref: queue }], PolicyDocument: policy([statement]) });
}

/** Lets a service call a function, which is named by its logical id, or by an ARN with an alias. */
export function permission(called: string | Json, Principal: string): Json {
  return resource('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: typeof called === 'string' ? { 'Fn::GetAtt': [called, 'Arn'] } : called,
    Principal,
  });
}

/** A function whose code is the asset `asset`. */
export function lambda(asset: string, properties: Json = {}): Json {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: 'assets', S3Key: `${asset}.zip` },
      FunctionName: asset,
      Handler: 'index.handler',
      Role: testRoleArn,
      Runtime: 'nodejs24.x',
      Timeout: 10,
      ...properties,
    },
  };
}

/** For a function's code that calls a service by hand: the header that says who calls, as an expression. */
export const signed = `\`AWS4-HMAC-SHA256 Credential=\${process.env.AWS_ACCESS_KEY_ID}/20260101/us-east-1/any/aws4_request\``;

/** One resource of a type. */
export function resource(type: string, properties: Json = {}): Json {
  return { Type: type, Properties: properties };
}
