import { describe, expect, test } from '@jest/globals';
import { functionNames } from '../../../infra/functions/function-records.ts';
import { servedRoutes } from '../../../infra/http-api/routes.ts';
import { someTreasury, stackOf } from './stack-fixture.ts';
import { field, list } from './template.ts';

const template = stackOf('sandbox');
const local = stackOf('local');
const talkToExchange = [
  'deposit-address',
  'asset-transfer',
  'withdrawal-release',
  'reconciliation',
  'deposits',
  'whitelist',
  'statements',
];

/** What goes out is counted, too. */
const sender = { EVENT_BUS_NAME: 'Bus', POWERTOOLS_METRICS_NAMESPACE: 'hashkey-treasury-sandbox' };
const exchange = (key: string, secret: string) => ({
  ...sender,
  EXCHANGE_ENVIRONMENT: 'hashkey-sandbox',
  KEY_NAME: key,
  KEY_SECRET_ID: secret,
});
const checksPasskeys = {
  DEVICE_HEADS_TABLE_NAME: 'DeviceHeads',
  PASSKEYS: JSON.stringify({ stage: 'sandbox', ...someTreasury.passkeys }),
};
const environments: Record<string, Record<string, string>> = {
  'deposit-address': { ...exchange('whitelist', 'KeyWhitelist'), ...checksPasskeys },
  'asset-transfer': exchange('transfer', 'KeyTransfer'),
  'withdrawal-request': sender,
  'withdrawal-release': {
    ...exchange('withdrawal', 'KeyWithdrawal'),
    ...checksPasskeys,
    FIAT_KEY_SECRET_ID: 'KeyFiat',
  },
  reconciliation: { ...exchange('read', 'KeyRead'), SWEEP_QUEUE_URL: 'SweepQueue', RELEASE_QUEUE_URL: 'ReleaseQueue' },
  instructions: { ROUTES: [...servedRoutes.map(({ key }) => key), 'GET /', 'GET /console/{file}'].join(',') },
  approval: { ...sender, ...checksPasskeys, RELEASE_QUEUE_URL: 'ReleaseQueue' },
  pause: { ...sender, ...checksPasskeys },
  passkeys: { ...sender, ...checksPasskeys },
  whitelist: { ...exchange('whitelist', 'KeyWhitelist'), ...checksPasskeys },
  policy: sender,
  'key-health': {
    ...sender,
    KEY_OWNERS: JSON.stringify({
      read: 'ReconciliationFunction:key-check',
      transfer: 'AssetTransferFunction:key-check',
      withdrawal: 'WithdrawalReleaseFunction:key-check',
      whitelist: 'DepositAddressFunction:key-check',
      fiat: 'WithdrawalReleaseFunction:key-check',
    }),
  },
  'task-outcome': {},
  notifications: {
    NOTIFICATION_TOPIC_ARN: 'NotificationTopic',
    NOTIFICATION_LINK: 'HttpApi.ApiEndpoint',
    STAGE_NAME: 'sandbox',
  },
  'ledger-export': {
    DEVICE_HEADS_TABLE_NAME: 'DeviceHeads',
    EVENT_BUS_NAME: 'Bus',
    TABLE_ARN: 'Table.Arn',
    EXPORT_BUCKET_NAME: 'ExportBucket',
    EXPORT_KEY_ARN: 'LedgerEncryptionKey.Arn',
    POWERTOOLS_METRICS_NAMESPACE: 'hashkey-treasury-sandbox',
  },
  statements: {
    DEVICE_HEADS_TABLE_NAME: 'DeviceHeads',
    KEY_NAME: 'read',
    KEY_SECRET_ID: 'KeyRead',
    EXCHANGE_ENVIRONMENT: 'hashkey-sandbox',
    STATEMENT_BUCKET_NAME: 'ExportBucket',
    STATEMENT_OFFSET: '+08:00',
    // A fifth of the two readings a second that the key may make.
    STATEMENT_READ_EVERY_MS: '3000',
    EVENT_BUS_NAME: 'Bus',
    POWERTOOLS_METRICS_NAMESPACE: 'hashkey-treasury-sandbox',
  },
};

