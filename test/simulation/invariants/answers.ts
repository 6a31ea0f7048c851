import type { Invariant, MoneyAnswer } from '../run/observed.ts';
import { instructionOf, type RawInstruction } from '../run/raw.ts';
import { windowMs } from './support.ts';

/** What a step out of `sending` may rest on. Without a POST that was answered, nothing is known, or nothing left. */
const meanings: Readonly<Record<string, readonly MoneyAnswer['meaning'][]>> = {
  sent: ['accepted'],
  failed: ['refused'],
  approved: ['not-taken'],
  unknown: ['ambiguous'],
};

/** An answer is read for what it says: a doubt where there is one, and only there. */
export const answers: Invariant = {
  name: 'an answer is read for what it says',
  watch: (observed) => {
    const answered = new Map<string, MoneyAnswer>();
    const posted = new Set<string>();
    return {
      posted: ({ params }) => {
        posted.add(`${params.get('clientOrderId')} ${params.get('timestamp')}`);
        return undefined;
      },
      answered: (answer) => {
        answered.set(`${answer.id} ${answer.timestamp}`, answer);
        return undefined;
      },
      written: ({ item, before }) => {
        const now = instructionOf(item);
        const seen = instructionOf(before);
        if (now === undefined || seen?.status !== 'sending' || now.version === seen.version) return undefined;
        const attempt = `${now.id} ${seen.attempts.at(-1)?.timestamp}`;
        const until = Number(seen.attempts.at(-1)?.timestamp) + windowMs;
        const isEarly = now.history.at(-1)?.by === 'reconciliation' && observed.exchange.now() <= until;
        if (isEarly) return `${now.id} is given up while the exchange may still take it`;
        return misread(now, answered.get(attempt), posted.has(attempt));
      },
    };
  },
};

function misread(now: RawInstruction, answer: MoneyAnswer | undefined, isPosted: boolean): string | undefined {
  const { id, status, history } = now;
  // The tick takes a sender for crashed, who may still be about to write its answer down.
  if (history.at(-1)?.by === 'reconciliation')
    return status === 'unknown' ? undefined : `${id} is ${status} by the tick`;
  if (answer !== undefined) {
    return meanings[status]?.includes(answer.meaning)
      ? undefined
      : `${id} is ${status} after an answer that was ${answer.meaning}`;
  }
  return !isPosted && status === 'approved' ? undefined : `${id} is ${status} without an answer`;
}
