import * as v from 'valibot';
import { TreasuryError } from '../shared/core/errors.ts';
import { parseStrictJson } from '../shared/core/strict-json.ts';
import { validate } from '../shared/core/validate.ts';
import type { DeploymentAnswer, DeploymentRequest } from '../shared/ledger/policy/deployments.ts';

/** CloudFormation did not take our answer. It then waits for its own timeout and fails the deploy. */
export class ResponseNotAcceptedError extends TreasuryError {
  constructor(cause: unknown) {
    super('cloudformation-unavailable', 'CloudFormation did not take the answer', { cause });
  }
}

const eventSchema = v.object({
  RequestType: v.picklist(['Create', 'Update', 'Delete'], 'Create, Update or Delete'),
  /** Signed: whoever has it can answer. Never logged. */
  ResponseURL: v.pipe(v.string(), v.url('a URL')),
  StackId: v.string(),
  RequestId: v.string(),
  LogicalResourceId: v.string(),
  PhysicalResourceId: v.optional(v.string()),
  ResourceProperties: v.object({ Policy: v.optional(v.string()), Whitelist: v.optional(v.string()) }),
});

export type CustomResourceEvent = v.InferOutput<typeof eventSchema>;

/** Reads an event of CloudFormation. Throws InvalidInputError. */
export function parseCustomResourceEvent(event: unknown): CustomResourceEvent {
  return validate('custom resource event', eventSchema, event);
}

/** The policy in an event, as JSON. Throws InvalidInputError. */
export function policyIn(event: CustomResourceEvent): unknown {
  const { Policy: text = '' } = event.ResourceProperties;
  return parseStrictJson(text, { what: 'policy', field: 'Policy', expected: 'the policy as JSON text' });
}

const signedAt = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * Which request it is, and when CloudFormation made it. An event has no time of its own, but the URL for its answer has
 * the one at which it was signed (AWS Signature Version 4, `X-Amz-Date`).
 */
export function deploymentRequestOf({ RequestId: requestId, ResponseURL }: CustomResourceEvent): DeploymentRequest {
  const [, year, month, day, hour, minute, second] =
    signedAt.exec(new URL(ResponseURL).searchParams.get('X-Amz-Date') ?? '') ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? { requestId } : { requestId, at };
}

/** The one physical resource: the policy in the table. It is never replaced. */
const physicalId = 'treasury-policy';
const reasonMax = 1_000;
const answerTimeoutMs = 10_000;

/** What became of it. Its data are attributes of the resource, for the template to refer to. */
export type CustomResourceResult = Exclude<DeploymentAnswer, { failure: string }>;

export type SendResponse = (event: CustomResourceEvent, how: DeploymentAnswer) => Promise<void>;

/** Tells CloudFormation how it went. Throws ResponseNotAcceptedError. */
export async function sendResponse(event: CustomResourceEvent, how: DeploymentAnswer): Promise<void> {
  const { StackId, RequestId, LogicalResourceId } = event;
  const outcome =
    'failure' in how
      ? { Status: 'FAILED', Reason: how.failure.slice(0, reasonMax) }
      : { Status: 'SUCCESS', Reason: how.message.slice(0, reasonMax), Data: how.data };
  const body = JSON.stringify({
    ...outcome,
    PhysicalResourceId: event.PhysicalResourceId ?? physicalId,
    StackId,
    RequestId,
    LogicalResourceId,
  });
  // The signature of the URL covers an empty content type.
  const request = {
    method: 'PUT',
    body,
    headers: { 'content-type': '' },
    signal: AbortSignal.timeout(answerTimeoutMs),
  };
  let status: number;
  try {
    status = (await fetch(event.ResponseURL, request)).status;
  } catch (error) {
    throw new ResponseNotAcceptedError(error instanceof Error ? error.name : undefined);
  }
  if (status !== 200) throw new ResponseNotAcceptedError(new Error(`HTTP ${status}`));
}
