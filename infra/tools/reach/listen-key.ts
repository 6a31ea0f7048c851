import * as v from 'valibot';
import type { SubmitEndpoint } from '../../../functions/shared/exchange/client/endpoint.ts';

/**
 * A key of the private stream (exchange-api.md 3.16). It is good for 60 minutes and ends by itself: to delete it could
 * end the stream of somebody else who uses the same API key.
 */
export const startUserStream: SubmitEndpoint<undefined, string> = {
  method: 'POST',
  path: '/api/v1/userDataStream',
  security: 'signed',
  pace: 'query',
  twoFactor: false,
  params: () => [],
  answer: v.pipe(
    v.object({ listenKey: v.pipe(v.string(), v.regex(/^\w{1,256}$/)) }),
    v.transform(({ listenKey }) => listenKey),
  ),
};
