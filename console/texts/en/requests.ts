import type { Translation } from '../texts.ts';

/** How many rows of a file stand where. */
interface FileCounts {
  readonly taken: number;
  /** Of those that can be asked for: asked for before. */
  readonly known: number;
  readonly toAsk: number;
  readonly unchecked: number;
  readonly leftOut: number;
}

export const texts = {
  title: 'Ask for a payment',
  intro: 'Others approve it before anything leaves. You do not approve what you ask for yourself.',
  notRequester:
    'Requesters ask for payments. You are none. Ask a colleague who is, or the person who keeps the groups.',
  toFile: 'A file of many requests',
  destination: {
    label: 'Destination',
    search: 'Search by name, coin, chain or address',
    searchHint: 'Only what is in the list of destinations can be paid.',
    found: (shown: number, all: number) =>
      shown === all ? `${all} found` : `${shown} of ${all} found are shown. Type more to see the others.`,
    none: 'No destination is found. Type less, or have it proposed.',
    propose: 'Propose a destination',
    change: 'Take another destination',
    useSuggested: (id: string) => `Take ${id}, by which you came here`,
    unknown: (id: string) => `There is no destination ${id} any more. Take another one.`,
    address: 'Address',
    bankAccount: 'Bank account',
    chain: 'Chain',
    coin: 'Coin',
    tag: 'Tag',
    missing: 'Pick a destination.',
  },
  quantity: {
    label: (coin: string) => (coin === '' ? 'Amount' : `Amount in ${coin}`),
    hint: 'What arrives. With a point, and without commas: 1250.50',
    empty: 'Type the amount.',
    separator: 'Type it without commas or spaces between the digits, and with a point: 1250.50',
    'leading-zero': 'Type it without a zero in front.',
    form: 'Type digits, and at most one point: 1250.50. Up to 20 digits on each side.',
    zero: 'It has to be more than zero.',
  },
  note: {
    label: 'Note for the people who approve',
    hint: 'Such as the invoice and what it is for. One line, up to 256 characters. May be empty.',
    hidden: (place: number, codePoint: string) =>
      `Character ${place} (${codePoint}) cannot be seen as it is. Take it out, or type the note by hand.`,
    'too-long': (length: number) => `It has ${length} characters. Up to 256 are taken.`,
  },
  instructionId: {
    label: 'Id, such as the invoice number',
    hint:
      'The same id is the same payment, and is paid once, however often it is asked for. Another payment needs ' +
      'another id.',
    empty: 'Type an id, such as the number of the invoice.',
    form: 'Take 1 to 64 letters, digits, dots, underscores or hyphens. The first one is a letter or a digit.',
    reserved: 'An id must not end with .funding.',
    'too-long-to-fund': 'With money moved first, an id has at most 56 characters.',
  },
  fundFrom: {
    label: 'If the account has too little',
    hint: (most: string) => `What is lacking can be moved first, up to ${most}. Those who approve see it.`,
    none: 'Wait until there is enough',
    from: (account: string) => `Move what is lacking from ${account} first`,
  },
  statuses: {
    proposed: 'Proposed',
    proving: 'To be confirmed',
    confirmed: 'Confirmed, not listed yet',
    'cooling-off': 'Cooling off',
    active: 'Active',
    revoked: 'Revoked',
  },
  effects: {
    refuse: 'It will not be taken',
    hold: 'It will be taken, and wait',
    'reject-at-release': 'It will be taken, but rejected when it is to leave, unless this changes',
  },
  because: (reason: string) => `It ${reason}.`,
  right: {
    paused: 'two people resume it',
    'cooling-off': 'its cool-off is over',
    'insufficient-balance': (figure: string) => `the account has ${figure}`,
    funding: 'that transfer is done',
    'funding-failed': 'a smaller amount, or more in the account that it leaves from',
    'reject-at-release': 'a smaller amount, or a later payment',
    'closed-at-exchange': 'a coin and chain that is open at the exchange',
    'below-exchange-minimum': (figure: string) => `at least ${figure}`,
    'above-exchange-maximum': (figure: string) => `at most ${figure}`,
    'over-per-instruction': (figure: string) => `at most ${figure}`,
    'over-destination-limit': (figure: string) => `at most ${figure}`,
    'over-rolling-limit': (figure: string) => `at most ${figure}`,
    'too-many-decimals': (figure: string) => `at most ${figure} digits after the point`,
    'destination-not-whitelisted': 'a destination that can be paid',
    'destination-revoked': 'a destination that can be paid',
    'coin-not-allowed': 'a coin whose withdrawals the policy allows',
    'instruction-conflict': 'another id',
  },
  expected: {
    refuse: (what: string) => `Right would be: ${what}.`,
    hold: (what: string) => `What ends the wait: ${what}.`,
    'reject-at-release': (what: string) => `Right would be: ${what}.`,
  },
  until: 'Until',
  preview: {
    title: 'What would become of it now',
    incomplete: 'Pick a destination and type an amount to see fee, balance and limits.',
    running: 'Checking …',
    failed: 'It could not be checked. You can send it all the same: it is checked again then.',
    wouldAnswer: {
      200: 'This was asked for before. It is the same payment, and is not paid twice.',
      202: 'It would be taken, and wait for people.',
      409: 'This id has another payment already.',
      422: 'It would not be taken as it is.',
    },
    fee: "The exchange's fee",
    debit: 'Leaves the account in all',
    minimum: 'The exchange takes at least',
    maximum: 'The exchange takes at most',
    balance: 'In the account',
    enough: 'Enough',
    notEnough: 'Not enough',
    notKnown: 'Not known now',
    age: (seconds: number) =>
      seconds < 120 ? 'read less than two minutes ago' : `read ${Math.floor(seconds / 60)} minutes ago`,
    closed: 'The exchange lets this coin leave there: not now',
    funding: (lacking: string, from: string) => `${lacking} would be moved from ${from} first`,
    perInstruction: 'One payment may be at most',
    limit: {
      coin: (window: string) => `All payments of the coin in any ${window}`,
      destination: (window: string) => `To this destination in any ${window}`,
    },
    limitLeft: (left: string, limit: string) => `${left} left of ${limit}`,
    countLeft: (left: number, limit: number) => `${left} of ${limit} payments left`,
    approvals: 'Who has to approve',
    quorum: (count: number, groups: string) => {
      const people = count === 1 ? '1 person' : `${count} people`;
      return groups === '' ? people : `${people}, with one of each of these groups: ${groups}`;
    },
    mayNotApprove: 'Their approval does not count',
    pauses: 'Paused now',
    pause: (scope: string, by: string, reason: string) => `${scope}, by ${by}: ${reason}`,
  },
  review: 'Look at it once more',
  wrongFields: 'Something is not right yet. It is said beside each field.',
  summary: {
    title: 'Is this right?',
    explain: 'Compare the address with the invoice, or with what you have from elsewhere, block by block.',
    amount: 'Amount',
    to: 'To',
    note: 'Note',
    noNote: 'none',
    id: 'Id',
    send: 'Ask for this payment',
    sending: 'Asking …',
    sendAgain: 'Ask again, with the same id',
    back: 'Change it',
    unanswered:
      'Nobody knows yet whether the request arrived. Ask again with the same id: it is the same payment, ' +
      'and is paid once. Keep the id as it is.',
  },
  conflict: (id: string) =>
    `The id ${id} has another payment already, and nothing was asked for now. Look at that one. If this is another ` +
    'payment, give it another id.',
  refused: 'It was not taken, and nothing was written. What is wrong is said beside each field. The id is still free.',
  result: {
    taken: 'Asked for',
    same: 'This was asked for before',
    takenText: 'Now others have to approve it. You do not have to do anything. You can take it back until it is sent.',
    sameText: 'It is the same payment as before, and is paid once. Look at where it stands.',
    see: 'See the payment',
    another: 'Ask for another payment',
  },
  file: {
    toForm: 'One payment by a form',
    intro:
      'Each row is a payment of its own, and others approve each by itself. First all rows are checked and shown. ' +
      'Nothing is asked for before you say so.',
    formTitle: 'What the file looks like',
    form: (names: string, rows: number, megabytes: number) =>
      `CSV in UTF-8, with commas. The first line has these names, in any order: ${names}. Up to ${rows} rows and ` +
      `${megabytes} MB.`,
    formBank: 'For a bank account, coin is USD or HKD, and chain is empty. A note may be empty.',
    formIds:
      'The id makes each payment be paid once. Was a run broken off? Choose the same file again: what was asked for ' +
      'before is the same payment, and the rest is asked for now.',
    template: 'Download an empty file',
    choose: 'Choose a file',
    chooseHint: 'It stays on this machine. Only what you ask for leaves it.',
    flaws: {
      'too-large': 'The file is larger than 1 MB. Divide it.',
      'not-utf-8': 'The file is not in UTF-8. In the spreadsheet, save it as "CSV UTF-8".',
      empty: 'The file has no request. It needs the line of names, and a line for each request.',
      semicolons:
        'The file has semicolons between its cells. Save it with commas, and check that amounts have points, such as ' +
        '1250.50.',
      'too-many-rows': 'The file has more than 500 requests. Divide it.',
      'not-csv': (why: string, line: number) => `Line ${line}: ${why}`,
      'open-quote': 'A quote is opened and not closed.',
      'stray-quote':
        'A quote stands where none may be. A cell with quotes, commas or line breaks is put in quotes, and its own ' +
        'quotes are doubled.',
      'line-ending': 'A line ends as on very old machines. Save the file anew.',
      columns: (missing: string, unknown: string) =>
        [
          missing === '' ? '' : `The first line lacks: ${missing}.`,
          unknown === '' ? '' : `It has too much, or twice: ${unknown}.`,
        ].join(' '),
      cells: (line: number, has: number, wants: number) =>
        `Line ${line} has ${has} cells, and the first line has ${wants}. Is a comma in a cell without quotes?`,
    },
    rowFlaws: {
      unknown: 'There is no such destination. It is named by its id, never by an address.',
      coin: (right: string) => `This destination takes ${right}.`,
      chain: (right: string) => `This destination is on the chain ${right}.`,
      noChain: 'This destination is a bank account: chain is empty.',
      twice: (line: number) => `Line ${line} has the same id. Neither is asked for.`,
    },
    capitals: (line: number) => `The id differs from that of line ${line} only in capitals. Are these two payments?`,
    twin: (line: number) => `Line ${line} has the same destination and amount. Are these two payments?`,
    states: {
      wrong: 'Will not be asked for',
      unchecked: 'Not checked yet',
      checking: 'Checking …',
      checked: {
        200: 'Asked for before: the same payment',
        202: 'Can be asked for',
        409: 'Will not be asked for: another payment has this id',
        422: 'Will not be asked for',
      },
      'check-failed': 'Could not be checked. It is checked when it is asked for',
      asking: 'Asking …',
      taken: { 200: 'Asked for before: the same payment', 202: 'Asked for' },
      refused: 'Not taken',
      unclear: 'Nobody knows yet whether it was taken. Ask again: it is the same payment',
    },
    rowsOf: (name: string, count: number) => (count === 1 ? `${name}: 1 row` : `${name}: ${count} rows`),
    checking: 'The rows are checked …',
    asking: 'The payments are asked for …',
    progress: (done: number, all: number) => `${done} of ${all}`,
    stop: 'Stop here',
    summary: ({ taken, known, toAsk, unchecked, leftOut }: FileCounts) =>
      [
        taken === 0 ? '' : `${taken} asked for.`,
        unchecked === 0 ? '' : `${unchecked} not checked yet.`,
        toAsk === 0 ? '' : `${toAsk} can be asked for.`,
        known === 0 ? '' : `${known} of these were asked for before, and are the same payments.`,
        leftOut === 0 ? '' : `${leftOut} will not be asked for: the reason stands in the row.`,
      ]
        .filter(Boolean)
        .join(' '),
    goOnChecking: 'Check the rest',
    totals: 'What would be asked for',
    inPayments: (count: number) => (count === 1 ? 'in 1 payment' : `in ${count} payments`),
    each: 'Each waits for its own approvals. There is no approval of all at once.',
    seen: 'I have looked at every row.',
    send: (count: number) => (count === 1 ? 'Ask for this payment' : `Ask for these ${count} payments`),
    results: 'Download what became of each row',
    table: 'Rows of the file',
    line: 'Line',
    id: 'Id',
    to: 'To',
    amount: 'Amount',
    note: 'Note',
    state: 'State',
  },
} as const;

export type RequestsTexts = Translation<typeof texts>;
