import { describe, expect, test } from '@jest/globals';
import { wholeStack } from '../rules/whole-stack.ts';
import { makeStack, someTreasury, stackOf } from './stack-fixture.ts';
import { field, type Json, list, type Template } from './template.ts';

const template = wholeStack();
const talkToExchange = [
  'deposit-address',
  'asset-transfer',
  'withdrawal-release',
  'reconciliation',
  'deposits',
  'whitelist',
  'statements',
];

const ofNetwork = (from: Template) => [...from.resources].filter(([, { Type }]) => Type.startsWith('AWS::EC2::'));
const outputs = (from: Template) => [...from.outputs].filter(([id]) => id.startsWith('ExchangeAddress'));

describe('without the option', () => {
  test('there is no network', () => {
    expect(ofNetwork(stackOf('production'))).toEqual([]);
    expect(outputs(stackOf('production'))).toEqual([]);
  });
});

describe('the network', () => {
  test('keeps the logical ids of all that would not fit beside its successor', () => {
    const pinned = ofNetwork(template).map(([id]) => id);
    expect(pinned.filter((id) => !id.startsWith('EgressNetworkVpc') && !id.startsWith('EgressFlowLog')).sort()).toEqual(
      [
        'EgressAddress1',
        'EgressAddress2',
        'EgressFunctionSubnet1',
        'EgressFunctionSubnet2',
        'EgressGateway1',
        'EgressGateway2',
        'EgressGatewaySubnet1',
        'EgressGatewaySubnet2',
        'EgressGroup',
        'EgressTableEndpoint',
        'EgressVpc',
      ],
    );
  });

  test('has its addresses among the outputs, one a gateway', () => {
    expect(outputs(template)).toEqual([
      ['ExchangeAddress1', 'EgressAddress1.PublicIp'],
      ['ExchangeAddress2', 'EgressAddress2.PublicIp'],
    ]);
    const one = makeStack('sandbox', { ...someTreasury, egress: { natGateways: 1 } });
    expect(outputs(one).map(([id]) => id)).toEqual(['ExchangeAddress1']);
    expect(one.ofType('AWS::EC2::NatGateway')).toHaveLength(1);
  });

  test('takes its zones from the account that it is deployed to', () => {
    const [, subnet] = [...template.resources].find(([id]) => id === 'EgressFunctionSubnet2') ?? [];
    expect(subnet?.Properties.AvailabilityZone).toEqual({ 'Fn::Select': [1, { 'Fn::GetAZs': '' }] });
  });

  test('holds exactly the functions that talk to the exchange, and none of them beside a gateway', () => {
    const inside = template.ofType('AWS::Lambda::Function').filter(([, { VpcConfig }]) => VpcConfig !== undefined);
    expect(inside.map(([, { FunctionName }]) => FunctionName)).toEqual(
      talkToExchange.map((name) => `hashkey-treasury-production-${name}`),
    );
    for (const [, { VpcConfig }] of inside) {
      expect(VpcConfig).toEqual({
        SecurityGroupIds: ['EgressGroup.GroupId'],
        SubnetIds: ['EgressFunctionSubnet1', 'EgressFunctionSubnet2'],
      });
    }
  });

  test('leads to DynamoDB by itself, to our tables alone', () => {
    expect(template.resources.get('EgressTableEndpoint')?.Properties.VpcEndpointType).toBe('Gateway');
    const statements = statementsOf('EgressTableEndpoint');
    expect(statements.map((statement) => field(statement, 'Action'))).toEqual([
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
      ['dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:UpdateItem'],
    ]);
    for (const statement of statements) {
      expect(JSON.stringify(field(statement, 'Resource'))).not.toContain('*');
      expect(field(statement, 'Condition')).toEqual({
        StringEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } },
      });
    }
  });

  test('has a default security group that lets nothing through', () => {
    expect(template.ofType('Custom::VpcRestrictDefaultSG')).toEqual([
      [expect.any(String), expect.objectContaining({ DefaultSecurityGroupId: 'EgressVpc.DefaultSecurityGroup' })],
    ]);
  });
});

describe('the right to make network interfaces', () => {
  test.each(talkToExchange)('%s: is Lambda’s, and denied to the function’s own code', (name) => {
    const statements = template
      .ofType('AWS::IAM::Policy')
      .flatMap(([id]) => statementsOf(id))
      .filter((statement) => JSON.stringify(statement).includes(`function:hashkey-treasury-production-${name}"`));
    expect(statements).toEqual([expect.objectContaining({ Effect: 'Deny', Resource: '*' })]);
    expect(Object.keys(Object(field(statements[0], 'Condition', 'ArnEquals')))).toEqual(['lambda:SourceFunctionArn']);
    expect(list(field(statements[0], 'Action'))).toEqual([
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:UnassignPrivateIpAddresses',
    ]);
  });
});

describe('what the network itself may do', () => {
  const roleFor = (service: string) => {
    const [found, ...more] = template
      .ofType('AWS::IAM::Role')
      .filter(([, role]) => JSON.stringify(role.AssumeRolePolicyDocument).includes(`"${service}"`));
    expect(more).toEqual([]);
    return found ?? ['', {}];
  };

  test('write its flow log, and this account’s flow logs only take that role on', () => {
    const [id, { AssumeRolePolicyDocument }] = roleFor('vpc-flow-logs.amazonaws.com');
    expect(list(field(AssumeRolePolicyDocument, 'Statement'))).toEqual([
      {
        Action: 'sts:AssumeRole',
        Effect: 'Allow',
        Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': 'AWS::AccountId' } },
      },
    ]);
    expect(template.rightsOf(id)).toEqual([
      'logs:CreateLogStream EgressLog.Arn',
      'logs:DescribeLogGroups *',
      'logs:DescribeLogStreams EgressLog.Arn',
      'logs:PutLogEvents EgressLog.Arn',
    ]);
  });

  test('is given to a function beside its own rights, and is the same for each', () => {
    const outside = stackOf('production');
    const ofNetworks = talkToExchange.map((name) => {
      const role = `hashkey-treasury-production-${name}`;
      const own = new Set(outside.statementsOf(outside.roleOf(role)).flatMap(allowedBy));
      return template
        .statementsOf(template.roleOf(role))
        .flatMap(allowedBy)
        .filter((right) => !own.has(right));
    });
    const arn = 'arn:AWS::Partition:ec2:AWS::Region:AWS::AccountId:';
    const expected = [
      `ec2:AssignPrivateIpAddresses ${arn}*/*`,
      `ec2:CreateNetworkInterface ${arn}network-interface/*`,
      `ec2:CreateNetworkInterface ${arn}security-group/EgressGroup.GroupId`,
      `ec2:CreateNetworkInterface ${arn}subnet/EgressFunctionSubnet1`,
      `ec2:CreateNetworkInterface ${arn}subnet/EgressFunctionSubnet2`,
      `ec2:DeleteNetworkInterface ${arn}*/*`,
      'ec2:DescribeNetworkInterfaces *',
      'ec2:DescribeSubnets *',
      `ec2:UnassignPrivateIpAddresses ${arn}*/*`,
    ];
    for (const rights of ofNetworks) expect(rights.sort()).toEqual(expected);
  });
});

/** `action resource` for each that a statement allows. */
function allowedBy(statement: Json): string[] {
  if (field(statement, 'Effect') !== 'Allow') return [];
  return list(field(statement, 'Action')).flatMap((action) =>
    list(field(statement, 'Resource')).map((resource) => `${action} ${resource}`),
  );
}

function statementsOf(id: string) {
  return list(field(template.resources.get(id)?.Properties.PolicyDocument, 'Statement'));
}
