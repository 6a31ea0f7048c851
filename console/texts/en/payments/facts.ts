export const facts = {
  heading: (amount: string, kind: string) => `${amount}: ${kind}`,
  kinds: {
    withdrawal: 'payment',
    'fiat-withdrawal': 'payment to a bank',
    'asset-transfer': 'transfer between own accounts',
  },
  asOf: 'as of',
  standing: 'Where it stands',
  notBefore: 'It does not leave before',
  absentSince: 'Known not to be at the exchange since',
  noAddress: 'None: the whitelist has no such destination.',
  digestNotice: {
    title: 'What is shown here is not what the treasury has. No decision can be sent.',
    means:
      'The digest that this page computes from what it shows is not the one of the treasury. ' +
      'Something between you and the treasury may have changed the answer.',
    todo:
      'Do not approve it anywhere. Compare amount and address with a colleague on another ' +
      'device, and tell the treasury engineer. If in doubt, stop everything.',
    stop: 'To the page that stops payments',
    computed: 'Of what is shown',
    given: 'Of the treasury',
  },
  changed: {
    title: 'This changed while you were reading:',
    todo: 'Read it again. Only then can you decide.',
    accept: 'I have read it again',
    aspects: {
      content: 'what is paid, or to whom',
      status: 'where it stands',
      approvals: 'who has approved it',
      resolution: 'what people said became of the money, or what the exchange shows',
      destination: 'where the destination stands, or who confirmed it',
      rules: 'who may decide, or until when',
      risks: 'what is worth a second look',
      pauses: 'what is stopped',
    },
  },
  to: {
    title: 'To whom',
    name: 'Destination',
    address: 'Whole address',
    account: 'Whole account',
    chain: 'Chain',
    tag: 'Tag',
    noTag: 'none',
    source: 'From the account',
    standing: 'On the whitelist',
    unknown: 'There is no such destination.',
    proposed: 'Proposed by',
    days: (days: number) => {
      if (days === 0) return 'within the last day';
      return days === 1 ? '1 day ago' : `${days} days ago`;
    },
    confirmed: 'Confirmed by',
    nobody: 'nobody',
    statuses: {
      proposed: 'proposed, not proven yet',
      proving: 'being proven',
      confirmed: 'confirmed, not listed by the exchange yet',
      'cooling-off': 'confirmed, cools off',
      active: 'active',
      revoked: 'revoked',
    },
  },
  lookAlikes: {
    comparing: 'Compared with all other destinations …',
    notCompared: 'It could not be compared with the other destinations. Compare every block yourself.',
    notWhole: 'Not all destinations could be compared. Compare every block yourself.',
    none: 'No other destination has an address like it.',
    title: (id: string) => `The destination ${id} looks like it.`,
    todo: (blocks: string) =>
      `Compare both with your own source, block by block. They differ in block ${blocks} of this payment's address.`,
    this: 'this payment',
  },
  request: {
    title: 'Who asks, and why',
    by: 'Asked for by',
    note: 'Their note',
    noNote: 'none',
    at: 'Asked for at',
    id: 'Id',
    sweep: 'Sweep',
    funds: 'Moved for the payment',
    paidBefore: 'What they asked for before',
    history: { paid: 'was paid before', none: 'nothing is known to have been paid', unreadable: 'could not be read' },
  },
  cost: {
    title: 'What it takes',
    amount: 'Amount',
    fee: 'Fee of the exchange',
    feeTaken: 'Fee that was taken',
    totalDebit: 'Total debit',
    balance: 'Free in the account',
    enough: 'enough',
    tooLittle: 'too little: it would wait',
    notKnown: 'not known: it was not read lately',
    closed: 'The exchange does not let this coin leave on this chain now.',
    fundFrom: 'What is lacking is moved from',
    movedFirst: 'Moved first',
    fundingForbidden: 'The rules do not allow it.',
    atMost: 'at most',
    paidBefore: 'To this account before',
    lastPaid: 'last on',
    largest: 'the largest was',
  },
  limits: {
    title: 'What the limits have left, before this payment',
    of: 'Limit',
    limit: 'At most',
    used: 'Used',
    left: 'Left',
    payments: 'number of payments',
    names: {
      coin: (window: string) => `of the coin in ${window}`,
      destination: (window: string) => `to this account in ${window}`,
    },
    none: 'There is no limit over a time for it.',
    unreadable: 'The limits could not be read. Ask the operator before you approve.',
  },
  riskFacts: {
    proposed: (days: number) => {
      if (days === 0) return 'It was proposed less than a day ago.';
      return days === 1 ? 'It was proposed a day ago.' : `It was proposed ${days} days ago.`;
    },
    keptSince: (day: string) => `Payments are kept since ${day}.`,
    largest: (amount: string) => `The largest one that is known was ${amount}.`,
    tier: (over: string, people: number, groups: string) =>
      `Over ${over} it takes ${people === 1 ? '1 person' : `${people} people`}` +
      `${groups === '' ? '' : `, one of each of: ${groups}`}.`,
    limits: {
      payment: (most: string) => `One payment is ${most} at the most.`,
      'payment-to-a-destination': (most: string) => `One payment to a destination is ${most} at the most.`,
      coin: (most: string, window: string) => `In ${window} at most ${most} of the coin leave.`,
      destination: (most: string, window: string) => `In ${window} at most ${most} go to this account.`,
    },
    askedAt: (weekday: string, time: string, timezone: string) =>
      `It was asked for on ${weekday} at ${time} in ${timezone}.`,
  },
  risks: {
    title: 'Worth a second look',
    none: 'Nothing stands out.',
    acknowledgeEach: 'Look at each, and say of each by itself that you did.',
    acknowledge: 'I have looked at this',
  },
  approvals: {
    title: 'Whose word counts',
    takes: 'It takes',
    people: (count: number, groups: string) =>
      `${count === 1 ? '1 person' : `${count} people`}${groups === '' ? '' : `, one of each of: ${groups}`}`,
    approved: 'Approved by',
    nobodyYet: 'nobody yet',
    missing: 'Still missing',
    missingPeople: (count: number, groups: string) => {
      if (count === 0) return 'nobody';
      return `${count === 1 ? '1 person' : `${count} people`}${groups === '' ? '' : `, among them: ${groups}`}`;
    },
    mayNot: 'Does not count from',
    nobody: 'nobody',
    until: 'Until',
    notBefore: 'Leaves not before',
    unconfirmed: 'People are named in another way since the destination came in. It has to be confirmed again first.',
    forbidden: 'As things stand now it would be rejected:',
    paused: (scope: string) => `Stopped now (${scope}). It can be approved, and leaves after the resume.`,
  },
  timeline: {
    title: 'What happened',
    by: 'by',
    order: 'Order at the exchange',
    transaction: 'Transaction on the chain',
    repeated: (count: number) => `the same ${count} more ${count === 1 ? 'time' : 'times'}, last on`,
    evidence: 'What was written:',
    attempt: (number: number) => `Sending ${number}`,
    noOutcome: 'no answer yet',
    signedAt: 'signed at',
    takenAt: 'taken at',
    exchangeCode: "The exchange's code",
    ourCode: 'Our code',
  },
} as const;
