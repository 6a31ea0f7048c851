import type { Invariant } from '../run/observed.ts';

/** Searched in every eighth run: the text of a whole run is long. */
const everyEighth = 8;

/** No key and no signature in an event, a report, an error or the table. */
export const noSecrets: Invariant = {
  name: 'no secret and no signature is written anywhere',
  watch: (observed) => ({
    ended: () => {
      if (observed.plan.seed % everyEighth !== 0) return undefined;
      const text = JSON.stringify([observed.items(), observed.events, observed.reported.map(serializable)]);
      if (/simulated(ApiKey|SecretKey)/.test(text)) return 'a key';
      const found = (text.match(/[0-9a-f]{64}/g) ?? []).find((each) => observed.signatures.has(each));
      return found === undefined ? undefined : 'a signature';
    },
  }),
};

function serializable(reported: unknown): unknown {
  return reported instanceof Error
    ? [reported.message, reported.stack, serializable(reported.cause), { ...reported }]
    : reported;
}
