import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { managedServices } from '../../../../infra/tools/delivery/cloudformation-permissions.ts';
import { DeliveryStack } from '../../../../infra/tools/delivery/delivery-stack.ts';
import { readRepository } from '../../../../infra/tools/delivery/repository.ts';
import { wholeStack } from '../../rules/whole-stack.ts';
import { inApp, someTreasury, stackOf, withoutValidation } from '../../stacks/stack-fixture.ts';
import { field, list, Template } from '../../stacks/template.ts';

interface Delivery {
  readonly template: Template;
  readonly isProtected: boolean | undefined;
}

function deliveryStack(providerExists = false): Delivery {
  const outdir = mkdtempSync(path.join(tmpdir(), 'treasury-delivery-'));
  try {
    const app = new App({ outdir, analyticsReporting: false });
    const repository = readRepository('example-org/hashkey-treasury');
    const stack = new DeliveryStack(app, { repository, stages: ['sandbox', 'production'], providerExists });
    const { template: made, terminationProtection } = withoutValidation(() => app.synth()).getStackByName(
      stack.stackName,
    );
    return { template: new Template(JSON.stringify(made)), isProtected: terminationProtection };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const { template, isProtected } = deliveryStack();
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
    expect(deliveryStack(true).template.ofType('AWS::IAM::OIDCProvider')).toEqual([]);
    expect(template.ofType('AWS::IAM::OIDCProvider')).toEqual([
      ['GitHub', { Url: 'https://token.actions.githubusercontent.com', ClientIdList: ['sts.amazonaws.com'] }],
    ]);
  });

  test('it is protected from being deleted as a whole', () => {
    expect(isProtected).toBe(true);
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

  test('reaches every service that the stack has resources of, and no other', () => {
    const prefixes: Record<string, string> = {
      ApiGatewayV2: 'apigateway',
      CloudWatch: 'cloudwatch',
      StepFunctions: 'states',
    };
    const services = [...wholeStack().resources.values()]
      .map(({ Type }) => Type.split('::'))
      .flatMap(([vendor, service = '']) =>
        vendor === 'AWS' ? [prefixes[service] ?? service.toLowerCase()] : ['lambda'],
      )
      .filter((service) => service !== 'iam' && service !== 'cdk');
    expect([...new Set(services)].sort()).toEqual([...managedServices].sort());
  });

  test('reads no key, no item and no export, sends nothing, and tells nobody anything', () => {
    const rights = denied.flatMap((statement) =>
      list(field(statement, 'Action')).map((action) => `${action} ${field(statement, 'Resource')}`),
    );
    expect(denied.filter((statement) => field(statement, 'Condition') !== null)).toEqual([]);
    expect(rights.sort()).toEqual(
      [
        ...['BatchGetSecretValue', 'GetSecretValue', 'PutSecretValue'].map((name) => `secretsmanager:${name} *`),
        ...['BatchGetItem', 'GetItem', 'GetRecords', 'Query', 'Scan'].map((name) => `dynamodb:${name} *`),
        ...['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem', 'PartiQL*'].map((name) => `dynamodb:${name} *`),
        'dynamodb:ExportTableToPointInTime *',
        'events:PutEvents *',
        'sns:Publish *',
        'sqs:ReceiveMessage *',
        'sqs:SendMessage *',
        'states:SendTask* *',
        'states:StartExecution *',
        ...['BypassGovernanceRetention', 'DeleteObject*', 'GetObject*', 'PutObject*'].map(
          (name) => `s3:${name} arn:AWS::Partition:s3:::hashkeytreasury-*/*`,
        ),
        'lambda:InvokeFunction arn:AWS::Partition:lambda:*:AWS::AccountId:function:hashkey-treasury-*:http',
      ].sort(),
    );
  });

  // CloudFormation makes the name of a bucket that has none of the stack's, in small letters.
  test('knows the bucket of exports by the beginning of its name', () => {
    const [[, { BucketName }] = ['', {}]] = stackOf('production').ofType('AWS::S3::Bucket');
    expect(BucketName).toBeUndefined();
    const stackName = inApp('production', someTreasury, (_, stack) => stack.stackName);
    const [resource] = denied
      .map((statement) => String(field(statement, 'Resource')))
      .filter((arn) => /:s3:/.test(arn));
    expect(`${stackName.toLowerCase()}-exportbucket-1a2b3c`).toMatch(
      new RegExp(`^${/:::(.*)\*\/\*$/.exec(resource ?? '')?.[1]}`),
    );
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
    const services = list(field(passing[0], 'Condition', 'StringEquals', 'iam:PassedToService'));
    const taking = wholeStack()
      .ofType('AWS::IAM::Role')
      .map(([, role]) => field(list(field(role.AssumeRolePolicyDocument, 'Statement'))[0], 'Principal', 'Service'));
    expect(passing).toHaveLength(1);
    expect([...services].sort()).toEqual([...new Set(taking)].sort());
  });

  // With a policy of somebody else, a user or an access key it would have rights that outlast the stack.
  test('gives roles no policy but their own, and makes no user, group, key or policy', () => {
    const actions = statements.flatMap((statement) => list(field(statement, 'Action')).map(String));
    expect(actions.filter((action) => /^(iam|sts|organizations|sso)/.test(action)).sort()).toEqual(
      [
        ...['CreateRole', 'DeleteRole', 'GetRole', 'PassRole', 'TagRole', 'UntagRole', 'UpdateRole'],
        ...['DeleteRolePolicy', 'GetRolePolicy', 'ListAttachedRolePolicies', 'ListRolePolicies', 'PutRolePolicy'],
        ...['UpdateAssumeRolePolicy', 'UpdateRoleDescription'],
      ]
        .map((name) => `iam:${name}`)
        .sort(),
    );
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
