import * as v from 'valibot';
import { isTreasuryError } from '../core/errors.ts';
import { parseStrictJson } from '../core/strict-json.ts';

/** What the browser says of a ceremony. It may say more, which is signed and not read. */
const clientDataSchema = v.object({
  type: v.string(),
  /** base64url */
  challenge: v.string(),
  origin: v.string(),
  /** Whether the page stood in a frame of another origin. */
  crossOrigin: v.exactOptional(v.boolean()),
  topOrigin: v.exactOptional(v.string()),
});

export type ClientData = Readonly<v.InferOutput<typeof clientDataSchema>>;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads clientDataJSON. Undefined where two readers could take it for two things, or where it lacks a field. */
export function readClientData(bytes: Buffer): ClientData | undefined {
  const text = decodeUtf8(bytes);
  if (text === undefined) return undefined;
  const parsed = v.safeParse(clientDataSchema, parseJson(text));
  return parsed.success ? parsed.output : undefined;
}

function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return parseStrictJson(text, { what: 'clientDataJSON', field: '', expected: 'JSON' });
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return undefined;
  }
}
