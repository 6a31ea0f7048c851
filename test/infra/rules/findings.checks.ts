import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type App, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Treasury } from '../../../infra/config/define-treasury.ts';
import { localTreasury } from '../../../infra/config/local.ts';
import { loadTreasury } from '../../../infra/config/stages.ts';
import { acknowledge } from '../../../infra/constructs/acknowledge.ts';
import { allow } from '../../../infra/constructs/grants.ts';
import { stageOf } from '../../../infra/constructs/stage.ts';
import { addChecks } from '../../../infra/rules/checks.ts';
import { inApp, someTreasury, withoutValidation } from '../stacks/stack-fixture.ts';
import { wholeTreasury } from './whole-stack.ts';

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly { readonly ruleName: string }[];
    readonly suppressedViolations?: readonly { readonly ruleName: string; readonly acknowledgedAt: string }[];
  }[];
}

/** What the checks say of an app. Throws where they would fail `cdk synth`. */
function reportOf(app: App, stage: string): Report {
  addChecks(app, stageOf(stage));
  return JSON.parse(readFileSync(path.join(app.synth().directory, 'validation-report.json'), 'utf8'));
}

/** Every reason that somebody gave here, as `finding at construct`. CDK gives some of its own, of other packs. */
function reasonsIn(app: App): string[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.keys(data))
      .filter((id) => /^(AwsSolutions|Serverless)::/.test(id))
      .map((id) => `${id.replace(/^\w+::/, '')} at ${node.path}`),
  );
}

interface Looked {
  readonly violations: readonly unknown[];
  readonly unused: readonly string[];
}

/** What the checks find in a stage, and the reasons given for what they do not find. */
function lookAt(stage: string, treasury: Treasury): Looked {
  return inApp(stage, treasury, (app) => {
    const reports = reportOf(app, stage).pluginReports;
    const used = reports
      .flatMap(({ suppressedViolations = [] }) => suppressedViolations)
      .map(({ ruleName, acknowledgedAt }) => `${ruleName} at ${acknowledgedAt}`);
    return {
      violations: reports.flatMap(({ violations }) => violations),
      unused: reasonsIn(app).filter((reason) => !used.includes(reason)),
    };
  });
}

let looked: Promise<readonly (readonly [name: string, Looked])[]> | undefined;

/**
 * `npm run synth` looks at every stage (../synthesize.slow.ts); for the reasons three are enough: one with every
 * option, one as usual, and the one of the local stack. That with most is the first: CDK's validation takes seconds to
 * load its rules, those of the resources in what it sees first, and keeps them for who has no others.
 */
async function lookAtAll(): Promise<readonly (readonly [name: string, Looked])[]> {
  return [
    ['every option', lookAt('production', wholeTreasury)],
    ['usual', lookAt('sandbox', await loadTreasury('sandbox'))],
    ['local', lookAt('local', localTreasury())],
  ];
}

describe.each(['every option', 'usual', 'local'])('a stage: %s', (name) => {
  test('has no finding, and no reason for a finding that is not there', async () => {
    looked ??= lookAtAll();
    expect(new Map(await looked).get(name)).toEqual({ violations: [], unused: [] });
  });
});

describe('a finding without a reason', () => {
  test.each([
    ['of cdk-nag', 'AwsSolutions-SNS3', someTreasury],
    ['of our own rules', 'tls-only', someTreasury],
  ])('%s fails the synthesis and is named', (_, finding, treasury: Treasury) => {
    const synthesize = () =>
      inApp('sandbox', treasury, (app, stack) => {
        new Topic(stack, 'Open');
        withoutValidation(() => reportOf(app, 'sandbox'));
      });
    expect(synthesize).toThrow(finding);
  });

  test('that is a warning fails it too', () => {
    const synthesize = () =>
      inApp('sandbox', someTreasury, (app, stack) => {
        Validations.of(stack).addWarning('Odd', 'looks odd');
        withoutValidation(() => reportOf(app, 'sandbox'));
      });
    expect(synthesize).toThrow('looks odd');
  });

  test('does not, once it has one', () => {
    inApp('sandbox', someTreasury, (app, stack) => {
      const role = new Role(stack, 'Open', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
      allow(role, ['xray:PutTraceSegments'], ['*']);
      acknowledge(role, { 'AwsSolutions-IAM5[Resource::*]': 'for this test' });
      expect(() => withoutValidation(() => reportOf(app, 'sandbox'))).not.toThrow();
    });
  });
});
