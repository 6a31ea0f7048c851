import type { Invariant } from '../run/observed.ts';

/** Searched in every eighth run: the text of a whole run is long. */
const everyEighth = 8;

/** No key and no signature in an event, a report, an error or the table. */
export const noSecrets: Invariant = {
  name: 'no secret and no signature is written anywhere',
  watch: (observed) => ({
    ended: () => {
      if (observed.plan.seed % everyEighth !== 0) return undefined;
      const text = JSON.stringify([observed.items(), observed.events, observed.told.map(shown)]);
      if (/simulated(ApiKey|SecretKey)/.test(text)) return 'a key';
      const found = (text.match(/[0-9a-f]{64}/g) ?? []).find((each) => observed.signatures.has(each));
      return found === undefined ? undefined : 'a signature';
    },
  }),
};

function shown(told: unknown): unknown {
  return told instanceof Error ? [told.message, told.stack, shown(told.cause), { ...told }] : told;
}
