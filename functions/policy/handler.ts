import middy from '@middy/core';
import { isTreasuryError } from '../base/errors.ts';
import { parsePolicy } from '../ledger/policy/policy.ts';
import { openPolicyStore } from '../ledger/store/policy-store.ts';
import { openTable } from '../ledger/store/table.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { loggedError, openLogger } from '../runtime/logger.ts';
import { answer, type CustomResourceEvent, parseCustomResourceEvent, policyIn } from './custom-resource.ts';

const variables = readEnvironment(['TABLE_NAME']);
const logger = openLogger();
const policies = openPolicyStore(openTable(variables.TABLE_NAME));

/** A deploy brings the policy. When the stack is deleted it stays: the table outlives the stack. */
async function apply(event: CustomResourceEvent): Promise<void> {
  if (event.RequestType === 'Delete') return;
  await policies.put(parsePolicy(policyIn(event)));
  logger.info('policy in force', { requestType: event.RequestType });
}

/** The custom resource that puts the configuration's policy into the table. */
export const handler = middy(async (raw: unknown) => {
  const event = parseCustomResourceEvent(raw);
  try {
    await apply(event);
  } catch (error) {
    logger.error('the policy was not taken', { error: loggedError(error) });
    // Without an answer CloudFormation would wait; with one it rolls back at once and shows the reason.
    await answer(event, isTreasuryError(error) ? error.message : 'the policy function failed; see its log');
    return;
  }
  await answer(event);
});
