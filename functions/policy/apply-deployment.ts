import { isTreasuryError } from '../shared/core/errors.ts';
import type { DeploymentAnswer } from '../shared/ledger/policy/deployments.ts';
import { parsePolicy } from '../shared/ledger/policy/policy.ts';
import { type DeploymentStore, DeploymentSupersededError } from '../shared/ledger/store/deployments.ts';
import { loggedError } from '../shared/runtime/logger.ts';
import type { Log } from '../shared/runtime/ports.ts';
import type { AnnounceDependencies } from './announce-change.ts';
import { type ApplyWhitelistDependencies, applyConfiguredWhitelist } from './apply-configured-whitelist.ts';
import {
  type CustomResourceEvent,
  type CustomResourceResult,
  deploymentRequestOf,
  policyIn,
} from './custom-resource.ts';
import { proposePolicy } from './propose-policy.ts';

export interface ApplyDeploymentDependencies
  extends AnnounceDependencies,
    Omit<ApplyWhitelistDependencies, 'ensureNewest'> {
  readonly deployments: DeploymentStore;
  readonly log: Pick<Log, 'info' | 'error'>;
}

/**
 * Answers what CloudFormation is told. Each request acts once: one that comes again gets the answer of the first time,
 * a failure too, because whoever deploys has gone on since. When the stack is deleted policy and destinations stay: the
 * table outlives the stack.
 */
export async function applyDeployment(
  dependencies: ApplyDeploymentDependencies,
  event: CustomResourceEvent,
): Promise<DeploymentAnswer> {
  if (event.RequestType === 'Delete') return { message: 'the policy stays in the table', data: {} };
  const { deployments, log } = dependencies;
  const request = deploymentRequestOf(event);
  let answer: DeploymentAnswer;
  try {
    const admission = await deployments.admit(request);
    if (admission.kind === 'answered') return admission.answer;
    if (admission.kind === 'superseded') throw new DeploymentSupersededError();
    answer = await bring(dependencies, event);
    await deployments.recordAnswer(request.requestId, answer);
  } catch (error) {
    log.error('the policy was not taken', { error: loggedError(error) });
    // Without an answer CloudFormation would wait; with one it rolls back at once and shows the reason.
    answer = { failure: isTreasuryError(error) ? error.message : 'the policy function failed; see its log' };
    await recordFailure(dependencies, request.requestId, answer);
  }
  return answer;
}

async function bring(
  dependencies: ApplyDeploymentDependencies,
  event: CustomResourceEvent,
): Promise<CustomResourceResult> {
  const { RequestId: requestId, RequestType: requestType, ResourceProperties } = event;
  const policy = parsePolicy(policyIn(event));
  const ensureNewest = () => dependencies.deployments.ensureNewest(requestId);
  // First: what is wrong with a destination then leaves the policy as it was.
  const brought = await applyConfiguredWhitelist(
    { ...dependencies, ensureNewest },
    policy,
    ResourceProperties.Whitelist,
  );
  const done = await proposePolicy(dependencies, policy, requestId);
  dependencies.log.info('policy proposed', { requestType, destinations: brought, ...done.data });
  return brought === '' ? done : { ...done, message: `${done.message}; ${brought}` };
}

/** Where not even that can be written, the request may act when it comes again, as long as no newer one came. */
async function recordFailure(
  { deployments, log }: ApplyDeploymentDependencies,
  requestId: string,
  answer: DeploymentAnswer,
): Promise<void> {
  try {
    await deployments.recordAnswer(requestId, answer);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    log.error('the answer to a deployment was not written down', { error: loggedError(error) });
  }
}
