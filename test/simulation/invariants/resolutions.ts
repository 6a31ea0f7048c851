import type { Invariant } from '../run/observed.ts';
import { instructionOf } from '../run/raw.ts';
import { mistakenPerson } from '../run/resolve-doubts.ts';

/** Two people decide about money in doubt: different ones, of one mind, and neither of them asked for it. */
export const resolutions: Invariant = {
  name: 'two other people decide about money in doubt',
  watch: () => ({
    written: ({ item, before }) => {
      const seen = instructionOf(before);
      const now = instructionOf(item);
      const stranger = now?.history.find(({ by }) => by === mistakenPerson);
      if (now !== undefined && stranger !== undefined) return `${now.id} takes the word of one who saw something else`;
      if (seen?.status !== 'needs-attention' || now === undefined || now.status === 'needs-attention') return undefined;
      // Found in the records after all.
      if (now.status === 'sent') return undefined;
      const [first, second] = now.history.slice(-2).map(({ by }) => String(by).toLowerCase());
      const requester = String(now.content.requestedBy).toLowerCase();
      const isAlone = first === second || first === requester || second === requester;
      if (isAlone || now.history.at(-2)?.reason !== 'resolution-proposed')
        return `${now.id} is decided by ${first} and ${second}`;
      const proposal = Object(seen.state.proposal);
      return proposal.decision === now.status
        ? undefined
        : `${now.id} is ${now.status}, and ${proposal.decision} was proposed`;
    },
  }),
};
