import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openTable } from '../../../../functions/shared/ledger/store/table.ts';
import {
  openExchange,
  openFiatExchange,
  openFiatTrials,
  openTrials,
} from '../../../../functions/shared/runtime/exchange.ts';
import { openLogger } from '../../../../functions/shared/runtime/logger.ts';
import { eventually } from '../../../support/eventually.ts';
import { sampleSecret } from '../../../support/exchange-client.ts';
import { SecretsServer } from '../signing/support/secrets-server.ts';

const variables = {
  EXCHANGE_ENVIRONMENT: 'hashkey-sandbox',
  KEY_NAME: 'withdrawal',
  KEY_SECRET_ID: 'treasury/withdrawal',
  FIAT_KEY_SECRET_ID: 'treasury/fiat',
};

/* One for all tests: a function has one client of Secrets Manager. */
let secrets: SecretsServer;
beforeAll(async () => {
  secrets = await SecretsServer.start({ kind: 'secret', text: JSON.stringify(sampleSecret) });
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
});
afterAll(() => secrets[Symbol.asyncDispose]());
beforeEach(() => {
  secrets.asked.length = 0;
});

const untilAsked = (times: number) => eventually(() => (secrets.asked.length < times ? undefined : true));

test('the own key is fetched while the function starts, the fiat key by the first payment to a bank, and once', async () => {
  const table = openTable('treasury-test');
  const logger = openLogger();
  openExchange(variables, table, logger);
  const fiat = openFiatExchange(variables, table, logger);
  await untilAsked(1);
  expect(secrets.asked).toEqual(['secretsmanager.GetSecretValue treasury/withdrawal']);
  const client = fiat();
  expect(fiat()).toBe(client);
  await untilAsked(2);
  expect(secrets.asked.slice(1)).toEqual(['secretsmanager.GetSecretValue treasury/fiat']);
});

test('a version that is not in force is read afresh by each trial, from the secret of its key', async () => {
  const table = openTable('treasury-test');
  const logger = openLogger();
  const [own, fiat] = [openTrials(variables, table, logger), openFiatTrials(variables, table, logger)];
  for (const trial of [own('AWSPENDING'), own('AWSPENDING'), fiat('AWSPREVIOUS')]) await trial.close();
  await untilAsked(3);
  expect([...secrets.asked].sort()).toEqual([
    'secretsmanager.GetSecretValue treasury/fiat AWSPREVIOUS',
    'secretsmanager.GetSecretValue treasury/withdrawal AWSPENDING',
    'secretsmanager.GetSecretValue treasury/withdrawal AWSPENDING',
  ]);
});
