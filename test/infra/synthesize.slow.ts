import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { loadTreasury, stageNames } from '../../infra/config/stages.ts';
import { functionNames } from '../../infra/functions/function-records.ts';
import { field, Template } from './stacks/template.ts';

const reportSchema = v.looseObject({ pluginReports: v.array(v.looseObject({ pluginName: v.string() })) });
const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'treasury-synth-'));
const temporary = mkdtempSync(path.join(folder, 'tmp-'));
let stdout = '';

beforeAll(async () => {
  ({ stdout: stdout } = await command('infra/synthesize-all-stages.ts', ['--out', path.join(folder, 'stages')], {
    TMPDIR: temporary,
  }));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the synthesized app', () => {
  test('is one stack a stage, in a folder by its name, with its configuration', async () => {
    for (const stage of stageNames)
      expect(stdout).toMatch(new RegExp(`^HashkeyTreasury-${stage} is in .*/${stage}\\b`, 'm'));
    expect(stdout).toContain('refuses to be deployed: examples in accounts.trading');
    for (const stage of stageNames) {
      const [[, policy] = ['', {}]] = template(stage).ofType('Custom::TreasuryPolicy');
      expect(policy.Policy).toBe((await loadTreasury(stage)).policy);
    }
  });

  test('leaves nothing behind but its folders', () => {
    expect(readdirSync(temporary)).toEqual([]);
  });

  // The report names who acknowledged something or found it. Our own rules do neither: they come with these two.
  test('was looked at by the checks, in each stage', () => {
    for (const stage of stageNames) {
      const file = path.join(folder, 'stages', stage, 'validation-report.json');
      const { pluginReports } = v.parse(reportSchema, JSON.parse(readFileSync(file, 'utf8')));
      const names = pluginReports.map(({ pluginName }) => pluginName);
      expect(names).toEqual(expect.arrayContaining(['AwsSolutions', 'Serverless']));
    }
  });

  test.each(functionNames)('%s holds neither signing code nor the Secrets Manager client', (name) => {
    const { Code } = template('local').one('AWS::Lambda::Function', 'FunctionName', `hashkey-treasury-local-${name}`);
    const bundle = codeOf(field(Code, 'S3Key'), 'index.js');
    expect(bundle).toContain('handler');
    expect(bundle).not.toMatch(onlyInLayer);
  });

  test('the layer holds both', () => {
    const [[, layer] = ['', {}]] = template('local').ofType('AWS::Lambda::LayerVersion');
    const code = codeOf(field(layer.Content, 'S3Key'), 'nodejs/signing/index.js');
    for (const trace of onlyInLayer.source.split('|')) expect(code).toContain(trace);
  });
});

describe('the app on the command line', () => {
  // test/infra/stacks/stages.checks.ts has the names that no stage can have.
  test('fails for a stage that there is not, with the reason and no stack trace', async () => {
    const failure = app({ stage: 'nope' }, { CDK_OUTDIR: path.join(folder, 'none') });
    const reason = 'stage: there is no stage nope; expected one of';
    await expect(failure).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(reason) });
    await expect(failure).rejects.toMatchObject({ stderr: expect.not.stringMatching(/^\s+at /m) });
  });
});

/** Names that are in the code of the layer, and are nowhere else. */
const onlyInLayer = /GetSecretValue|X-HK-APIKEY|API-SIGNATURE/;

function template(stage: string): Template {
  const name = `HashkeyTreasury-${stage}.template.json`;
  return new Template(readFileSync(path.join(folder, 'stages', stage, name), 'utf8'));
}

/** A file of the asset with this key, as it would be uploaded. */
function codeOf(key: unknown, file: string): string {
  const asset = `asset.${String(key).replace(/\.zip$/, '')}`;
  return readFileSync(path.join(folder, 'stages', 'local', asset, file), 'utf8');
}

/** Runs the app as the CDK command line does: context and folder come in the environment. */
function app(
  context: Record<string, unknown>,
  env: Record<string, string>,
): Promise<{ stdout: string; stderr: string }> {
  return command('infra/app.ts', [], { CDK_CONTEXT_JSON: JSON.stringify(context), ...env });
}

/** As a program of its own: loaded by the test runner, the CDK takes twice as long. */
function command(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, [file, ...args], { cwd: root, env: { ...process.env, ...env } });
}
