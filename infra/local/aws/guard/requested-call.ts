import type { Call } from '../iam/call.ts';

/** One call of an API by somebody. */
export type RequestedCall = Omit<Call, 'caller'>;
