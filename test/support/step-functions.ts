import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { openTaskCallback, type TaskCallback } from '../../functions/task-outcome/task-callback.ts';

export interface TestStepFunctions {
  readonly tasks: TaskCallback;
  /** Each call with its operation. */
  readonly calls: Record<string, unknown>[];
  /** The next calls are refused with this error, or with 503 for `away`; undefined takes them again. */
  refuseWith(error: string | undefined): void;
  close(): Promise<void>;
}

/** Step Functions as far as we call it, over its wire protocol. It keeps what it was told. */
export async function startStepFunctions(): Promise<TestStepFunctions> {
  const calls: Record<string, unknown>[] = [];
  let refusal: string | undefined;
  const server = createServer(async (request, response) => {
    const body = (await json(request)) as Record<string, unknown>;
    const operation = String(request.headers['x-amz-target']).replace('AWSStepFunctions.', '');
    calls.push({ operation, ...body });
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (refusal === undefined) response.end('{}');
    else {
      const message = `not with the token ${body.taskToken}`;
      response.writeHead(refusal === 'away' ? 503 : 400).end(JSON.stringify({ __type: refusal, message }));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_SFN: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  return {
    tasks: openTaskCallback(),
    calls,
    refuseWith: (error) => {
      refusal = error;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
