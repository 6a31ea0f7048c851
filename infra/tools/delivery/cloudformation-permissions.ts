import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { aliases } from '../../../functions/shared/core/names.ts';

/** The services that the stack's resources belong to, by the first part of their actions. */
export const managedServices = [
  'apigateway',
  'cloudwatch',
  'dynamodb',
  'ec2',
  'events',
  'kms',
  'lambda',
  'logs',
  's3',
  'scheduler',
  'secretsmanager',
  'sns',
  'sqs',
  'states',
] as const;

/** The services that roles of the stack are handed to. */
const passRoleServices = [
  'lambda.amazonaws.com',
  'scheduler.amazonaws.com',
  'states.amazonaws.com',
  'vpc-flow-logs.amazonaws.com',
];

/**
 * What CloudFormation may do when it deploys the stack. `cdk bootstrap` makes it an administrator where nothing is
 * said. With this it makes the stack's resources and roles named after the stack, reads neither a key nor the ledger
 * nor its exports, and speaks neither as us nor as a person. Who may make roles can still give them much: the
 * deployment itself stays a thing to be reviewed.
 */
export function cloudFormationPermissions(partition: string, account: string): PolicyStatement[] {
  const roles = [`arn:${partition}:iam::${account}:role/HashkeyTreasury-*`];
  return [
    new PolicyStatement({
      sid: 'Resources',
      actions: managedServices.map((service) => `${service}:*`),
      resources: ['*'],
    }),
    new PolicyStatement({
      sid: 'OwnRoles',
      actions: [
        'iam:CreateRole',
        'iam:DeleteRole',
        'iam:DeleteRolePolicy',
        'iam:GetRole',
        'iam:GetRolePolicy',
        'iam:ListRolePolicies',
        'iam:ListAttachedRolePolicies',
        'iam:PutRolePolicy',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ],
      resources: roles,
    }),
    new PolicyStatement({
      sid: 'OwnRolesToServices',
      actions: ['iam:PassRole'],
      resources: roles,
      conditions: { StringEquals: { 'iam:PassedToService': passRoleServices } },
    }),
    new PolicyStatement({
      sid: 'BootstrapVersion',
      actions: ['ssm:GetParameters'],
      resources: [`arn:${partition}:ssm:*:${account}:parameter/cdk-bootstrap/*`],
    }),
    new PolicyStatement({
      sid: 'NeitherKeysNorLedger',
      effect: Effect.DENY,
      actions: [
        'secretsmanager:BatchGetSecretValue',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'dynamodb:BatchGetItem',
        'dynamodb:BatchWriteItem',
        'dynamodb:DeleteItem',
        'dynamodb:ExportTableToPointInTime',
        'dynamodb:GetItem',
        'dynamodb:GetRecords',
        'dynamodb:PartiQL*',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:Scan',
        'dynamodb:UpdateItem',
        'events:PutEvents',
        'sns:Publish',
        'sqs:ReceiveMessage',
        'sqs:SendMessage',
        'states:SendTask*',
        'states:StartExecution',
      ],
      resources: ['*'],
    }),
    new PolicyStatement({
      sid: 'NorTheExports',
      effect: Effect.DENY,
      actions: ['s3:BypassGovernanceRetention', 's3:DeleteObject*', 's3:GetObject*', 's3:PutObject*'],
      // CloudFormation makes a bucket's name of the stack's. The code of the functions is in a bucket of the
      // bootstrap's.
      resources: [`arn:${partition}:s3:::hashkeytreasury-*/*`],
    }),
    new PolicyStatement({
      sid: 'NorAsAPerson',
      effect: Effect.DENY,
      actions: ['lambda:InvokeFunction'],
      // Who calls this alias is believed to have checked a person's token. A deployment calls functions by themselves.
      resources: [`arn:${partition}:lambda:*:${account}:function:hashkey-treasury-*:${aliases.http}`],
    }),
  ];
}
