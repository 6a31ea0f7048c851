import { apiKeyOf } from '../fakes/keys.ts';
import type { Invariant } from '../run/observed.ts';

/** What a person does by hand is paced by nobody. */
const people = [1, 2].map((version) => apiKeyOf('person', version));

/** No request of ours is over the rate of an exchange that counts in any second: no 429, and so no 418. */
export const ratesKept: Invariant = {
  name: 'no request is over the rate',
  watch: ({ plan, exchange }) => {
    // A request that is stuck on its way comes when it likes.
    if (!plan.world.strictRates || plan.rates['post-late-request'] !== undefined) return {};
    const flaw = () => {
      const limited = [...exchange.simulator.records.traffic].find(
        ([apiKey, counts]) => counts.limited > 0 && !people.includes(apiKey),
      );
      return limited === undefined ? undefined : `${limited[1].limited} requests with ${limited[0]} were over the rate`;
    };
    return { requestSent: flaw, ended: flaw };
  },
};
