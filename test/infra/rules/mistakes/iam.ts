import { statementOf } from '../editable.ts';
import type { Mistake } from './mistake.ts';

const role = 'AWS::IAM::Role';
const rolePolicy = 'AWS::IAM::Policy';
const toService = (service: string) => ({
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});

/** With what roles may do, and who may use what. */
export const iamMistakes: readonly Mistake[] = [
  {
    did: 'a function may do everything with the table',
    rule: 'no-wildcard-action',
    make: (template) => {
      statementOf(template.find(rolePolicy, 'ReconciliationRole'), 'PolicyDocument', 'dynamodb:GetItem').Action =
        'dynamodb:*';
    },
  },
  {
    did: 'a function may write to every table of the account',
    rule: 'no-wildcard-resource',
    make: (template) => {
      statementOf(template.find(rolePolicy, 'ApprovalRole'), 'PolicyDocument', 'dynamodb:GetItem').Resource = '*';
    },
  },
  {
    did: 'a function may read every secret whose name begins like ours',
    rule: 'no-wildcard-resource',
    make: (template) => {
      const statement = statementOf(template.find(rolePolicy, 'KeyWithdrawal'), 'PolicyDocument', 'KeyWithdrawal');
      statement.Resource = 'arn:aws:secretsmanager:ap-east-1:111122223333:secret:hashkey-treasury/*';
    },
  },
  {
    did: 'a function may do everything but delete',
    rule: 'no-wildcard-action',
    make: (template) => {
      const statement = statementOf(template.find(rolePolicy, 'ApprovalRole'), 'PolicyDocument', 'dynamodb:GetItem');
      delete statement.Action;
      statement.NotAction = 'dynamodb:DeleteItem';
    },
  },
  {
    did: 'a function may write to everything but one table',
    rule: 'no-wildcard-resource',
    make: (template) => {
      const statement = statementOf(template.find(rolePolicy, 'ApprovalRole'), 'PolicyDocument', 'dynamodb:GetItem');
      delete statement.Resource;
      statement.NotResource = 'arn:aws:dynamodb:ap-east-1:111122223333:table/other';
    },
  },
  {
    did: 'a function may write to every table of this region',
    rule: 'no-wildcard-resource',
    make: (template) => {
      const every = { 'Fn::Sub': 'arn:aws:dynamodb:ap-east-1:111122223333:table/*' };
      statementOf(template.find(rolePolicy, 'PauseRole'), 'PolicyDocument', 'dynamodb:GetItem').Resource = every;
    },
  },
  {
    did: 'a wide policy of AWS is attached to a role',
    rule: 'no-managed-policy',
    make: (template) => {
      const arn = 'arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess';
      template.set(template.find(role, 'production-approval'), ['ManagedPolicyArns'], [arn]);
    },
  },
  {
    did: 'an account may take on the role that sends withdrawals',
    rule: 'roles-for-services-only',
    make: (template) =>
      template.set(template.find(role, 'production-withdrawal-release'), ['AssumeRolePolicyDocument'], {
        Statement: [
          { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'sts:AssumeRole' },
        ],
      }),
  },
  {
    did: 'what browsers call without a token may read the table',
    rule: 'open-function-only-logs',
    make: (template) => {
      const statement = statementOf(template.find(rolePolicy, 'ConsoleLog'), 'PolicyDocument', 'ConsoleLog');
      statement.Action = ['logs:PutLogEvents', 'dynamodb:GetItem'];
    },
  },
  {
    did: 'what browsers call without a token may write something else than a log',
    rule: 'open-function-only-logs',
    make: (template) => {
      const statement = statementOf(template.find(rolePolicy, 'ConsoleLog'), 'PolicyDocument', 'ConsoleLog');
      statement.Resource = { 'Fn::GetAtt': ['Table', 'Arn'] };
    },
  },
  {
    did: 'a function takes the role of another',
    rule: 'own-role',
    make: (template) => {
      const { Role = null } = template.get('WithdrawalReleaseFunction').Properties;
      template.set(template.get('InstructionsFunction'), ['Role'], Role);
    },
  },
  {
    did: 'everybody may publish to the topic of alarms',
    rule: 'no-public-principal',
    make: (template) => {
      statementOf(template.find('AWS::SNS::TopicPolicy', 'AlarmingRule'), 'PolicyDocument', 'AlarmingRule').Principal =
        '*';
    },
  },
  {
    did: 'everybody may send to the queue of releases',
    rule: 'no-public-principal',
    make: (template) =>
      template.add('OpenQueue', {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: {
          Queues: [{ Ref: 'ReleaseQueue' }],
          PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sqs:SendMessage' }] },
        },
      }),
  },
  {
    did: 'everybody outside of one account may publish to the topic of alarms',
    rule: 'no-public-principal',
    make: (template) => {
      const statement = statementOf(
        template.find('AWS::SNS::TopicPolicy', 'AlarmingRule'),
        'PolicyDocument',
        'AlarmingRule',
      );
      statement.Principal = '*';
      statement.Condition = { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } };
    },
  },
  {
    did: 'everybody may put events on the bus, by its own policy',
    rule: 'no-public-principal',
    make: (template) => {
      const bus = template.get('Bus');
      const ours = statementOf(bus, 'Policy', 'OurSourceIsOurs');
      const open = { Effect: 'Allow', Principal: '*', Action: 'events:PutEvents' };
      template.set(bus, ['Policy', 'Statement'], [ours, open]);
    },
  },
  {
    did: 'a function may be called by everybody',
    rule: 'no-public-principal',
    make: (template) => template.set(template.find('AWS::Lambda::Permission'), ['Principal'], '*'),
  },
  {
    did: 'all of EventBridge may call a function',
    rule: 'permission-names-caller',
    make: (template) => template.set(template.find('AWS::Lambda::Permission', 'events.amazonaws'), ['SourceArn'], null),
  },
  {
    did: 'a function gets a URL of its own',
    rule: 'no-function-url',
    make: (template) =>
      template.add('Url', {
        Type: 'AWS::Lambda::Url',
        Properties: { AuthType: 'NONE', TargetFunctionArn: { Ref: 'ApprovalFunction' } },
      }),
  },
  {
    did: 'whoever may read secrets may read the key of withdrawals',
    rule: 'secret-denies-others',
    make: (template) => {
      const policy = template.find('AWS::SecretsManager::ResourcePolicy', 'KeyWithdrawal');
      template.set(policy, ['ResourcePolicy', 'Statement'], []);
    },
  },
  {
    did: 'whoever may write tables may write the heads of devices',
    rule: 'device-heads-deny-others',
    make: (template) => {
      template.set(template.get('DeviceHeads'), ['ResourcePolicy', 'PolicyDocument', 'Statement'], []);
    },
  },
  {
    did: 'whoever may put events may speak as us',
    rule: 'bus-denies-others',
    make: (template) => {
      template.set(template.get('Bus'), ['Policy', 'Statement'], []);
    },
  },
  {
    did: 'a role is taken on by two services',
    rule: 'roles-for-services-only',
    make: (template) => {
      const { Statement } = toService('ec2.amazonaws.com');
      const trusted = { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] };
      const trust = { Statement: Statement.map((each) => ({ ...each, Principal: trusted })) };
      template.set(template.find(role, 'production-pause'), ['AssumeRolePolicyDocument'], trust);
    },
  },
];
