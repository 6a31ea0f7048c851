import type { Context } from 'aws-lambda';

/** What Lambda tells a handler of its call: by which alias, where there was one. */
export function contextOf(alias?: string): Context {
  const name = 'arn:aws:lambda:ap-east-1:111122223333:function:some-function';
  return { invokedFunctionArn: alias === undefined ? name : `${name}:${alias}` } as Context;
}
