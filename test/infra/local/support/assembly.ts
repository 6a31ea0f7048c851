import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Json = Record<string, unknown>;

/** What a test's stack consists of. */
export interface Parts {
  readonly resources: Json;
  readonly parameters?: Json;
  readonly conditions?: Json;
  readonly outputs?: Json;
  /** Other top-level sections. */
  readonly sections?: Json;
  /** Files of each asset folder, by the asset's name. */
  readonly assets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Writes a cloud assembly of one stack, `Test`, as `cdk synth` lays it out. Returns its folder. */
export async function writeAssembly(parts: Parts): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'local-stack-'));
  const files = await Promise.all(
    Object.entries(parts.assets ?? {}).map(([name, content]) => writeAsset(folder, name, content)),
  );
  const template = {
    ...(parts.parameters ? { Parameters: parts.parameters } : {}),
    ...(parts.conditions ? { Conditions: parts.conditions } : {}),
    Resources: parts.resources,
    ...(parts.outputs ? { Outputs: parts.outputs } : {}),
    ...parts.sections,
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

/** A function whose code is the asset `asset`. */
export function lambda(asset: string, properties: Json = {}): Json {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: 'assets', S3Key: `${asset}.zip` },
      FunctionName: asset,
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/test',
      Runtime: 'nodejs24.x',
      Timeout: 10,
      ...properties,
    },
  };
}

/** One resource of a type. */
export function resource(type: string, properties: Json = {}): Json {
  return { Type: type, Properties: properties };
}
