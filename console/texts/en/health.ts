import type { Translation } from '../texts.ts';

export const texts = {
  title: 'Health',
  asOf: 'As of',
  overall: {
    good: 'All is well.',
    late: 'Something is late. Nothing is lost so far.',
    bad: 'Something is wrong. Look at it now.',
    unknown: 'Of something it is not known how it stands.',
  },
  notWell: (count: number) =>
    count === 1
      ? 'One check is not good; it is the first below.'
      : `${count} checks are not good; they are the first below.`,
  notRunYet: 'Nothing is wrong. Not everything has run for the first time yet.',
  notRun: 'has not run yet',
  states: { good: 'good', late: 'late', bad: 'bad', unknown: 'not known' },
  names: {
    tick: 'The tick, which moves everything on',
    terms: 'Fees and minimums of the exchange',
    export: 'Exports of the records',
    backlog: 'Payments and sweeps under way',
  },
  key: (name: string) => `Key ${name}`,
  account: (name: string) => `Balances of the account ${name}`,
  statements: (account: string) => `Statements of the account ${account}`,
  deposits: (list: string) => (list === '' ? 'Deposits' : `Deposits of ${list}`),
  lists: { crypto: 'coins', fiat: 'bank money' },
  firstRun: {
    tick: 'It runs every minute.',
    terms: 'The tick reads them within minutes.',
    account: 'The tick reads them within minutes.',
    deposits: 'They are read every two minutes.',
    key: 'It is checked every day at 9:00 in Hong Kong.',
    export: 'It is begun within an hour, and then takes a while.',
    statements: 'Every hour it is seen whether a day has ended. Then the first one is made.',
  },
  firstRunAdvice: 'There is nothing to do. Does it stay so? Tell the person on call: its record may not be readable.',
  last: {
    tick: 'Last trace of it:',
    terms: 'Last read:',
    account: 'Last read:',
    deposits: 'All read until:',
    key: 'Last checked:',
    export: 'Exported until:',
    statements: 'The last day with a statement ended:',
  },
  verdicts: {
    healthy: 'The key works.',
    unused: 'The key is not set, and nothing needs it.',
    warning: 'The key works, with something to see to.',
    broken: 'The key does not work.',
  },
  failed: (code: string) => `The last look failed: ${code}`,
  lastDay: (day: string) => `Last day with a statement: ${day}`,
  missingDays: (count: number) => `Days without one since then: ${count}`,
  provisional: (day: string) => `${day} was read and does not balance yet. It is read again every hour.`,
  exportRuns: 'An export is under way.',
  backlog: {
    needsAttention: 'People have to decide',
    inDoubt: 'Outcome being looked for',
    atExchange: 'At the exchange',
    approved: 'Approved and not sent',
    unreadable: 'Not readable',
  },
  incomplete: 'There are more than are counted here.',
  limits: (late: string, bad: string) => `Late after ${late}, bad after ${bad}.`,
  whatToDo: 'What to do:',
  runbook: (heading: string) => `The runbook has the steps under “${heading}”.`,
  advice: {
    tick: 'Tell the person on call. Payments still leave only once, but nothing in doubt is looked for.',
    terms: 'Wait for the next look. If it stays so, tell the person on call: the exchange may be away.',
    account: 'Wait for the next look. If it stays so, tell the person on call: the exchange may be away.',
    deposits: 'Tell the person on call. No deposit is lost: all of it is made up for later.',
    key: 'Tell the person on call what is said here. What needs the key waits.',
    export: 'Tell the person on call. No money is touched, and the export is tried again every hour.',
    statements: 'Tell the person on call within a day: the exchange forgets a day after seven.',
    backlog: 'Open what needs you: two people decide about money in doubt.',
  },
} as const;

export type HealthTexts = Translation<typeof texts>;
