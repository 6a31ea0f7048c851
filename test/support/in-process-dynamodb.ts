import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { Sender } from '../../functions/shared/ledger/store/table.ts';

/** The emulator wants to know who signed, and checks no signature. */
const headers = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20260101T000000Z',
  authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none',
};

/**
 * Sends commands to an emulator of DynamoDB in this process: the requests and answers are those of the wire, without a
 * socket, a signature and the SDK's own layers between. A test file makes thousands of them, and they were half of its
 * time. The table's own tests, the local stack and the built assets use the SDK and the wire.
 */
export function senderInProcess(server: Server): Sender {
  return {
    send: async (command: { readonly input: object }) => {
      const operation = command.constructor.name.replace(/Command$/, '');
      const { status, text } = await post(server, operation, JSON.stringify(command.input));
      const answer = JSON.parse(text);
      if (status === 200) return answer;
      throw errorOf(answer);
    },
  };
}

function post(server: Server, operation: string, body: string): Promise<{ status: number; text: string }> {
  const request = Object.assign(new EventEmitter(), {
    method: 'POST',
    url: '/',
    headers: { ...headers, 'x-amz-target': `DynamoDB_20120810.${operation}` },
  });
  return new Promise((resolve) => {
    const response = {
      statusCode: 0,
      setHeader: () => undefined,
      end: (text: string) => resolve({ status: response.statusCode, text }),
    };
    server.emit('request', request, response);
    request.emit('data', Buffer.from(body));
    request.emit('end');
  });
}

function errorOf({ __type: type, message, Message }: Readonly<Record<string, string>>): Error {
  const name = type?.split('#')[1] ?? 'UnknownError';
  const text = message ?? Message ?? name;
  if (name === 'ConditionalCheckFailedException') {
    return new ConditionalCheckFailedException({ message: text, $metadata: {} });
  }
  return Object.assign(new Error(text), { name });
}
