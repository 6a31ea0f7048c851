import type { Translation } from '../texts.ts';

export const texts = {
  title: 'Balances',
  ways: { balances: 'Now', forecast: 'Forecast', limits: 'Limits used' },
  asOf: 'As of',
  incomplete: 'More payments are under way than one answer looks at. More is reserved than is shown.',
  inAccount: (account: string) => `Balances of the account ${account}`,
  free: 'Free',
  locked: 'Locked',
  reserved: 'Reserved',
  available: 'Available',
  lacking: 'Lacking:',
  notKnown: 'not known',
  neverRead: 'This account was never read. Nothing of it is known, and nothing of it is zero.',
  readAt: 'Read',
  lookFailed: 'The last look failed, so that these figures are older:',
  instructions: (count: number) =>
    count === 1 ? 'for one payment or transfer' : `for ${count} payments and transfers`,
  feesUnknown: (count: number) =>
    count === 1 ? 'The fee of one is not known and not in it.' : `The fees of ${count} are not known and not in it.`,
  unassigned: 'Of these payments it is not known from which account they leave. They are reserved nowhere:',
  meaning:
    'Free and locked are what the exchange says. Reserved is what approved payments with their fees, and transfers ' +
    'under way, take from here. Available is what is left of free.',
  historyOf: (account: string, coin: string) => `${coin}: how the balance in ${account} was`,
  history: {
    title: (account: string, coin: string) => `${coin} in ${account}: the last 30 days`,
    chart: (account: string, coin: string) => `${coin} in ${account} at the end of each day`,
    meaning: 'From the statements. A day that is missing, lost or not final yet is a gap.',
    toStatements: 'The statements of these days',
  },
  chart: {
    nothingKnown: (title: string) => `${title}: nothing is known of these days.`,
    course: (first: string, last: string) => `From ${first} to ${last}.`,
    range: (lowest: string, highest: string) => `The least is ${lowest}, the most ${highest}.`,
    gaps: (count: number) => (count === 1 ? 'One value is not known.' : `${count} values are not known.`),
    numbers: 'The numbers',
    amount: 'Amount',
    unknown: 'not known',
  },
  limits: {
    title: 'Limits used',
    meaning:
      'How much may still leave. What was sent and is in doubt counts too. For one destination there may be limits of ' +
      'its own: the page of a payment shows them.',
    none: 'No coin may leave.',
    perPayment: 'One payment may be at most',
    notKnown: 'What is used of the limits could not be read. Tell the engineer.',
    noRolling: 'There is no limit over time.',
    chart: (coin: string) => `Limits of ${coin}`,
    usage: (window: string, used: string, limit: string, percent: string, left: string) =>
      `In ${window}: ${used} of ${limit} used (${percent} %), ${left} left.`,
    payments: (count: string) => (count === '1' ? 'one payment' : `${count} payments`),
    numbers: 'The numbers',
    window: 'In',
    counted: 'Counted by',
    by: { amount: 'amount', count: 'number of payments' },
    limit: 'Limit',
    used: 'Used',
    left: 'Left',
  },
  forecast: {
    title: 'Forecast',
    days: 'How many days',
    movements: 'What is counted',
    movementChoices: {
      planned: 'what is approved and scheduled',
      average: 'that, and an average day',
    },
    until: 'until',
    covered: 'All that is approved and scheduled is covered.',
    coveredInPart: 'What is known is covered. What is not known is below, and may not be covered.',
    firstShortfall: 'Not covered from',
    lackingIn: (account: string) => `in ${account} there is lacking`,
    shortfalls: 'All that is not covered',
    lacking: 'Lacking',
    need: 'For',
    needs: {
      payment: 'the payment',
      averageDay: 'what leaves on an average day',
      reserve: (sweep: string) => `what the transfer rule ${sweep} is to leave in the account`,
      sweep: (sweep: string) => `what the transfer rule ${sweep} is to move`,
    },
    freeIn: (account: string) => `What is free in the account ${account}`,
    now: 'Now',
    lowest: 'The least',
    end: 'At the end',
    chart: (account: string, coin: string) => `${coin} free in ${account}`,
    unknownCoins: (coins: string) => `The balances of these coins are not known, so there is no forecast: ${coins}`,
    gaps: 'What this forecast does not know',
    waiting: 'Payments that still wait for approvals are not in it.',
    history: (from: string, to: string, days: number, leftOut: number) =>
      `The average is of ${days} days from ${from} to ${to}; ${leftOut} days are left out: they are not complete.`,
    noHistory: 'There are no complete statements to make an average of, so none was added.',
    incomplete: 'More is under way than one answer looks at.',
    runsLeftOut: (count: number) => `${count} runs of transfer rules are counted and not shown.`,
    unscheduled: (sweeps: string) => `These transfer rules have no schedule: ${sweeps}`,
    notForecast: 'Of these payments it is not known what they take from where:',
    feesUnknown: 'These payments count without their fee, because it is not known:',
  },
} as const;

export type BalancesTexts = Translation<typeof texts>;
