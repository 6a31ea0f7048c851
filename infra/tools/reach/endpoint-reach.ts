import { types } from 'node:util';

/** One of the endpoints that the vendor's pages name for an environment, and how far it was reached. */
export interface EndpointReach {
  readonly endpoint: 'websocket-public' | 'websocket-private' | 'fix' | 'website';
  readonly target: string;
  readonly reached: boolean;
  /** What was seen, or why it could not be reached. */
  readonly detail: string;
}

/** Every look ends within this. */
export const probeTimeoutMs = 5_000;

/** An endpoint that is away costs itself: the others are looked at all the same. */
export async function lookAt(
  endpoint: EndpointReach['endpoint'],
  target: string,
  look: () => Promise<string>,
): Promise<EndpointReach> {
  try {
    return { endpoint, target, reached: true, detail: await look() };
  } catch (error) {
    return { endpoint, target, reached: false, detail: reasonOf(error) };
  }
}

/** Never a whole request: an address of a private stream is as good as a key. */
function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return 'unknown reason';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
