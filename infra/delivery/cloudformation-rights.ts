import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

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
const roleTakers = [
  'lambda.amazonaws.com',
  'scheduler.amazonaws.com',
  'states.amazonaws.com',
  'vpc-flow-logs.amazonaws.com',
];

/**
 * What CloudFormation may do when it deploys the stack. `cdk bootstrap` makes it an administrator where nothing is said.
 * With this it makes the stack's resources and roles named after the stack, and reads neither a key nor the ledger. Who
 * may make roles can still give them much: the deployment itself stays a thing to be reviewed.
 */
export function cloudFormationRights(partition: string, account: string): PolicyStatement[] {
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
      conditions: { StringEquals: { 'iam:PassedToService': roleTakers } },
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
        'dynamodb:GetItem',
        'dynamodb:PartiQL*',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:Scan',
        'dynamodb:UpdateItem',
        'events:PutEvents',
        'sqs:ReceiveMessage',
        'sqs:SendMessage',
      ],
      resources: ['*'],
    }),
  ];
}
