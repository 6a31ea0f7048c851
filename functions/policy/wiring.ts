import { isTreasuryError } from '../shared/core/errors.ts';
import { parsePolicy } from '../shared/ledger/policy/policy.ts';
import { openDepositAddresses } from '../shared/ledger/store/deposit-addresses.ts';
import { openPolicyWriter } from '../shared/ledger/store/policy-writer.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import { loggedError } from '../shared/runtime/logger.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { reportTo } from '../shared/runtime/report.ts';
import { applyConfiguredWhitelist } from './apply-configured-whitelist.ts';
import {
  type CustomResourceEvent,
  type CustomResourceResult,
  parseCustomResourceEvent,
  policyIn,
  type SendResponse,
} from './custom-resource.ts';
import { proposePolicy } from './propose-policy.ts';

export interface PolicyPorts extends Pick<Ports, 'table' | 'bus' | 'clock' | 'log'> {
  readonly sendResponse: SendResponse;
}

/** The custom resource that proposes the configuration's policy and destinations. */
export function wire(ports: PolicyPorts) {
  const { log, sendResponse } = ports;
  const apply = applier(ports);
  return lambdaHandler(log, async (raw: unknown) => {
    const event = parseCustomResourceEvent(raw);
    let done: CustomResourceResult;
    try {
      done = await apply(event);
    } catch (error) {
      log.error('the policy was not taken', { error: loggedError(error) });
      // Without an answer CloudFormation would wait; with one it rolls back at once and shows the reason.
      await sendResponse(event, {
        failure: isTreasuryError(error) ? error.message : 'the policy function failed; see its log',
      });
      return;
    }
    await sendResponse(event, done);
  });
}

/** When the stack is deleted policy and destinations stay: the table outlives the stack. */
function applier({ table, bus, clock, log }: PolicyPorts) {
  const dependencies = {
    policies: openPolicyWriter(table, clock),
    whitelist: openWhitelist(table),
    known: openDepositAddresses(table),
    bus,
    clock,
    report: reportTo(log),
  };
  return async (event: CustomResourceEvent): Promise<CustomResourceResult> => {
    if (event.RequestType === 'Delete') return { message: 'the policy stays in the table', data: {} };
    const policy = parsePolicy(policyIn(event));
    // First: what is wrong with a destination then leaves the policy as it was.
    const brought = await applyConfiguredWhitelist(dependencies, policy, event.ResourceProperties.Whitelist);
    const done = await proposePolicy(dependencies, policy);
    log.info('policy proposed', { requestType: event.RequestType, destinations: brought, ...done.data });
    return brought === '' ? done : { ...done, message: `${done.message}; ${brought}` };
  };
}
