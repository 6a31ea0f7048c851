import * as v from 'valibot';
import { TreasuryError } from '../shared/core/errors.ts';
import { parseStrictJson } from '../shared/core/strict-json.ts';
import { validate } from '../shared/core/validate.ts';

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

/** The one physical resource: the policy in the table. It is never replaced. */
const physicalId = 'treasury-policy';
const reasonMax = 1_000;
const answerTimeoutMs = 10_000;

/** What became of it. */
export interface CustomResourceResult {
  readonly message: string;
  /** Attributes of the resource, for the template to refer to. */
  readonly data: Readonly<Record<string, string>>;
}

/** Or why nothing became of it: shown to who deploys. */
export type CustomResourceOutcome = CustomResourceResult | { readonly failure: string };

export type SendResponse = (event: CustomResourceEvent, how: CustomResourceOutcome) => Promise<void>;

/** Tells CloudFormation how it went. Throws ResponseNotAcceptedError. */
export async function sendResponse(event: CustomResourceEvent, how: CustomResourceOutcome): Promise<void> {
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
