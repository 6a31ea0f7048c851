import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What a function does when it is invoked: its answer as text, an error of Lambda's, or nothing at all. */
export type Behaviour =
  | { readonly answers: string }
  | { readonly throws: string }
  | { readonly refused: string; readonly status: number }
  | 'hangs'
  | 'drops';

export interface TestOwners {
  /** Every invocation, as function and payload. */
  readonly seen: { readonly owner: string; readonly payload: unknown }[];
  on(owner: string, behaviour: Behaviour): void;
  close(): Promise<void>;
}

const path = /^\/2015-03-31\/functions\/([^/?]+)\/invocations$/;

/** Lambda's Invoke as far as we call it, over its wire protocol. */
export async function startOwners(): Promise<TestOwners> {
  const behaviours = new Map<string, Behaviour>();
  const seen: TestOwners['seen'] = [];
  const server = createServer(async (request, response) => {
    const owner = path.exec(request.url ?? '')?.[1] ?? '';
    seen.push({ owner, payload: await json(request) });
    behave(response, behaviours.get(owner) ?? { refused: 'ResourceNotFoundException', status: 404 });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  return {
    seen,
    on: (owner, behaviour) => {
      behaviours.set(owner, behaviour);
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function behave(response: ServerResponse, behaviour: Behaviour): void {
  if (behaviour === 'hangs') return;
  if (behaviour === 'drops') {
    response.destroy();
  } else if ('answers' in behaviour) {
    response.end(behaviour.answers);
  } else if ('throws' in behaviour) {
    response.setHeader('x-amz-function-error', 'Unhandled');
    response.end(JSON.stringify({ errorType: behaviour.throws, errorMessage: 'with a secret in it', trace: [] }));
  } else {
    response.writeHead(behaviour.status, { 'x-amzn-errortype': behaviour.refused });
    response.end(JSON.stringify({ Type: 'User', Message: 'no' }));
  }
}
