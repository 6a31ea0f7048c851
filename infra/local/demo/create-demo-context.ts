import { issuerKeyFile } from '../issuer-key-file.ts';
import type { LocalStage } from '../local-stage.ts';
import { Alarms } from './alarms.ts';
import type { DemoContext, ReportLine } from './demo-context.ts';
import { Mails, topicEnds } from './mails.ts';
import { DemoRefusals } from './refusals.ts';
import { StatusWatch } from './status-watch.ts';
import { TreasuryApi } from './treasury-api.ts';

/** Starts the stack, and listens to it. `began` is on the exchange's clock. */
export async function createDemoContext(
  localStage: LocalStage,
  began: number,
  report: ReportLine,
  log: ReportLine,
): Promise<DemoContext> {
  const { exchange, view, payee, treasury } = localStage;
  report(`Exchange: ${exchange.isSimulator ? 'the simulator' : 'yours'} at ${exchange.url}`);
  report(`${payee.coin} before: ${await view.balancesOf(payee.coin)}`);
  const quantity = await view.smallestWithdrawal(payee.coin);
  report('Synthesizing stage local, and starting what it made ...');
  const watch = new StatusWatch(({ id, status, reason }) =>
    report(`  ${id} is ${status}${reason === undefined ? '' : ` (${reason})`}`),
  );
  const alarms = new Alarms(report);
  const stack = await localStage.start(({ function: name, line }) => log(`${name}: ${line}`));
  stack.onEvent((event) => watch.handleEvent(event));
  const mails = new Mails(report);
  stack.onNotification((notification) => {
    if (notification.topicName.endsWith(topicEnds.people)) mails.handleMessage(notification);
    else alarms.handleMessage(notification.message);
  });
  const { functionNames, scheduleNames, httpUrl = '' } = stack;
  report(`${functionNames.length} functions and ${scheduleNames.length} schedules run; HTTP API at ${httpUrl}`);
  const api = await TreasuryApi.open(httpUrl, treasury, issuerKeyFile);
  const idOf = (what: string) => `${what}-${new Date(began).toISOString().replaceAll(/[-:.]/g, '')}`;
  return { localStage, stack, api, watch, alarms, mails, refusals: new DemoRefusals(report), report, quantity, idOf };
}
