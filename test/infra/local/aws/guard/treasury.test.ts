import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { startStack } from '../../../../../infra/local/aws/stack.ts';
import { sharedAssembly } from '../../../../support/shared-assembly.ts';
import { sharedKeyFile } from '../support/issuer-key.ts';

// The treasury's own template as it is synthesized, with one right less than it has: what a forgotten line would leave.

const file = 'HashkeyTreasury-local.template.json';
const statement = v.looseObject({ Action: v.union([v.string(), v.array(v.string())]) });
const policy = v.looseObject({
  Type: v.literal('AWS::IAM::Policy'),
  Properties: v.looseObject({ PolicyDocument: v.looseObject({ Statement: v.array(statement) }) }),
});
const template = v.looseObject({ Resources: v.record(v.string(), v.unknown()) });

let whole: string;
beforeAll(async () => {
  whole = await sharedAssembly();
});

/** A copy of the assembly whose function `policy`, which every deployment calls, lacks the right to one action. */
async function without(action: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'local-stack-'));
  await cp(whole, folder, { recursive: true });
  const read = v.parse(template, JSON.parse(await readFile(path.join(folder, file), 'utf8')));
  const [id = '', found] =
    Object.entries(read.Resources).find(([name]) => name.startsWith('FunctionsPolicyRoleDefaultPolicy')) ?? [];
  const { PolicyDocument } = v.parse(policy, found).Properties;
  const left = PolicyDocument.Statement.filter(({ Action }) => ![Action].flat().includes(action));
  expect(left.length).toBeLessThan(PolicyDocument.Statement.length);
  const changed = { ...v.parse(policy, found) };
  changed.Properties = { ...changed.Properties, PolicyDocument: { ...PolicyDocument, Statement: left } };
  const Resources = { ...read.Resources, [id]: changed };
  await writeFile(path.join(folder, file), JSON.stringify({ ...read, Resources }));
  return folder;
}

describe('the treasury’s own template', () => {
  test.each([
    ['dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:000000000000:table/hashkey-treasury-local'],
    ['kms:Decrypt', 'arn:aws:kms:us-east-1:000000000000:key/HashkeyTreasury-local-LedgerEncryptionKey'],
  ])('does not start without %s for who proposes the policy, and says so', async (action, resource) => {
    const assembly = await without(action);
    const lines: string[] = [];
    const started = startStack({
      assembly,
      parameters: { ExchangeUrl: 'http://127.0.0.1:9' },
      secrets: {},
      issuerKeyFile: sharedKeyFile,
      log: ({ function: name, line }) => lines.push(`${name}: ${line}`),
    });
    await expect(started).rejects.toMatchObject({ code: 'custom-resource-failed' });
    const role = 'arn:aws:iam::000000000000:role/HashkeyTreasury-local-FunctionsPolicyRole';
    const refusals = lines.filter((line) => line.startsWith('local-stack: refused to hashkey-treasury-local-policy: '));
    expect(refusals[0]).toContain(`User: ${role}`);
    expect(refusals[0]).toContain(`is not authorized to perform: ${action} on resource: ${resource}`);
    await rm(assembly, { recursive: true });
  });
});