const consoleVariables = {
  POWERTOOLS_SERVICE_NAME: 'console',
  LOG_LEVEL: 'INFO',
  CONSOLE_CONFIGURATION: JSON.stringify({
    stage: 'sandbox',
    issuer: 'https://login.example.com',
    audience: 'treasury',
    clientId: 'treasury-console',
    scope: 'openid email',
    token: 'id',
    userClaim: 'email',
    groupsClaim: 'groups',
  }),
  CONSOLE_PROVIDER_ORIGINS: 'https://tokens.example.com',
  CONSOLE_DISCOVERY: '',
};

describe('the functions', () => {
  test('are those that have an entry, by their names', () => {
    const names = template.ofType('AWS::Lambda::Function').map(([, { FunctionName }]) => FunctionName);
    expect(names).toEqual(functionNames.map((name) => `hashkey-treasury-sandbox-${name}`));
  });

  test.each(template.ofType('AWS::Lambda::Function'))(
    '%s runs on Node 24 on arm64, with a log that ends',
    (_, properties) => {
      expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
      // What takes no token has no rights, those to write traces neither.
      const isPage = String(properties.FunctionName).endsWith('-console');
      expect(properties.TracingConfig).toEqual(isPage ? undefined : { Mode: 'Active' });
      // Statements read for minutes, at a fifth of the rate of their key.
      expect(properties.Timeout).toBeLessThanOrEqual(
        String(properties.FunctionName).endsWith('-statements') ? 900 : 60,
      );
      const log = String(field(properties, 'LoggingConfig', 'LogGroup'));
      expect(template.resources.get(log)?.Properties).toMatchObject({
        LogGroupName: `/aws/lambda/${properties.FunctionName}`,
        RetentionInDays: 365,
      });
    },
  );

  test.each(Object.entries(environments))('%s is told only what it needs', (name, environment) => {
    const { Environment } = template.one('AWS::Lambda::Function', 'FunctionName', `hashkey-treasury-sandbox-${name}`);
    const common = { POWERTOOLS_SERVICE_NAME: name, LOG_LEVEL: 'INFO', TABLE_NAME: 'Table' };
    expect(field(Environment, 'Variables')).toEqual({ ...common, ...environment });
  });

  test('console is told how people log in, and nothing of the treasury', () => {
    const { Environment } = template.one('AWS::Lambda::Function', 'FunctionName', 'hashkey-treasury-sandbox-console');
    expect(field(Environment, 'Variables')).toEqual(consoleVariables);
  });
});

describe('the signing layer', () => {
  test('is one, for the runtime and processor of the functions', () => {
    const layers = template.ofType('AWS::Lambda::LayerVersion');
    expect(layers).toHaveLength(1);
    expect(layers[0]?.[1]).toMatchObject({ CompatibleRuntimes: ['nodejs24.x'], CompatibleArchitectures: ['arm64'] });
  });

  test('is shared by exactly the functions that talk to the exchange', () => {
    const [layer] = template.ofType('AWS::Lambda::LayerVersion').map(([id]) => id);
    const holders = template
      .ofType('AWS::Lambda::Function')
      .filter(([, { Layers }]) => list(Layers).includes(layer ?? ''));
    const expected = talkToExchange.map((name) => `hashkey-treasury-sandbox-${name}`);
    expect(holders.map(([, { FunctionName }]) => FunctionName)).toEqual(expected);
  });
});

describe('the address of the exchange', () => {
  test('comes from outside for stage local only, and only to functions that talk to it', () => {
    const told = local
      .ofType('AWS::Lambda::Function')
      .filter(([, { Environment }]) => field(Environment, 'Variables', 'EXCHANGE_URL') === 'ExchangeUrl');
    expect(local.parameters).toContain('ExchangeUrl');
    expect(told.map(([, { FunctionName }]) => FunctionName)).toEqual(
      talkToExchange.map((name) => `hashkey-treasury-local-${name}`),
    );
    expect(template.parameters).not.toContain('ExchangeUrl');
    expect(template.text).not.toContain('EXCHANGE_URL');
  });
});
