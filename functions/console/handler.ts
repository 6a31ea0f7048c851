import { readEnvironment } from '../shared/runtime/environment.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { openAssets } from './assets.ts';
import { readConfiguration } from './read-configuration.ts';
import { wire } from './wiring.ts';

const variables = readEnvironment(['LAMBDA_TASK_ROOT', 'CONSOLE_CONFIGURATION']);
const { CONSOLE_DISCOVERY, CONSOLE_PROVIDER_ORIGINS = '' } = process.env;

export const handler = wire({
  log: openLogger(),
  assets: openAssets(variables.LAMBDA_TASK_ROOT),
  configuration: readConfiguration(variables.CONSOLE_CONFIGURATION, CONSOLE_DISCOVERY),
  providerOrigins: CONSOLE_PROVIDER_ORIGINS.split(' ').filter((origin) => origin !== ''),
});
