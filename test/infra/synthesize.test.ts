import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { functionNames } from '../../infra/bundling/entries.ts';
import { type Synthesized, synthesize } from '../../infra/synthesize.ts';
import { someTreasury } from './stacks/stack-fixture.ts';
import { field, Template } from './stacks/template.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'treasury-synth-'));
const temporary = mkdtempSync(path.join(folder, 'tmp-'));
let made: Synthesized = { stackName: '', directory: '', examples: [] };

// Both ways at once: each takes seconds.
beforeAll(async () => {
  const outdir = (name: string): string => path.join(folder, name);
  [made] = await Promise.all([
    synthesize({ stage: 'local', treasury: someTreasury, outdir: outdir('assembly') }),
    app({ stage: 'sandbox' }, { CDK_OUTDIR: outdir('sandbox'), TMPDIR: temporary }),
  ]);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the synthesized app', () => {
  test('is one stack of the stage, in the folder asked for, with the configuration handed in', () => {
    const directory = path.join(folder, 'assembly');
    expect(made).toEqual({ stackName: 'HashkeyTreasury-local', directory, examples: [] });
    const [[, policy] = ['', {}]] = template().ofType('Custom::TreasuryPolicy');
    expect(policy.Policy).toBe(someTreasury.policy);
  });

  test.each(functionNames)('%s holds neither signing code nor the Secrets Manager client', (name) => {
    const { Code } = template().one('AWS::Lambda::Function', 'FunctionName', `hashkey-treasury-local-${name}`);
    const bundle = codeOf(field(Code, 'S3Key'), 'index.js');
    expect(bundle).toContain('handler');
    expect(bundle).not.toMatch(onlyInLayer);
  });

  test('the layer holds both', () => {
    const [[, layer] = ['', {}]] = template().ofType('AWS::Lambda::LayerVersion');
    const code = codeOf(field(layer.Content, 'S3Key'), 'nodejs/signing/index.js');
    for (const trace of onlyInLayer.source.split('|')) expect(code).toContain(trace);
  });
});

describe('the app on the command line', () => {
  test('makes the stage that the context names, and leaves nothing behind', () => {
    expect(readdirSync(path.join(folder, 'sandbox'))).toContain('HashkeyTreasury-sandbox.template.json');
    expect(readdirSync(temporary)).toEqual([]);
  });

  test.each([
    ['nope', 'stage: there is no stage nope; expected one of'],
    ['../local', 'stage: cannot be part of a resource name'],
    [7, 'stage: cannot be part of a resource name'],
  ])('fails for stage %j with the reason and no stack trace', async (stage, reason) => {
    const failure = app({ stage }, { CDK_OUTDIR: path.join(folder, 'none') });
    await expect(failure).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(reason) });
    await expect(failure).rejects.toMatchObject({ stderr: expect.not.stringMatching(/^\s+at /m) });
  });
});

/** Names that are in the code of the layer, and are nowhere else. */
const onlyInLayer = /GetSecretValue|X-HK-APIKEY|API-SIGNATURE/;

function template(): Template {
  return new Template(readFileSync(path.join(made.directory, `${made.stackName}.template.json`), 'utf8'));
}

/** A file of the asset with this key, as it would be uploaded. */
function codeOf(key: unknown, file: string): string {
  return readFileSync(path.join(made.directory, `asset.${String(key).replace(/\.zip$/, '')}`, file), 'utf8');
}

/** Runs the app as the CDK command line does: context and folder come in the environment. */
function app(
  context: Record<string, unknown>,
  env: Record<string, string>,
): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, ['infra/app.ts'], {
    cwd: root,
    env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify(context), ...env },
  });
}
