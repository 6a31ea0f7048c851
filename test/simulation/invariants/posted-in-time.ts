import type { Invariant } from '../run/observed.ts';
import { windowMs } from './support.ts';

/** Our picture of the exchange's clock is behind by as long as its answer took: a read waits 5 s at the most. */
const behindMs = 5_500;

/** What a connection and the wait for an answer may take. */
const answerMs = 10_000;

/**
 * What the exchange can take no more does not leave at all: others may have given it up already. And a function that
 * posts has the time to wait for the answer.
 */
export const postedInTime: Invariant = {
  name: 'nothing is posted after its window',
  watch: (observed) => ({
    posted: ({ params, remainingMs }) => {
      if (remainingMs < answerMs)
        return `${params.get('clientOrderId')} leaves ${remainingMs} ms before its function ends`;
      const ahead = Number(params.get('timestamp')) - observed.exchange.now();
      if (ahead > 0) return `${params.get('clientOrderId')} is signed ${ahead} ms ahead of the exchange's clock`;
      // A clock that jumps makes any time too late.
      if (observed.plan.actions.some(({ kind }) => kind === 'clock-step')) return undefined;
      const age = observed.exchange.now() - Number(params.get('timestamp'));
      return age > windowMs + behindMs
        ? `${params.get('clientOrderId')} leaves ${age} ms after its timestamp`
        : undefined;
    },
  }),
};
