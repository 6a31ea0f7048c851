import middy from '@middy/core';
import { systemClock } from '../shared/core/clock.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import { parsePolicy } from '../shared/ledger/policy/policy.ts';
import { openDepositAddresses } from '../shared/ledger/store/deposit-addresses.ts';
import { openPolicyWriter } from '../shared/ledger/store/policy-writer.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { logContext } from '../shared/runtime/log-context.ts';
import { loggedError, openLogger } from '../shared/runtime/logger.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { applyConfiguredWhitelist } from './apply-configured-whitelist.ts';
import {
  type CustomResourceEvent,
  type CustomResourceResult,
  parseCustomResourceEvent,
  policyIn,
  sendResponse,
} from './custom-resource.ts';
import { proposePolicy } from './propose-policy.ts';

const variables = readEnvironment(['TABLE_NAME', ...busVariables]);
const logger = openLogger();
const table = openTable(variables.TABLE_NAME);
const dependencies = {
  policies: openPolicyWriter(table, systemClock),
  whitelist: openWhitelist(table),
  known: openDepositAddresses(table),
  bus: openObservedBus(variables, logger),
  clock: systemClock,
  report: (what: string, { error }: Readonly<Record<string, unknown>>) =>
    logger.error(what, { error: loggedError(error) }),
};

/** When the stack is deleted policy and destinations stay: the table outlives the stack. */
async function apply(event: CustomResourceEvent): Promise<CustomResourceResult> {
  if (event.RequestType === 'Delete') return { message: 'the policy stays in the table', data: {} };
  const policy = parsePolicy(policyIn(event));
  // First: what is wrong with a destination then leaves the policy as it was.
  const brought = await applyConfiguredWhitelist(dependencies, policy, event.ResourceProperties.Whitelist);
  const done = await proposePolicy(dependencies, policy);
  logger.info('policy proposed', { requestType: event.RequestType, destinations: brought, ...done.data });
  return brought === '' ? done : { ...done, message: `${done.message}; ${brought}` };
}

/** The custom resource that proposes the configuration's policy and destinations. */
export const handler = middy(async (raw: unknown) => {
  const event = parseCustomResourceEvent(raw);
  let done: CustomResourceResult;
  try {
    done = await apply(event);
  } catch (error) {
    logger.error('the policy was not taken', { error: loggedError(error) });
    // Without an answer CloudFormation would wait; with one it rolls back at once and shows the reason.
    await sendResponse(event, {
      failure: isTreasuryError(error) ? error.message : 'the policy function failed; see its log',
    });
    return;
  }
  await sendResponse(event, done);
}).use(logContext(logger));
