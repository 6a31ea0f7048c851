import type { Context } from 'aws-lambda';

/** What a handler is told of the ARN that it was called by. */
export type InvocationContext = Pick<Context, 'invokedFunctionArn'>;

/**
 * Whether a function was called by this alias of its own. Only the template says who may call an alias, and Lambda says
 * by which it was called: unlike the event, no caller can write that.
 */
export function isCalledBy(alias: string, { invokedFunctionArn }: InvocationContext): boolean {
  // arn:aws:lambda:<region>:<account>:function:<name>[:<alias or version>]
  return invokedFunctionArn.split(':')[7] === alias;
}
