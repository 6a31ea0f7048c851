import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';
import { isObject } from '../../../json.ts';
import { CustomResourceFailedError, UnsupportedTemplateError } from '../errors.ts';
import { answerSchema } from '../services/custom-resources.ts';
import { at, type Created, type Resource } from './resource.ts';
import type { ResourceContext } from './resource-context.ts';

/** CloudFormation waits an hour by default; nobody should wait so long for a local start. In seconds. */
const defaultTimeout = 60;

/** What is asked of the function, beside what every request has. */
interface CustomResourceRequest {
  readonly RequestType: string;
  readonly PhysicalResourceId?: string;
  readonly OldResourceProperties?: unknown;
}

/**
 * Tells a custom resource's function what is to be done, and waits for its answer. Throws a CustomResourceFailedError.
 */
export async function callCustomResource(
  resource: Resource,
  change: CustomResourceRequest,
  resourceContext: ResourceContext,
): Promise<Created> {
  const { ServiceToken, ServiceTimeout } = resource.properties;
  const target = typeof ServiceToken === 'string' ? resourceContext.functions.lookUp(ServiceToken) : undefined;
  if (!target)
    throw new UnsupportedTemplateError(at(resource, 'ServiceToken'), 'expected the ARN of a function of this stack');
  const seconds = ServiceTimeout === undefined ? defaultTimeout : Number(ServiceTimeout);
  const { url, answer, close } = resourceContext.customResources.expect(resourceContext.endpoints.other);
  const request = {
    ...change,
    ServiceToken,
    ResponseURL: url,
    StackId: resourceContext.names.arn('cloudformation', `stack/${resourceContext.names.stack}/local`),
    RequestId: randomUUID(),
    LogicalResourceId: resource.logicalId,
    ResourceType: resource.type,
    ResourceProperties: scalarsAsText(resource.properties),
  };
  try {
    resourceContext.guard.admit(resourceContext.administrator, [
      { action: 'lambda:InvokeFunction', resource: target.arn, context: {} },
    ]);
    const invoked = resourceContext.functions.invoke(target.name, request);
    const body = await withinTimeout(Promise.all([answer, invoked]), invoked, seconds, resource);
    return readAnswer(body[0], request, resource);
  } finally {
    close();
  }
}

/** Waits for the answer. A function that throws ends the wait at once: here it is not called again. */
async function withinTimeout<T>(
  both: Promise<T>,
  invoked: Promise<unknown>,
  seconds: number,
  resource: Resource,
): Promise<T> {
  const timer = new AbortController();
  const late = wait(seconds * 1000, undefined, { signal: timer.signal }).then(() => {
    throw new CustomResourceFailedError(resource.logicalId, `no answer within ${seconds} seconds`);
  });
  late.catch(() => undefined);
  invoked.catch(() => undefined);
  try {
    return await Promise.race([both, late]);
  } catch (error) {
    if (error instanceof CustomResourceFailedError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CustomResourceFailedError(resource.logicalId, reason, { cause: error });
  } finally {
    timer.abort();
  }
}

interface RequestIds {
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
}

function readAnswer(body: unknown, request: RequestIds, resource: Resource): Created {
  const parsed = v.safeParse(answerSchema, body);
  if (!parsed.success) {
    throw new CustomResourceFailedError(
      resource.logicalId,
      'its answer is not JSON of the documented form within 4096 bytes',
    );
  }
  const { Status, Reason, PhysicalResourceId, Data, ...ids } = parsed.output;
  if (Status === 'FAILED') throw new CustomResourceFailedError(resource.logicalId, Reason ?? 'FAILED without a reason');
  const isOurs =
    ids.StackId === request.StackId &&
    ids.RequestId === request.RequestId &&
    ids.LogicalResourceId === request.LogicalResourceId;
  if (!isOurs) throw new CustomResourceFailedError(resource.logicalId, 'its answer names another request');
  if (!PhysicalResourceId)
    throw new CustomResourceFailedError(resource.logicalId, 'its answer has no PhysicalResourceId');
  return { ref: PhysicalResourceId, attributes: Data };
}

/** CloudFormation hands numbers and booleans to a custom resource as text. */
export function scalarsAsText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(scalarsAsText);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scalarsAsText(item)]));
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
