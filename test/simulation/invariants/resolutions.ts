import { personNamed } from '../plan/personas.ts';
import type { Invariant } from '../run/observed.ts';
import { instructionOf, listOf } from '../run/raw.ts';
import { mistakenPerson } from '../run/resolve-doubts.ts';

/** Two people decide about money in doubt: different ones, of one mind, and neither of them asked for it. */
export const resolutions: Invariant = {
  name: 'two other people decide about money in doubt',
  watch: () => ({
    written: ({ item, before }) => {
      const seen = instructionOf(before);
      const now = instructionOf(item);
      const stranger = now?.history.find(({ by }) => by === mistakenPerson);
      if (now !== undefined && stranger !== undefined)
        return `${now.id} takes the decision of one who saw something else`;
      if (seen?.status !== 'needs-attention' || now === undefined || now.status === 'needs-attention') return undefined;
      // Found in the records after all.
      if (now.status === 'sent') return undefined;
      const proposal = Object(seen.state.proposal);
      const earlier = Array.isArray(proposal.agreedBefore) ? listOf(proposal.agreedBefore) : [];
      const people = [...earlier, proposal, ...now.history.slice(-1)].map(({ by }) => personNamed(by));
      const others = new Set(people.filter((person) => person !== personNamed(now.content.requestedBy)));
      if (others.size < 2 || now.history.at(-2)?.reason !== 'resolution-proposed')
        return `${now.id} is decided by ${people.join(' and ')}`;
      return proposal.decision === now.status
        ? undefined
        : `${now.id} is ${now.status}, and ${proposal.decision} was proposed`;
    },
  }),
};
