import { issuerKeyFile, type LocalHouse } from '../local-stage.ts';
import { Alarms } from './alarms.ts';
import { Refusals } from './refusals.ts';
import type { Scene, Tell } from './scene.ts';
import { StatusWatch } from './status-watch.ts';
import { TreasuryApi } from './treasury-api.ts';

/** Starts the stack, and listens to it. `began` is on the exchange's clock. */
export async function setScene(house: LocalHouse, began: number, tell: Tell, log: Tell): Promise<Scene> {
  const { exchange, view, payee, treasury } = house;
  tell(`Exchange: ${exchange.isSimulator ? 'the simulator' : 'yours'} at ${exchange.url}`);
  tell(`${payee.coin} before: ${await view.balancesOf(payee.coin)}`);
  const quantity = await view.smallestWithdrawal(payee.coin);
  tell('Synthesizing stage local, and starting what it made ...');
  const watch = new StatusWatch(({ id, status, reason }) =>
    tell(`  ${id} is ${status}${reason === undefined ? '' : ` (${reason})`}`),
  );
  const alarms = new Alarms(tell);
  const stack = await house.start(({ function: name, line }) => log(`${name}: ${line}`));
  stack.onEvent((event) => watch.hear(event));
  stack.onNotification(({ message }) => alarms.hear(message));
  const { functionNames, scheduleNames, httpUrl = '' } = stack;
  tell(`${functionNames.length} functions and ${scheduleNames.length} schedules run; HTTP API at ${httpUrl}`);
  const api = await TreasuryApi.open(httpUrl, treasury, issuerKeyFile);
  const idOf = (what: string) => `${what}-${new Date(began).toISOString().replaceAll(/[-:.]/g, '')}`;
  return { house, stack, api, watch, alarms, refusals: new Refusals(tell), tell, quantity, idOf };
}
