/** What RFC 6455 calls the opcodes of frames. */
export const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** One whole message. The simulator takes none in several frames: nothing that is documented is so long. */
export interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** Longer ones are nothing that a client of the exchange sends. */
const payloadMax = 65_535;

/** A frame that a server sends: whole, and without a mask. */
export function encodeFrame(opcode: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(payload.length < 126 ? 2 : 4);
  head[0] = 0x80 | opcode;
  if (payload.length < 126) head[1] = payload.length;
  else {
    head[1] = 126;
    head.writeUInt16BE(payload.length, 2);
  }
  return Buffer.concat([head, payload]);
}

export type DecodedFrame =
  | { readonly kind: 'frame'; readonly frame: Frame; readonly rest: Buffer }
  /** More bytes have to come. */
  | { readonly kind: 'incomplete' }
  /** Not as a client has to send it: in parts, without a mask, or too long. */
  | { readonly kind: 'wrong' };

/** The first frame of what a client has sent. */
export function decodeFrame(bytes: Buffer): DecodedFrame {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return { kind: 'incomplete' };
  const isWhole = (first & 0x80) !== 0;
  const isMasked = (second & 0x80) !== 0;
  const short = second & 0x7f;
  if (!isWhole || !isMasked || short === 127) return { kind: 'wrong' };
  const lengthEnd = short === 126 ? 4 : 2;
  if (bytes.length < lengthEnd + 4) return { kind: 'incomplete' };
  const length = short === 126 ? bytes.readUInt16BE(2) : short;
  if (length > payloadMax) return { kind: 'wrong' };
  const start = lengthEnd + 4;
  if (bytes.length < start + length) return { kind: 'incomplete' };
  const mask = bytes.subarray(lengthEnd, start);
  const payload = Buffer.from(bytes.subarray(start, start + length).map((byte, at) => byte ^ (mask[at % 4] ?? 0)));
  return { kind: 'frame', frame: { opcode: first & 0x0f, payload }, rest: bytes.subarray(start + length) };
}
