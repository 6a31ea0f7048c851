import { isDeepStrictEqual } from 'node:util';
import type { Invariant, Observed } from '../run/observed.ts';
import { recordOf } from '../run/raw.ts';

const secondMs = 1_000;

/** Whatever comes again or late: what is deployed, in force or waiting, is never an older policy than it was. */
export const deployments: Invariant = {
  name: 'an older deployment never acts after a newer one',
  watch: (observed) => {
    let newest = -1;
    return {
      written: ({ pk, item, before }) => {
        if (pk !== 'policy') return undefined;
        if (before === undefined) return undefined;
        const [target, former] = [targetOf(item.standing), targetOf(before.standing)];
        if (isDeepStrictEqual(target, former)) return undefined;
        const by = lastWith(observed, target);
        // A veto by a person leaves the policy that was in force, which an earlier deployment brought.
        if (isVeto(item.standing)) return undefined;
        // In force as it was tightened, which may be written in another order than it was deployed.
        if (by === -1) return undefined;
        // CloudFormation makes one at a time, and says when to the second.
        const [older = 0, newer = 0] = [observed.deployed[by]?.at, observed.deployed[newest]?.at];
        if (by < newest && newer - older < secondMs) return undefined;
        if (by < newest) return `deployment ${by + 1} acts after deployment ${newest + 1}`;
        newest = by;
        return undefined;
      },
    };
  },
};

/** The policy that will be in force when nothing more is deployed. */
function targetOf(standing: unknown): unknown {
  const { inForce, pending } = recordOf(standing);
  return recordOf(pending ?? inForce).policy;
}

function lastWith({ deployed }: Observed, policy: unknown): number {
  return deployed.findLastIndex((each) => isDeepStrictEqual(each.policy, policy));
}

function isVeto(standing: unknown): boolean {
  const { events } = recordOf(standing);
  const last = recordOf(Array.isArray(events) ? events.at(-1) : undefined);
  return last.what === 'vetoed' && last.by !== 'deploy';
}
