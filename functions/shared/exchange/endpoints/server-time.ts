import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { millis } from './fields.ts';

/** The exchange's clock, in milliseconds (exchange-api.md 3.1). */
export const serverTime: ReadEndpoint<undefined, Millis> = {
  method: 'GET',
  path: '/api/v1/time',
  security: 'none',
  pace: 'public',
  twoFactor: false,
  params: () => [],
  answer: v.pipe(
    v.object({ serverTime: millis }),
    v.transform((answer) => answer.serverTime),
  ),
};
