import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { managedServices } from '../../../infra/delivery/cloudformation-rights.ts';
import { DeliveryStack } from '../../../infra/delivery/delivery-stack.ts';
import { readRepository } from '../../../infra/delivery/repository.ts';
import { stackOf } from '../stacks/stack-fixture.ts';
import { field, list, Template } from '../stacks/template.ts';

function deliveryStack(providerExists = false): Template {
  const outdir = mkdtempSync(path.join(tmpdir(), 'treasury-delivery-'));
  try {
    const app = new App({ outdir, analyticsReporting: false });
    const repository = readRepository('example-org/hashkey-treasury');
    const stack = new DeliveryStack(app, { repository, stages: ['sandbox', 'production'], providerExists });
    return new Template(JSON.stringify(app.synth().getStackByName(stack.stackName).template));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const template = deliveryStack();
const subjectKey = 'token.actions.githubusercontent.com:sub';
const trustOf = (roleName: string) => {
  const role = template.one('AWS::IAM::Role', 'RoleName', roleName);
  return list(field(role.AssumeRolePolicyDocument, 'Statement'));
};
const idOf = (roleName: string): string =>
  template.ofType('AWS::IAM::Role').find(([, { RoleName }]) => RoleName === roleName)?.[0] ?? '';

describe('what GitHub’s jobs may do', () => {
  test.each([
    ['hashkey-treasury-diff', ['pull_request', 'ref:refs/heads/main']],
    ['hashkey-treasury-deploy-sandbox', ['environment:sandbox']],
    ['hashkey-treasury-deploy-production', ['environment:production']],
  ])('%s is taken on by this repository alone, on %j alone', (roleName, occasions) => {
    const subjects = occasions.map((occasion) => `repo:example-org/hashkey-treasury:${occasion}`);
    expect(trustOf(roleName)).toEqual([
      {
        Action: 'sts:AssumeRoleWithWebIdentity',
        Effect: 'Allow',
        Principal: { Federated: 'GitHub.Arn' },
        Condition: {
          StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com', [subjectKey]: subjects },
        },
      },
    ]);
  });

  test('to compare: reads the stacks’ templates, and nothing else', () => {
    const stacks = ['sandbox', 'production'].map(
      (stage) => `arn:AWS::Partition:cloudformation:*:AWS::AccountId:stack/HashkeyTreasury-${stage}/*`,
    );
    const actions = ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'];
    expect(template.rightsOf(idOf('hashkey-treasury-diff'))).toEqual(
      actions.flatMap((action) => stacks.map((stack) => `${action} ${stack}`)).sort(),
    );
  });

  test('to deploy: takes on the roles that the bootstrap made for that', () => {
    const roles = ['deploy', 'file-publishing'].map(
      (name) => `arn:AWS::Partition:iam::AWS::AccountId:role/cdk-hnb659fds-${name}-role-AWS::AccountId-*`,
    );
    expect(template.rightsOf(idOf('hashkey-treasury-deploy-production'))).toEqual(
      roles.map((role) => `sts:AssumeRole ${role}`),
    );
  });

  test('the identity provider may have been made by others', () => {
    expect(deliveryStack(true).ofType('AWS::IAM::OIDCProvider')).toEqual([]);
    expect(template.ofType('AWS::IAM::OIDCProvider')).toHaveLength(1);
  });

  test('it needs no bootstrap, which comes after it', () => {
    expect(template.parameters).toEqual([]);
    expect(template.text).not.toContain('cdk-bootstrap/hnb659fds/version');
  });
});

describe('what CloudFormation may do', () => {
  const [, policy] = template.ofType('AWS::IAM::ManagedPolicy')[0] ?? [];
  const statements = list(field(policy?.PolicyDocument, 'Statement'));
  const denied = statements.filter((statement) => field(statement, 'Effect') === 'Deny');

  test('reaches every service that the stack has resources of', () => {
    const prefixes: Record<string, string> = {
      ApiGatewayV2: 'apigateway',
      CloudWatch: 'cloudwatch',
      StepFunctions: 'states',
    };
    const services = [...stackOf('production').resources.values()]
      .map(({ Type }) => Type.split('::'))
      .flatMap(([vendor, service = '']) =>
        vendor === 'AWS' ? [prefixes[service] ?? service.toLowerCase()] : ['lambda'],
      )
      .filter((service) => service !== 'iam' && service !== 'cdk');
    expect([...new Set(services)].filter((service) => !managedServices.some((known) => known === service))).toEqual([]);
  });

  test('reads no key and no item, and sends nothing', () => {
    expect(denied.flatMap((statement) => list(field(statement, 'Action')))).toEqual(
      expect.arrayContaining(['secretsmanager:GetSecretValue', 'dynamodb:GetItem', 'sqs:SendMessage']),
    );
    expect(denied.flatMap((statement) => list(field(statement, 'Resource')))).toEqual(['*']);
  });

  test('makes and hands on roles of the stack only, and hands them to services only', () => {
    const onRoles = statements.filter((statement) =>
      list(field(statement, 'Action')).some((action) => String(action).startsWith('iam:')),
    );
    expect(onRoles.flatMap((statement) => list(field(statement, 'Resource')))).toEqual([
      'arn:AWS::Partition:iam::AWS::AccountId:role/HashkeyTreasury-*',
      'arn:AWS::Partition:iam::AWS::AccountId:role/HashkeyTreasury-*',
    ]);
    const passing = onRoles.filter((statement) => list(field(statement, 'Action')).includes('iam:PassRole'));
    expect(passing.map((statement) => field(statement, 'Condition', 'StringEquals', 'iam:PassedToService'))).toEqual([
      expect.arrayContaining(['lambda.amazonaws.com', 'scheduler.amazonaws.com']),
    ]);
  });

  test('fits into IAM’s 6,144 characters', () => {
    expect(JSON.stringify(policy?.PolicyDocument).length).toBeLessThan(6_144);
  });
});

describe('the repository', () => {
  test.each(['', 'name', '*/name', 'owner/*', 'owner/na me', 'owner/name/more', '-owner/name'])(
    '%j is refused',
    (text) => {
      expect(() => readRepository(text)).toThrow('--repository: is no repository');
    },
  );
});
