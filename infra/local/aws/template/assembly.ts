import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { validate } from '../../../../functions/shared/core/validate.ts';
import { parseJson } from '../../../json.ts';
import { AssemblyError } from '../errors.ts';
import { localAccount } from '../names.ts';
import { type Template, templateSchema } from './template.ts';

/** What `cdk synth` made of one stack. */
export interface Assembly {
  readonly stackName: string;
  readonly region: string;
  readonly template: Template;
  /** Folder of each asset, by the key its archive would have in the asset bucket, such as `4f0c….zip`. */
  readonly assets: ReadonlyMap<string, string>;
}

const defaultRegion = 'us-east-1';

const manifestSchema = v.object({
  artifacts: v.record(
    v.string(),
    v.object({
      type: v.string(),
      environment: v.optional(v.string()),
      properties: v.optional(v.object({ templateFile: v.optional(v.string()), stackName: v.optional(v.string()) }), {}),
    }),
  ),
});

const assetsSchema = v.object({
  files: v.optional(
    v.record(
      v.string(),
      v.object({
        source: v.object({ path: v.optional(v.string()), packaging: v.optional(v.string()) }),
        destinations: v.record(v.string(), v.object({ objectKey: v.string() })),
      }),
    ),
    {},
  ),
});

/** Reads a cloud assembly that holds exactly one stack. Throws an AssemblyError or an InvalidInputError. */
export async function loadAssembly(folder: string): Promise<Assembly> {
  const manifest = validate('manifest.json', manifestSchema, await readJson(folder, 'manifest.json'));
  const artifacts = Object.entries(manifest.artifacts);
  const nested = artifacts.find(([, artifact]) => artifact.type === 'cdk:cloud-assembly');
  if (nested)
    throw new AssemblyError(`${folder} holds a nested assembly (${nested[0]}); expected one stack and no stages`);
  const stacks = artifacts.filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
  const [stack] = stacks;
  if (!stack || stacks.length > 1) {
    const found = stacks.map(([id]) => id).join(', ') || 'none';
    throw new AssemblyError(`${folder} must hold exactly one stack; found: ${found}`);
  }
  const [id, { properties, environment }] = stack;
  const templateFile = properties.templateFile ?? `${id}.template.json`;
  return {
    stackName: properties.stackName ?? id,
    region: regionOf(environment, id),
    template: validate(templateFile, templateSchema, await readJson(folder, templateFile)),
    assets: await loadAssets(
      folder,
      artifacts.filter(([, a]) => a.type === 'cdk:asset-manifest').map(([name]) => name),
    ),
  };
}

async function loadAssets(folder: string, manifests: readonly string[]): Promise<Map<string, string>> {
  const folders = new Map<string, string>();
  for (const name of manifests) {
    const file = `${name}.json`;
    const { files } = validate(file, assetsSchema, await readJson(folder, file));
    for (const { source, destinations } of Object.values(files)) {
      // The template itself is listed as an asset too; only folders are ever run.
      if (source.path === undefined || source.packaging !== 'zip') continue;
      const path = resolve(folder, source.path);
      if (!(await isFolder(path))) throw new AssemblyError(`the asset ${path} is no folder; run cdk synth again`);
      for (const { objectKey } of Object.values(destinations)) folders.set(objectKey, path);
    }
  }
  return folders;
}

async function readJson(folder: string, file: string): Promise<unknown> {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AssemblyError(`cannot read ${path}; expected a folder that cdk synth has written`, { cause });
  });
  const value = parseJson(text);
  if (value === undefined) throw new AssemblyError(`${path} is not JSON`);
  return value;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** `aws://account/region`, each `unknown-…` where the stack does not fix it. */
function regionOf(environment: string | undefined, stack: string): string {
  const [account = '', region = ''] = (environment ?? '').replace('aws://', '').split('/');
  if (account !== '' && account !== 'unknown-account' && account !== localAccount) {
    throw new AssemblyError(
      `${stack} is made for account ${account}; the local stack is account ${localAccount} or none`,
    );
  }
  return region === '' || region === 'unknown-region' ? defaultRegion : region;
}
