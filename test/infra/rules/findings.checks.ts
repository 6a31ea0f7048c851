import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type App, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Treasury } from '../../../infra/config/define-treasury.ts';
import { loadTreasury } from '../../../infra/config/stages.ts';
import { acknowledge } from '../../../infra/constructs/acknowledge.ts';
import { allow } from '../../../infra/constructs/grants.ts';
import { stageOf } from '../../../infra/constructs/stage.ts';
import { addChecks } from '../../../infra/rules/checks.ts';
import { inApp, someTreasury } from '../stacks/stack-fixture.ts';
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

/**
 * `npm run synth` looks at every stage (../synthesize.slow.ts); for the reasons two are enough: one as usual, one with
 * every option.
 */
const usual = ['stage sandbox', 'sandbox', () => loadTreasury('sandbox')] as const;

describe.each([usual, ['a stage with every option', 'production', async () => wholeTreasury] as const])(
  '%s',
  (_, stage, load) => {
    test('has no finding, and no reason for a finding that is not there', async () => {
      const treasury = await load();
      inApp(stage, treasury, (app) => {
        const reports = reportOf(app, stage).pluginReports;
        expect(reports.flatMap(({ violations }) => violations)).toEqual([]);
        const used = reports
          .flatMap(({ suppressedViolations = [] }) => suppressedViolations)
          .map(({ ruleName, acknowledgedAt }) => `${ruleName} at ${acknowledgedAt}`);
        expect(reasonsIn(app).filter((reason) => !used.includes(reason))).toEqual([]);
      });
    });
  },
);

describe('a finding without a reason', () => {
  test.each([
    ['of cdk-nag', 'AwsSolutions-SNS3', someTreasury],
    ['of our own rules', 'tls-only', someTreasury],
  ])('%s fails the synthesis and is named', (_, finding, treasury: Treasury) => {
    const synthesize = () =>
      inApp('sandbox', treasury, (app, stack) => {
        new Topic(stack, 'Open');
        reportOf(app, 'sandbox');
      });
    expect(synthesize).toThrow(finding);
  });

  test('that is a warning fails it too', () => {
    const synthesize = () =>
      inApp('sandbox', someTreasury, (app, stack) => {
        Validations.of(stack).addWarning('Odd', 'looks odd');
        reportOf(app, 'sandbox');
      });
    expect(synthesize).toThrow('looks odd');
  });

  test('does not, once it has one', () => {
    inApp('sandbox', someTreasury, (app, stack) => {
      const role = new Role(stack, 'Open', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
      allow(role, ['xray:PutTraceSegments'], ['*']);
      acknowledge(role, { 'AwsSolutions-IAM5[Resource::*]': 'for this test' });
      expect(() => reportOf(app, 'sandbox')).not.toThrow();
    });
  });
});
