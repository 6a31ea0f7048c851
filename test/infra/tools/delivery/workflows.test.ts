import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { parse } from 'yaml';

const folder = path.resolve(import.meta.dirname, '../../../../.github/workflows');
const scriptsFile = path.resolve(import.meta.dirname, '../../../../package.json');

const stepSchema = v.looseObject({
  name: v.optional(v.string()),
  uses: v.optional(v.string()),
  run: v.optional(v.string()),
  with: v.optional(v.record(v.string(), v.unknown()), {}),
});
const jobSchema = v.looseObject({
  permissions: v.record(v.string(), v.string()),
  'timeout-minutes': v.optional(v.number()),
  uses: v.optional(v.string()),
  environment: v.optional(v.string()),
  if: v.optional(v.string()),
  steps: v.optional(v.array(stepSchema), []),
});
const workflowSchema = v.looseObject({
  on: v.record(v.string(), v.unknown()),
  permissions: v.record(v.string(), v.string()),
  concurrency: v.optional(v.looseObject({ 'cancel-in-progress': v.union([v.boolean(), v.string()]) })),
  jobs: v.record(v.string(), jobSchema),
});

const files = readdirSync(folder);
const workflows = new Map(
  files.map((file) => [file, v.parse(workflowSchema, parse(readFileSync(path.join(folder, file), 'utf8')))]),
);
const jobs = [...workflows].flatMap(([file, workflow]) =>
  Object.entries(workflow.jobs).map(([id, job]) => ({ name: `${file} ${id}`, job })),
);
const steps = jobs.flatMap(({ name, job }) => job.steps.map((step) => ({ name, step })));
const rightsOf = (name: string) => jobs.find((each) => each.name === name)?.job.permissions;

