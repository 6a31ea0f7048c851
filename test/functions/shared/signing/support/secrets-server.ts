import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

export type Answer =
  | { kind: 'secret'; text: string }
  | { kind: 'binary'; base64: string }
  | { kind: 'error'; status: number; type: string }
  | { kind: 'raw'; text: string }
  | { kind: 'hang' }
  | { kind: 'half'; text: string }
  | { kind: 'cut' };

/** A server on this machine that speaks the one call of Secrets Manager's JSON protocol that is used. */
export class SecretsServer implements AsyncDisposable {
  /** What is answered; a test changes it. */
  answer: Answer;
  /** The secrets that were asked for, in order, with the staging label where one was named. */
  readonly asked: string[] = [];
  readonly url: string;
  readonly client: SecretsManagerClient;
  readonly #server;
  /** Requests wait here while it is set. */
  gate: Promise<void> | undefined;

  private constructor(server: ReturnType<typeof createServer>, answer: Answer, port: number, timeoutMs: number) {
    this.#server = server;
    this.answer = answer;
    this.url = `http://127.0.0.1:${port}`;
    this.client = new SecretsManagerClient({
      endpoint: this.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
      requestHandler: { requestTimeout: timeoutMs, socketTimeout: timeoutMs, throwOnRequestTimeout: true },
    });
  }

  static async start(answer: Answer, timeoutMs = 60_000): Promise<SecretsServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const started = new SecretsServer(server, answer, port, timeoutMs);
    server.on('request', (request, response) => void started.#serve(request, response));
    return started;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { SecretId, VersionStage } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const label = VersionStage === undefined ? '' : ` ${VersionStage}`;
    this.asked.push(`${request.headers['x-amz-target']} ${SecretId}${label}`);
    const answer = this.answer;
    await this.gate;
    reply(response, answer, SecretId);
  }
}

function reply(response: ServerResponse, answer: Answer, name: string): void {
  const json = (status: number, value: object) =>
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value));
  switch (answer.kind) {
    case 'secret':
      return void json(200, { Name: name, SecretString: answer.text, VersionStages: ['AWSCURRENT'] });
    case 'binary':
      return void json(200, { Name: name, SecretBinary: answer.base64 });
    case 'error':
      return void json(answer.status, { __type: answer.type, Message: 'told by the test' });
    case 'raw':
      return void response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(answer.text);
    case 'half':
      return void response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).write(answer.text);
    case 'cut':
      return void response.destroy();
    case 'hang':
  }
}
