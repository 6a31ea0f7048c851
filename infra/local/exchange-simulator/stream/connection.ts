import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { decodeFrame, encodeFrame, type Frame, opcodes } from './frames.ts';

/** RFC 6455, section 1.3. */
const handshakeSuffix = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** One open WebSocket of the simulator. */
export interface StreamConnection {
  /** Sends a value as JSON. */
  send(value: unknown): void;
  ping(): void;
  close(): void;
}

/** Answers a handshake, or refuses it. Undefined where it was no handshake. */
export function acceptStream(
  incoming: IncomingMessage,
  socket: Duplex,
  onText: (text: string, connection: StreamConnection) => void,
): StreamConnection | undefined {
  const key = incoming.headers['sec-websocket-key'];
  if (key === undefined || incoming.headers['sec-websocket-version'] !== '13') {
    refuseStream(socket, 400, 'Bad Request');
    return undefined;
  }
  const accept = createHash('sha1').update(`${key}${handshakeSuffix}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const connection: StreamConnection = {
    send: (value) => write(socket, opcodes.text, Buffer.from(JSON.stringify(value))),
    ping: () => write(socket, opcodes.ping, Buffer.alloc(0)),
    close: () => socket.end(encodeFrame(opcodes.close, Buffer.alloc(0))),
  };
  readFrames(socket, connection, onText);
  return connection;
}

export function refuseStream(socket: Duplex, status: number, reason: string): void {
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function readFrames(
  socket: Duplex,
  connection: StreamConnection,
  onText: (text: string, connection: StreamConnection) => void,
): void {
  let waiting = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      const decoded = decodeFrame(waiting);
      if (decoded.kind === 'incomplete') return;
      if (decoded.kind === 'wrong') return connection.close();
      waiting = Buffer.from(decoded.rest);
      handle(decoded.frame);
    }
  });

  function handle({ opcode, payload }: Frame): void {
    if (opcode === opcodes.ping) write(socket, opcodes.pong, payload);
    else if (opcode === opcodes.text) onText(payload.toString('utf8'), connection);
    else if (opcode !== opcodes.pong) connection.close();
  }
}

function write(socket: Duplex, opcode: number, payload: Buffer): void {
  if (socket.writable) socket.write(encodeFrame(opcode, payload));
}
