import type { Context } from 'aws-lambda';
import { policyView } from '../shared/ledger/policy/view.ts';
import { openDeployments } from '../shared/ledger/store/deployments.ts';
import { openDepositAddresses } from '../shared/ledger/store/deposit-addresses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openPolicyWriter } from '../shared/ledger/store/policy-writer.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { personIn } from '../shared/runtime/http/identity.ts';
import { isHttpEvent } from '../shared/runtime/http/request.ts';
import { type Call, serve } from '../shared/runtime/http/serve.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { reportTo } from '../shared/runtime/report.ts';
import { applyDeployment } from './apply-deployment.ts';
import { parseCustomResourceEvent, type SendResponse } from './custom-resource.ts';
import { policyRoutes } from './routes.ts';
import { vetoPolicy } from './veto-policy.ts';

export interface PolicyPorts extends Pick<Ports, 'table' | 'bus' | 'clock' | 'log'> {
  readonly sendResponse: SendResponse;
}

/** The custom resource that proposes the configuration's policy and destinations, and the route that vetoes. */
export function wire({ table, bus, clock, log, sendResponse }: PolicyPorts) {
  const dependencies = {
    policies: openPolicyWriter(table, clock),
    deployments: openDeployments(table),
    whitelist: openWhitelist(table),
    known: openDepositAddresses(table),
    bus,
    clock,
    report: reportTo(log),
    log,
  };
  const overHttp = serve(
    policyRoutes,
    {
      'DELETE /policy/pending': async ({ identity }: Call) => {
        const state = await vetoPolicy(dependencies, personIn(identity).by);
        log.info('no looser policy waits any more');
        return { status: 200, body: policyView(state) };
      },
    },
    openPolicyStore(table, clock),
  );

  async function deployed(raw: unknown): Promise<void> {
    const event = parseCustomResourceEvent(raw);
    await sendResponse(event, await applyDeployment(dependencies, event));
  }

  return lambdaHandler(
    log,
    async (event: unknown, context: Context): Promise<unknown> =>
      isHttpEvent(event) ? overHttp(event, context) : deployed(event),
  ).use(httpErrors(log));
}
