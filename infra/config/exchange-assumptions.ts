/**
 * The numbered assumptions about the exchange (exchange-api.md section 8, A20 and A21), and what it takes to look at
 * each.
 */
export const assumptionNames = [
  'A1',
  'A2',
  'A3',
  'A4',
  'A5',
  'A6',
  'A7',
  'A8',
  'A9',
  'A10',
  'A11',
  'A12',
  'A13',
  'A14',
  'A15',
  'A16',
  'A17',
  'A18',
  'A19',
  'A20',
  'A21',
] as const;

export type AssumptionName = (typeof assumptionNames)[number];

/** What looking at it would take. Said of each one that a run did not come to. */
export const assumptionPrerequisites: Readonly<Record<AssumptionName, string>> = {
  A1: 'addresses put onto the exchange’s whitelist over the API',
  A2: 'a withdrawal of every kind',
  A3: 'a transfer',
  A4: 'an id that was refused and is used again',
  A5: 'a transfer beyond the balance',
  A6: 'a withdrawal, which is where fees show',
  A7: 'a withdrawal',
  A8: 'a transfer, and records that can be read',
  A9: 'a transfer',
  A10: 'malformed requests',
  A11: 'requests that are wrong in several ways at once',
  A12: 'going over the rate limits',
  A13: 'a call with two factors',
  A14: 'a withdrawal that is followed to its end',
  A15: 'a read with a key that is taken',
  A16: 'a withdrawal in the sandbox',
  A17: 'a maintenance window',
  A18: 'the older HashKey PRO API, see `npm run reach`',
  A19: 'webhooks, which are not used here',
  A20: 'a transfer',
  A21: 'balances that can be read',
};
