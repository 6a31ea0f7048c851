import { describe, expect, test } from '@jest/globals';
import { makeStack, someTreasury, stackOf } from './stack-fixture.ts';
import { list, type Template } from './template.ts';

/** Properties that are a resource's own name in the account. */
const nameProperties = [
  'TableName',
  'FunctionName',
  'QueueName',
  'TopicName',
  'LogGroupName',
  'LayerName',
  'Name',
  'RoleName',
  'PolicyName',
];
/** Types of which two with the same name may be in one account, or that belong to a resource that has its own name. */
const inner = [
  'AWS::IAM::Policy',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Permission',
];

describe('two stages in one account', () => {
  test('share no name', () => {
    const sandbox = namesIn(stackOf('sandbox'));
    const production = namesIn(stackOf('production'));
    expect(sandbox.length).toBeGreaterThan(30);
    expect(sandbox.filter((name) => production.includes(name))).toEqual([]);
  });

  test('every name tells its stage', () => {
    expect(namesIn(stackOf('sandbox')).filter((name) => !name.includes('sandbox'))).toEqual([]);
  });

  test('export nothing, so that no export can collide', () => {
    expect(stackOf('sandbox').text).not.toContain('"Export"');
  });
});

describe('the name of a stage', () => {
  test.each(['', 'Local', 'a_b', '../local', '1st', 'a-name-that-is-far-too-long'])('%j is refused', (name) => {
    expect(() => stackOf(name)).toThrow('stage: cannot be part of a resource name');
  });

  test('of 20 characters still fits into the longest schedule name of 64', () => {
    const id = 'x'.repeat(40);
    const sweep = { id, schedule: 'rate(1 hour)', timezone: 'UTC', enabled: true };
    const long = makeStack('a'.repeat(20), {
      environment: 'hashkey-sandbox',
      sweeps: [sweep],
      identity: { issuer: 'https://login.example.com', audience: 'treasury' },
      policy: '{}',
      whitelist: '[]',
      exports: { retentionDays: 2_557, lock: 'compliance' },
    });
    const names = long.ofType('AWS::Scheduler::Schedule').map(([, { Name }]) => String(Name).length);
    expect(Math.max(...names)).toBeLessThanOrEqual(64);
    const functions = long.ofType('AWS::Lambda::Function').map(([, { FunctionName }]) => String(FunctionName).length);
    expect(Math.max(...functions)).toBeLessThanOrEqual(64);
  });
});

describe('the outputs', () => {
  test('say where the API, the bus, the table and the secrets are', () => {
    const { outputs } = stackOf('sandbox');
    expect(Object.fromEntries(outputs)).toEqual({
      HttpApiUrl: 'https://HttpApi.execute-api.AWS::Region.AWS::URLSuffix/',
      EventBusName: 'Bus',
      TableName: 'Table',
      ExportBucketName: 'ExportBucket',
      KeyReadSecretName: 'hashkey-treasury/sandbox/read',
      KeyTransferSecretName: 'hashkey-treasury/sandbox/transfer',
      KeyWithdrawalSecretName: 'hashkey-treasury/sandbox/withdrawal',
      KeyWhitelistSecretName: 'hashkey-treasury/sandbox/whitelist',
      KeyFiatSecretName: 'hashkey-treasury/sandbox/fiat',
    });
  });

  test('tell when the exchange was looked at that the policy rests on', () => {
    const firstContactAt = '2026-11-21T10:15:05.000Z';
    const { outputs } = makeStack('sandbox', { ...someTreasury, firstContactAt });
    expect(Object.fromEntries(outputs)).toMatchObject({ FirstContactAt: firstContactAt });
  });
});

function namesIn(template: Template): string[] {
  return [...template.resources].flatMap(([, { Type, Properties }]) =>
    inner.includes(Type)
      ? []
      : nameProperties.flatMap((property) => list(Properties[property])).filter((name) => typeof name === 'string'),
  );
}
