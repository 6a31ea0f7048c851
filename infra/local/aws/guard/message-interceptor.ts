import { ServiceError } from '../errors.ts';
import type { Names } from '../names.ts';
import { withBodyForQueues } from '../services/message-structure.ts';
import type { Interceptor, ProxiedResponse } from '../services/proxy.ts';
import { putOnce } from '../services/put-once.ts';
import type { Guard } from './guard.ts';
import type { Credentials } from './identity.ts';
import { type MessageCall, messageCall } from './message-calls.ts';

/** Runs before the queues, the topics and the buckets: asks the policies. */
export function messageInterceptor(guard: Guard, credentials: Credentials, names: Names): Interceptor {
  return async (proxied, forward) => {
    let service: MessageCall['service'] = 's3';
    try {
      const wanted = messageCall(proxied, names);
      ({ service } = wanted);
      guard.admit(credentials.identify(proxied.headers.authorization), [wanted.call]);
      if (service === 's3') return await putOnce(proxied, forward);
      return await forward(service === 'sns' ? withBodyForQueues(proxied) : proxied);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return refusals[service](error);
    }
  };
}

/** A refusal in the form that each service gives it. None makes an SDK try again. */
const refusals: Readonly<Record<MessageCall['service'], (error: ServiceError) => ProxiedResponse>> = {
  sqs: (error) => {
    const code = codeOf(error, 'AccessDenied');
    const body = { __type: `com.amazonaws.sqs#${code}`, message: error.message };
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-query-error': `${code};Sender` };
    return { status: 403, headers, body: Buffer.from(JSON.stringify(body)) };
  },
  sns: (error) => {
    const detail = `<Type>Sender</Type><Code>${codeOf(error, 'AuthorizationError')}</Code>${messageOf(error)}`;
    return xml(
      `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error>${detail}</Error></ErrorResponse>`,
    );
  },
  s3: (error) => xml(`<Error><Code>${codeOf(error, 'AccessDenied')}</Code>${messageOf(error)}</Error>`),
};

function codeOf({ type }: ServiceError, denied: string): string {
  return type === 'AccessDeniedException' ? denied : type;
}

function messageOf({ message }: ServiceError): string {
  const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<Message>${escaped}</Message>`;
}

function xml(body: string): ProxiedResponse {
  return { status: 403, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body) };
}
