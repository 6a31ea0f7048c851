import type { Invariant, Observed } from '../run/observed.ts';
import { instructionOf, type RawInstruction } from '../run/raw.ts';

/** Two ticks and a release, and for the exchange to do it. */
const noticedMs = 400_000;

/** As often as it is told that there is too little: once at first, and once by a reading that was made just before. */
const vainAttemptsMax = 2;

/**
 * A payment that the exchange has no balance for waits, and is not tried in vain again and again; and it goes soon after
 * the balance is there.
 */
export const shortageWaits: Invariant = {
  name: 'what waits for a balance goes when it is there',
  watch: (observed) => {
    if (observed.plan.world.isShort !== true) return {};
    return {
      ended: () => {
        const all = observed.items().flatMap((item) => instructionOf(item) ?? []);
        if (all.length === 0) return 'nothing was taken';
        return all.map((each) => flawOf(observed, each)).find((flaw) => flaw !== undefined);
      },
    };
  },
};

function flawOf(observed: Observed, { id, status, state, attempts }: RawInstruction): string | undefined {
  if (status !== 'settled') return `${id} is ${status} (${state.reason})`;
  const vain = attempts.filter(({ outcome }) => outcome === 'held').length;
  if (vain === 0) return `${id} was paid from nothing`;
  if (vain > vainAttemptsMax) return `${id} was tried ${vain} times without a balance`;
  const brought = observed.deposits.at(-1)?.at ?? 0;
  const posted = observed.posts.at(-1)?.at ?? 0;
  return posted - brought > noticedMs ? `${id} goes ${posted - brought} ms after its balance came` : undefined;
}
