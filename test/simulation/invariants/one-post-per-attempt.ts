import type { Invariant } from '../run/observed.ts';

export const onePostPerAttempt: Invariant = {
  name: 'an attempt is posted at most once',
  watch: () => {
    const seen = new Set<string>();
    return {
      posted: ({ params }) => {
        const attempt = `${params.get('clientOrderId')} of ${params.get('timestamp')}`;
        if (seen.has(attempt)) return `two POSTs for ${attempt}`;
        seen.add(attempt);
        return undefined;
      },
    };
  },
};
