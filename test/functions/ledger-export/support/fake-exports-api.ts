import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface RecordedExport {
  readonly arn: string;
  readonly request: Record<string, unknown>;
  status: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
}

/** How the next request for an export goes. */
export type ExportFault =
  | { readonly refused: string }
  /** It is taken, and the answer is lost on its way. */
  | 'answer-lost';

export interface FakeExportsApi {
  /** Those that were taken, oldest first. Two requests with one token are one. */
  readonly recorded: RecordedExport[];
  /** All requests, also those that were the same again. */
  readonly requests: Record<string, unknown>[];
  fault: ExportFault | undefined;
  /** What the newest export has come to. */
  end(status: RecordedExport['status']): void;
  close(): Promise<void>;
}

/**
 * DynamoDB's exports as far as we call them, over its wire protocol, before an emulator that has none: every other call
 * goes there.
 */
export async function startFakeExportsApi(database: string): Promise<FakeExportsApi> {
  const recorded: RecordedExport[] = [];
  const requests: FakeExportsApi['requests'] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const operation = String(request.headers['x-amz-target']).split('.')[1];
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (operation === 'ExportTableToPointInTime') send(response, startExport(wire, JSON.parse(body)));
    else if (operation === 'DescribeExport') send(response, describeExport(wire, JSON.parse(body).ExportArn));
    else {
      const headers = new Headers();
      for (const name of ['x-amz-target', 'authorization', 'content-type', 'x-amz-date'])
        headers.set(name, String(request.headers[name]));
      const answer = await fetch(database, { method: 'POST', headers, body });
      response.writeHead(answer.status).end(await answer.text());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const wire: FakeExportsApi = {
    recorded,
    requests,
    fault: undefined,
    end: (status) => {
      const newest = recorded.at(-1);
      if (newest === undefined) throw new Error('there is no export');
      newest.status = status;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return wire;
}

/** What goes back: the status and the body, or nothing at all. */
type Answer = readonly [status: number, body: object] | 'lost';

function startExport({ recorded, requests, fault }: FakeExportsApi, request: Record<string, unknown>): Answer {
  requests.push(request);
  if (fault !== undefined && fault !== 'answer-lost') return refusal(fault.refused);
  const same = recorded.find((each) => each.request.ClientToken === request.ClientToken);
  if (same !== undefined && JSON.stringify(same.request) !== JSON.stringify(request))
    return refusal('ExportConflictException');
  const arn = same?.arn ?? `${String(request.TableArn)}/export/${recorded.length + 1}`;
  if (same === undefined) recorded.push({ arn, request, status: 'IN_PROGRESS' });
  if (fault === 'answer-lost') return 'lost';
  return [200, { ExportDescription: { ExportArn: arn, ExportStatus: 'IN_PROGRESS' } }];
}

function describeExport({ recorded }: FakeExportsApi, arn: unknown): Answer {
  const found = recorded.find((each) => each.arn === arn);
  if (found === undefined) return refusal('ExportNotFoundException');
  const failure =
    found.status === 'FAILED' ? { FailureCode: 'S3AccessDenied', FailureMessage: 'no right to write' } : {};
  return [200, { ExportDescription: { ExportArn: arn, ExportStatus: found.status, ...failure } }];
}

function refusal(type: string): Answer {
  return [400, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type }];
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === 'lost') response.destroy();
  else response.writeHead(answer[0]).end(JSON.stringify(answer[1]));
}