describe('the workflows', () => {
  test('are four', () => {
    expect(files.sort()).toEqual(['check.yml', 'deploy-stage.yml', 'deploy.yml', 'diff.yml']);
  });

  test('pin every action by its commit, with the version beside it', () => {
    const used = files.flatMap((file) =>
      readFileSync(path.join(folder, file), 'utf8')
        .split('\n')
        .filter((line) => /^\s*(- )?uses:/.test(line) && !line.includes('./.github/workflows/')),
    );
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test('give nothing by default, and a job more than reading the code only where it must', () => {
    for (const [, { permissions }] of workflows) expect(permissions).toEqual({});
    const more = jobs.filter(({ job }) => JSON.stringify(job.permissions) !== '{"contents":"read"}');
    expect(more.map(({ name }) => name).sort()).toEqual([
      'deploy-stage.yml deploy',
      'deploy.yml production',
      'deploy.yml production-diff',
      'deploy.yml sandbox',
      'diff.yml comment',
      'diff.yml compare',
    ]);
    expect(rightsOf('diff.yml comment')).toEqual({ 'pull-requests': 'write' });
    expect(rightsOf('diff.yml compare')).toEqual({ contents: 'read', 'id-token': 'write' });
  });

  test('never run a pull request’s code with the rights of the target', () => {
    for (const [, { on }] of workflows) {
      expect(Object.keys(on)).not.toContain('pull_request_target');
      expect(Object.keys(on)).not.toContain('workflow_run');
    }
    const checkout = steps.find(
      ({ name, step }) => name === 'diff.yml compare' && step.uses?.startsWith('actions/checkout'),
    );
    expect(checkout?.step.with.ref).toBe('$' + '{{ github.event.pull_request.base.sha }}');
    const commenting = steps.filter(({ name }) => name === 'diff.yml comment');
    expect(commenting.some(({ step }) => /npm|node|checkout/.test(`${step.run} ${step.uses}`))).toBe(false);
  });

  test('put nothing that others write into a script', () => {
    expect(steps.filter(({ step }) => step.run?.includes('$' + '{{'))).toEqual([]);
  });

  test('leave no token of GitHub in the checked out folder', () => {
    const checkouts = steps.filter(({ step }) => step.uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(4);
    expect(checkouts.filter(({ step }) => step.with['persist-credentials'] !== false)).toEqual([]);
  });

  test('sign in to AWS by OIDC alone', () => {
    const text = files.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');
    expect(text).not.toMatch(/aws-access-key-id|AWS_SECRET_ACCESS_KEY|secrets\./);
  });

  test('end by themselves', () => {
    const endless = jobs.filter(({ job }) => job.uses === undefined && job['timeout-minutes'] === undefined);
    expect(endless).toEqual([]);
  });

  test('run scripts that there are', () => {
    const { scripts } = v.parse(
      v.object({ scripts: v.record(v.string(), v.string()) }),
      JSON.parse(readFileSync(scriptsFile, 'utf8')),
    );
    const called = steps.flatMap(({ step }) =>
      [...(step.run ?? '').matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
    );
    expect(called.length).toBeGreaterThan(2);
    expect(called.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe('every change', () => {
  const scriptsOf = (name: string) =>
    steps.filter((each) => each.name === name).flatMap(({ step }) => (step.run === undefined ? [] : [step.run]));

  test('is tested, looked through for secrets and for other sources, and synthesized', () => {
    expect(scriptsOf('check.yml test')).toEqual(['.ci/run', 'npm run test:console', 'npm run test:slow']);
    expect(scriptsOf('check.yml supply-chain')).toEqual([
      'npm ci --ignore-scripts',
      'npm run lock-file',
      'npm run secrets',
      'npm run secrets:history',
    ]);
    expect(scriptsOf('check.yml synth')).toEqual(['npm ci', 'npm run synth']);
  });

  test('has to pass the tests, the lint, the types and the synthesis, each of which ends it', () => {
    const script = readFileSync(path.join(folder, '..', '..', '.ci', 'run'), 'utf8');
    expect(script).toContain('set -euo pipefail');
    expect(script.split('\n').filter((line) => line.startsWith('npm '))).toEqual([
      'npm ci',
      'npm test',
      'npm run lint',
      'npm run typecheck',
      'npm run synth',
    ]);
  });

  test('is looked through with all commits, where a secret that was taken away still is', () => {
    const checkout = steps.find(
      ({ name, step }) => name === 'check.yml supply-chain' && step.uses?.startsWith('actions/checkout@'),
    );
    expect(checkout?.step.with['fetch-depth']).toBe(0);
  });

  test('is compared with what is deployed for this repository’s own branches alone', () => {
    expect(workflows.get('diff.yml')?.jobs.synth?.if).toContain(
      'github.event.pull_request.head.repo.full_name == github.repository &&',
    );
  });
});

describe('the way to production', () => {
  test('is left where the sandbox failed or its diff could not be shown, and never cut off in the middle', () => {
    expect(workflows.get('deploy.yml')?.jobs.production?.if).toBe(
      '$' + "{{ !cancelled() && needs.sandbox.result == 'success' && needs.production-diff.result != 'failure' }}",
    );
    expect(workflows.get('deploy.yml')?.concurrency).toEqual({ group: 'deploy', 'cancel-in-progress': false });
  });

  test('takes the very files that were checked, and runs nothing that packages bring', () => {
    const deploying = steps.filter(({ name }) => /^deploy/.test(name));
    const scripts = deploying.map(({ step }) => step.run ?? '').join('\n');
    expect(scripts).not.toMatch(/npm run|npm ci(?! --ignore-scripts)|npm install|-c stage=/);
    for (const job of ['deploy-stage.yml deploy', 'deploy.yml production-diff']) {
      const artifact = deploying.find(
        ({ name, step }) => name === job && step.uses?.startsWith('actions/download-artifact@'),
      );
      expect(artifact?.step.with).toEqual({ name: 'assembly', path: 'cdk.out' });
    }
  });

  test('goes through the check, the sandbox and the environment with its reviewers', () => {
    const deploy = workflows.get('deploy.yml')?.jobs ?? {};
    expect(Object.keys(deploy)).toEqual(['check', 'sandbox', 'production-diff', 'production']);
    expect(deploy.sandbox).toMatchObject({ needs: 'check', with: { stage: 'sandbox' } });
    expect(deploy.production).toMatchObject({ needs: ['sandbox', 'production-diff'], with: { stage: 'production' } });
    expect(workflows.get('deploy-stage.yml')?.jobs.deploy?.environment).toBe('$' + '{{ inputs.stage }}');
  });

  test('only from main', () => {
    expect(workflows.get('deploy.yml')?.on).toEqual({ push: { branches: ['main'] } });
    expect(workflows.get('deploy-stage.yml')?.on).toHaveProperty('workflow_call');
  });
});
