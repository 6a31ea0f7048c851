import type { EditableResource, EditableTemplate } from './editable.ts';
import { statementOf } from './editable.ts';

export interface Mistake {
  /** What somebody did. */
  readonly did: string;
  /** The rule that finds it, and no other does. */
  readonly rule: string;
  readonly make: (template: EditableTemplate) => void;
}

const role = 'AWS::IAM::Role';
const rolePolicy = 'AWS::IAM::Policy';
const toService = (service: string) => ({
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});

const rights: readonly Mistake[] = [
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
      statementOf(template.find('AWS::SNS::TopicPolicy'), 'PolicyDocument', 'AlarmingRule').Principal = '*';
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

const data: readonly Mistake[] = [
  {
    did: 'the table can be deleted by a call',
    rule: 'table-deletion-protection',
    make: (template) => template.set(template.get('Table'), ['DeletionProtectionEnabled'], false),
  },
  {
    did: 'the table cannot be brought back',
    rule: 'table-point-in-time-recovery',
    make: (template) => template.set(template.get('Table'), ['PointInTimeRecoverySpecification'], null),
  },
  {
    did: 'the table goes with the stack',
    rule: 'kept-on-removal',
    make: (template) => {
      template.get('Table').DeletionPolicy = 'Delete';
    },
  },
  {
    did: 'a key’s secret goes when its resource is replaced',
    rule: 'kept-on-removal',
    make: (template) => {
      delete template.get('KeyWithdrawal').UpdateReplacePolicy;
    },
  },
  {
    did: 'an address that the exchange knows goes with the stack',
    rule: 'kept-on-removal',
    make: (template) => {
      delete template.get('EgressAddress1').DeletionPolicy;
    },
  },
  {
    did: 'a key of the company’s own is never renewed',
    rule: 'key-rotation',
    make: (template) => template.set(template.get('LedgerEncryptionKey'), ['EnableKeyRotation'], false),
  },
  {
    did: 'an API key is written into the template',
    rule: 'no-secret-value',
    make: (template) => template.set(template.get('KeyFiat'), ['SecretString'], '{"apiKey":"…"}'),
  },
  {
    did: 'a queue takes messages in the clear',
    rule: 'tls-only',
    make: (template) => {
      const policy = template.find('AWS::SQS::QueuePolicy', '"ReleaseQueue"');
      statementOf(policy, 'PolicyDocument', 'SecureTransport').Condition = {};
    },
  },
];

const running: readonly Mistake[] = [
  {
    did: 'what cannot be released is thrown away',
    rule: 'queue-dead-letters',
    make: (template) => template.set(template.get('ReleaseQueue'), ['RedrivePolicy'], null),
  },
  {
    did: 'the run of a sweep that was not delivered is forgotten',
    rule: 'schedule-dead-letters',
    make: (template) =>
      template.set(template.find('AWS::Scheduler::Schedule', 'usdt-to-custody'), ['Target', 'DeadLetterConfig'], null),
  },
  {
    did: 'a log is kept for a week',
    rule: 'log-retention',
    make: (template) => template.set(template.get('ApprovalLog'), ['RetentionInDays'], 7),
  },
  {
    did: 'a function writes to a log group that Lambda makes',
    rule: 'own-log',
    make: (template) => template.set(template.get('ApprovalFunction'), ['LoggingConfig'], null),
  },
  {
    did: 'a route takes requests without a token',
    rule: 'http-authorized',
    make: (template) =>
      template.set(template.find('AWS::ApiGatewayV2::Route', '/approvals'), ['AuthorizationType'], 'NONE'),
  },
  {
    did: 'the HTTP API takes as many requests as come',
    rule: 'http-throttled',
    make: (template) => template.set(template.find('AWS::ApiGatewayV2::Stage'), ['DefaultRouteSettings'], null),
  },
  {
    did: 'the HTTP API does not write down who asked for what',
    rule: 'http-logged',
    make: (template) => template.set(template.find('AWS::ApiGatewayV2::Stage'), ['AccessLogSettings'], null),
  },
];

const network: readonly Mistake[] = [
  {
    did: 'the network lets others in',
    rule: 'no-inbound',
    make: (template) =>
      template.set(
        template.get('EgressGroup'),
        ['SecurityGroupIngress'],
        [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }],
      ),
  },
  {
    did: 'what is in a subnet gets a public address',
    rule: 'no-inbound',
    make: (template) => template.set(template.get('EgressGatewaySubnet1'), ['MapPublicIpOnLaunch'], true),
  },
  {
    did: 'everything may leave the network',
    rule: 'outbound-https-only',
    make: (template) => template.set(template.get('EgressGroup'), ['SecurityGroupEgress'], null),
  },
  {
    did: 'nobody sees what goes through the network',
    rule: 'flow-log',
    make: (template) => template.set(template.find('AWS::EC2::FlowLog'), ['TrafficType'], 'REJECT'),
  },
  {
    did: 'a function calls the exchange from any address',
    rule: 'exchange-by-known-address',
    make: (template) => template.set(template.get('AssetTransferFunction'), ['VpcConfig'], null),
  },
];

const exports: readonly Mistake[] = [
  {
    did: 'a bucket can be made public',
    rule: 'bucket-private',
    make: (template) => {
      const bucket = addBucket(template);
      template.set(bucket, ['PublicAccessBlockConfiguration', 'RestrictPublicBuckets'], false);
    },
  },
  {
    did: 'what is in a bucket can be deleted',
    rule: 'bucket-object-lock',
    make: (template) => template.set(addBucket(template), ['ObjectLockEnabled'], null),
  },
  {
    did: 'an alarm goes off and nobody is told',
    rule: 'alarm-tells-somebody',
    make: (template) =>
      template.add('Alarm', { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'NeedsAttention' } }),
  },
];

/** A bucket as it should be. */
function addBucket(template: EditableTemplate): EditableResource {
  const blocked = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];
  const bucket = {
    Type: 'AWS::S3::Bucket',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      PublicAccessBlockConfiguration: Object.fromEntries(blocked.map((each) => [each, true])),
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 365 } } },
    },
  };
  const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
  template.add('Bucket', bucket);
  template.add('BucketPolicy', {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Bucket' },
      PolicyDocument: { Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Condition }] },
    },
  });
  return bucket;
}

/** Mistakes that a tired person makes, each in the template of a stage that has everything. */
export const mistakes: readonly Mistake[] = [...rights, ...data, ...exports, ...running, ...network];
