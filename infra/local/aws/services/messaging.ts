import { SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { localAccount } from '../names.ts';
import { clientOptions } from './clients.ts';
import { type Interceptor, startProxy } from './proxy.ts';

/** SQS, SNS and S3 on fauxqs, in this process. */
export interface Messaging {
  /** Of the proxy that stands before it. */
  readonly url: string;
  /** The stack's own client: it goes past the proxy, so whoever uses it asks for permission first. */
  readonly sqs: SQSClient;
  queueUrl(name: string): string;
  /** One SNS call with its parameters as the service's query API takes them. Throws where it is refused. */
  sns(action: string, parameters: Readonly<Record<string, string>>): Promise<void>;
  /** Makes a bucket, or puts an object into one, past the proxy. Throws where it is refused. */
  s3Put(path: string, body?: Buffer): Promise<void>;
  /** What a queue holds, without receiving it; undefined for an unknown queue. */
  inspect(queueName: string): Promise<unknown>;
  close(): Promise<void>;
}

const callTimeoutMs = 5_000;

export async function startMessaging(region: string, interceptor: Interceptor): Promise<Messaging> {
  const app = buildApp({ logger: false, defaultRegion: region });
  const upstream = await app.listen({ host: '127.0.0.1', port: 0 });
  const proxy = await startProxy(upstream, interceptor);
  const { url } = proxy;
  const sqs = new SQSClient({ ...clientOptions(upstream, region), useQueueUrlAsEndpoint: false });
  return {
    url,
    sqs,
    // Path-style: a name such as sqs.<region>.localhost does not resolve on every machine.
    queueUrl: (name) => `${url}/${localAccount}/${name}`,
    sns: async (action, parameters) => {
      const response = await fetch(upstream, {
        method: 'POST',
        body: new URLSearchParams({ Action: action, Version: '2010-03-31', ...parameters }),
        signal: AbortSignal.timeout(callTimeoutMs),
      });
      const answer = await response.text();
      if (!response.ok) throw new Error(`SNS ${action} answered HTTP ${response.status}: ${answer.slice(0, 500)}`);
    },
    s3Put: async (path, body) => {
      const response = await fetch(`${upstream}/${path}`, {
        method: 'PUT',
        ...(body === undefined ? {} : { body: new Uint8Array(body) }),
        signal: AbortSignal.timeout(callTimeoutMs),
      });
      const answer = await response.text();
      if (!response.ok) throw new Error(`S3 answered HTTP ${response.status}: ${answer.slice(0, 500)}`);
    },
    inspect: async (queueName) => {
      const response = await app.inject({ method: 'GET', url: `/_fauxqs/queues/${queueName}` });
      return response.statusCode === 200 ? response.json<unknown>() : undefined;
    },
    close: async () => {
      sqs.destroy();
      await proxy.close();
      await app.close();
    },
  };
}
