import middy from '@middy/core';
import { systemClock } from '../base/clock.ts';
import { isTreasuryError } from '../base/errors.ts';
import { parsePolicy } from '../ledger/policy/policy.ts';
import { openDepositAddresses } from '../ledger/store/deposit-addresses.ts';
import { openPolicyStore } from '../ledger/store/policy-store.ts';
import { openTable } from '../ledger/store/table.ts';
import { openWhitelist } from '../ledger/store/whitelist.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { loggedError, openLogger } from '../runtime/logger.ts';
import { answer, type CustomResourceEvent, parseCustomResourceEvent, policyIn } from './custom-resource.ts';
import { type Configured, proposeConfigured } from './propose-whitelist.ts';

const variables = readEnvironment(['TABLE_NAME']);
const logger = openLogger();
const table = openTable(variables.TABLE_NAME);
const policies = openPolicyStore(table);
const parts = { whitelist: openWhitelist(table), known: openDepositAddresses(table), clock: systemClock };

function tell({ proposed, revoked, stayRevoked }: Configured): void {
  const ids = (entries: Configured['proposed']) => entries.map(({ id }) => id);
  logger.info('destinations of the configuration', { proposed: ids(proposed), revoked: ids(revoked), stayRevoked });
}

/** A deploy brings the policy. When the stack is deleted it stays: the table outlives the stack. */
async function apply(event: CustomResourceEvent): Promise<void> {
  if (event.RequestType === 'Delete') return;
  const policy = parsePolicy(policyIn(event));
  const { Whitelist: whitelist } = event.ResourceProperties;
  // First: what is wrong with a destination then leaves the policy as it was.
  if (whitelist !== undefined) tell(await proposeConfigured(parts, Object.keys(policy.coins), whitelist));
  await policies.put(policy);
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
