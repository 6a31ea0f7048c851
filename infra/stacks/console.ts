import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { consoleRoutes } from '../../functions/console/routes.ts';
import type { Treasury } from '../config/define-treasury.ts';
import type { Stage } from '../constructs/stage.ts';
import type { TreasuryApi } from '../constructs/treasury-api.ts';
import type { Functions } from './functions.ts';

/** Has the console answered under the address of the API, and tells it how people log in. */
export function connectConsole(
  scope: Construct,
  stage: Stage,
  { console: page }: Functions,
  api: TreasuryApi,
  { console: settings, identity }: Treasury,
): void {
  if (page === undefined || settings === undefined) return;
  const { providerOrigins, discovery, domain, ...login } = settings;
  const configuration = { stage: stage.name, ...identity, ...login };
  page.lambda.addEnvironment('CONSOLE_CONFIGURATION', JSON.stringify(configuration));
  page.lambda.addEnvironment('CONSOLE_PROVIDER_ORIGINS', providerOrigins.join(' '));
  // By itself, because the identity provider of a local run has another port each time.
  page.lambda.addEnvironment('CONSOLE_DISCOVERY', discovery ?? '');
  api.pages(page, consoleRoutes);
  const url = domain === undefined ? `${api.url}/` : `https://${domain.name}/`;
  new CfnOutput(scope, 'ConsoleUrl', { value: url, description: 'Where people open the console' });
  if (domain === undefined) return;
  const value = api.serveAs(domain.name, domain.certificateArn);
  new CfnOutput(scope, 'ConsoleDomainTarget', {
    value,
    description: `What ${domain.name} has to be an alias of in DNS`,
  });
}
