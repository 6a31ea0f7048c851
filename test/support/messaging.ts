import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll } from '@jest/globals';
import { type Bus, openBus } from '../../functions/shared/ledger/messaging/bus.ts';
import { openQueue, type Queue } from '../../functions/shared/ledger/messaging/queue.ts';

interface SentMessage {
  readonly body: unknown;
  readonly group: unknown;
  readonly deduplicationId: unknown;
}

export interface TestMessaging {
  readonly bus: Bus;
  readonly queue: Queue;
  /** For a function that opens the queue itself. */
  readonly queueUrl: string;
  readonly events: { type: unknown; detail: Record<string, unknown> }[];
  readonly messages: SentMessage[];
  /** From now on every call fails with 503, until it is switched back. */
  setAway(isAway: boolean): void;
  close(): Promise<void>;
}

/** What one test was given. */
type Received = Pick<TestMessaging, 'events' | 'messages'> & { isAway: boolean };

/** Who receives now: the service and its clients are those of the whole file, for they take longer than a test. */
let received: Received;
let service: Promise<MessagingService> | undefined;
afterAll(async () => {
  await (await service)?.close();
});

/** EventBridge and SQS as far as we call them, over their wire protocol. It keeps what it was given since. */
export async function startTestMessaging(): Promise<TestMessaging> {
  const own: Received = { events: [], messages: [], isAway: false };
  received = own;
  service ??= startService();
  const { url, bus, queue, queueUrl } = await service;
  Object.assign(process.env, { AWS_ENDPOINT_URL_EVENTBRIDGE: url, AWS_ENDPOINT_URL_SQS: url });
  return {
    bus,
    queue,
    queueUrl,
    events: own.events,
    messages: own.messages,
    setAway: (value) => {
      own.isAway = value;
    },
    close: async () => {
      own.isAway = true;
    },
  };
}

type MessagingService = Awaited<ReturnType<typeof startService>>;

async function startService() {
  const server = createServer(async (request, response) => {
    const body = (await json(request)) as Record<string, unknown>;
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    const { isAway, events, messages } = received;
    if (isAway) response.writeHead(503).end('{"__type":"ServiceUnavailable"}');
    else if (String(request.headers['x-amz-target']).endsWith('PutEvents')) response.end(putEvents(body, events));
    else response.end(sendMessage(body, messages));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_EVENTBRIDGE: url,
    AWS_ENDPOINT_URL_SQS: url,
  });
  const queueUrl = `${url}/000000000000/test.fifo`;
  return {
    url,
    bus: openBus('treasury-test'),
    queue: openQueue(queueUrl),
    queueUrl,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function putEvents(body: Record<string, unknown>, events: TestMessaging['events']): string {
  const entries = body.Entries as { DetailType: string; Detail: string }[];
  for (const { DetailType, Detail } of entries) events.push({ type: DetailType, detail: JSON.parse(Detail) });
  return JSON.stringify({ FailedEntryCount: 0, Entries: entries.map((_, index) => ({ EventId: String(index) })) });
}

function sendMessage(body: Record<string, unknown>, messages: SentMessage[]): string {
  const text = String(body.MessageBody);
  messages.push({ body: JSON.parse(text), group: body.MessageGroupId, deduplicationId: body.MessageDeduplicationId });
  return JSON.stringify({ MessageId: 'm', MD5OfMessageBody: createHash('md5').update(text).digest('hex') });
}
