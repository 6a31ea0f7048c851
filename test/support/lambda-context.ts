import type { Context } from 'aws-lambda';

/** What Lambda tells a handler of its call: by which alias, where there was one, and what time it has left. */
export function lambdaContext(functionName: string, alias: string | undefined, remainingMs: () => number): Context {
  const arn = `arn:aws:lambda:ap-east-1:111122223333:function:${functionName}`;
  return {
    functionName,
    functionVersion: '1',
    invokedFunctionArn: alias === undefined ? arn : `${arn}:${alias}`,
    memoryLimitInMB: '512',
    awsRequestId: 'request',
    logGroupName: functionName,
    logStreamName: functionName,
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: remainingMs,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}

/** Of a call that has plenty of time. */
export function contextOf(alias?: string): Context {
  return lambdaContext('some-function', alias, () => 60_000);
}
