import { randomUUID } from 'node:crypto';
import { parseJson } from '../../../json.ts';
import type { Background } from '../background.ts';
import { LocalInvocationError } from '../errors.ts';
import type { Delivery } from '../events/delivery.ts';
import { type Functions, failureBody, type LocalFunction } from './functions.ts';
import type { InvocationContext } from './pool.ts';

/**
 * Pauses before the second and the third attempt. On AWS they are one and two minutes; here it is sixty times faster.
 */
export const retryPausesMs = [1_000, 2_000] as const;

type AsyncInvocation = Required<InvocationContext>;

type AttemptResult =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly error: LocalInvocationError };

/** Asynchronous invocation: the caller does not wait, failures are retried, and what fails for good is handed on. */
export class AsyncInvoker {
  private readonly functions: Functions;
  private readonly delivery: Delivery;
  private readonly background: Background;

  constructor(functions: Functions, delivery: Delivery, background: Background) {
    this.functions = functions;
    this.delivery = delivery;
    this.background = background;
  }

  /** `payload` is JSON text. */
  submit(nameOrArn: string, payload: string): void {
    const target = this.functions.find(nameOrArn);
    const invocation = { requestId: randomUUID(), arn: this.functions.invokedArn(nameOrArn) };
    this.background.run(`asynchronous invocation of ${target.name}`, () => this.run(target, payload, invocation));
  }

  private async run(target: LocalFunction, payload: string, invocation: AsyncInvocation): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const result = await attemptOnce(target, payload, invocation);
      const pause = retryPausesMs[attempt];
      const isLast = result.ok || attempt >= target.policy.maximumRetryAttempts || pause === undefined;
      if (isLast) return await this.finish(target, payload, invocation.requestId, attempt + 1, result);
      await this.background.pause(pause);
    }
  }

  private async finish(
    target: LocalFunction,
    payload: string,
    requestId: string,
    attempts: number,
    result: AttemptResult,
  ): Promise<void> {
    const { onFailure, onSuccess, deadLetterArn } = target.policy;
    // Lambda guide, "Adding a destination" and "Dead-letter queues": it sends with the function's own role.
    const sender = { by: target.identity, context: {} };
    const destination = result.ok ? onSuccess : onFailure;
    if (destination !== undefined) {
      await this.delivery.send(
        sender,
        destination,
        JSON.stringify(invocationRecord(target, payload, requestId, attempts, result)),
      );
    }
    if (!result.ok && deadLetterArn !== undefined) {
      const attributes = {
        RequestID: requestId,
        ErrorCode: '200',
        ErrorMessage: result.error.errorMessage.slice(0, 1024),
      };
      await this.delivery.send(sender, deadLetterArn, payload, { attributes });
    }
  }
}

async function attemptOnce(
  target: LocalFunction,
  payload: string,
  invocation: AsyncInvocation,
): Promise<AttemptResult> {
  try {
    return { ok: true, answer: parseJson(await target.pool.invoke(payload, invocation)) };
  } catch (error) {
    if (error instanceof LocalInvocationError) return { ok: false, error };
    throw error;
  }
}

/** The invocation record of a destination, as Lambda documents it under "Adding a destination". */
function invocationRecord(
  target: LocalFunction,
  payload: string,
  requestId: string,
  attempts: number,
  result: AttemptResult,
): unknown {
  return {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId,
      functionArn: `${target.arn}:$LATEST`,
      condition: result.ok ? 'Success' : 'RetriesExhausted',
      approximateInvokeCount: attempts,
    },
    requestPayload: parseJson(payload),
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      ...(result.ok ? {} : { functionError: 'Unhandled' }),
    },
    responsePayload: result.ok ? result.answer : failureBody(result.error),
  };
}
