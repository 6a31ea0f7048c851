import type { Translation } from '../texts.ts';

export const texts = {
  title: 'Stop',
  open: 'Stop …',
  close: 'Close',
  toPage: 'What is stopped now, and how to resume it',
  failed: 'The last stop failed, and may not be in force.',
  whatItDoes:
    'Nothing new is sent that it covers. Payments that are approved wait; requests and approvals go on. What the ' +
    'exchange has already taken goes on there. If you do not know yet what is wrong, stop everything.',
  scope: 'What to stop',
  forms: {
    all: 'Everything',
    kind: 'One kind of payment',
    coin: 'One coin or currency',
    destination: 'One destination',
    sweep: 'One sweep',
  },
  kind: 'Kind',
  names: {
    coin: 'Coin or currency, such as USDT',
    destination: 'Id of the destination, or name of one of our accounts',
    sweep: 'Id of the sweep',
  },
  nameHint: 'Choose one from the list, or type it.',
  namesUnknown: 'The list of names is not there yet. You need not wait for it: type the name.',
  nameNotListed: 'This name is not in the list. It can be stopped all the same. Check that you typed it right.',
  nameMissing: 'Say which one, or stop everything.',
  reason: 'Reason',
  reasonHint: (most: number) => `Everybody who is told of it reads this. Up to ${most} characters.`,
  reasonFlaws: {
    missing: 'Say why. A few words are enough.',
    'too-long': 'It is too long: at most 256 characters.',
  },
  stopNow: 'Stop now',
  stopping: 'Stopping …',
  paused: (scope: string) => `Stopped: ${scope}`,
  unknownName: (scope: string) => `Nothing is configured by this name: ${scope}`,
  unknownNameAdvice:
    'The stop stands, but if the name is mistyped, what you meant goes on. Check the name. When in doubt, stop ' +
    'everything.',
  inForceAt: 'Nothing it covers reaches the exchange after',
  goesOn: 'What the exchange took before goes on there. It takes two people to resume.',
  another: 'Stop something else too',
  whoMay: 'Only operators and approvers may stop and resume. Call one of them at once if something looks wrong.',
  groups: (groups: string) => `They are the people of these groups: ${groups}`,
  unknown: 'Whether anything is stopped could not be read just now. It is tried again every 30 seconds.',
  more: (count: number) => `and ${count} more`,
  waitsForSecond: (by: string) => `${by} wants to resume it. A second person is missing.`,
  inForce: 'Stopped now',
  readAt: 'as read on',
  nothing: 'Nothing is stopped.',
  by: 'Stopped by',
  nothingFrom: 'In force from',
  resume: 'Resume',
  nobodyResumes: 'Nobody has asked to resume it. It takes two different people.',
  ownResume: 'You asked to resume it. It stays stopped until a second, different person resumes it too.',
  steps: {
    first: {
      ask: 'Resume …',
      means:
        'You are the first of two. It stays stopped until a second person resumes it too. Then what waits is sent at ' +
        'once.',
      confirm: (scope: string) => `I am for resuming: ${scope}`,
    },
    second: {
      ask: 'Resume as the second person …',
      means: 'You are the second of two. What waits is sent at once, as far as nothing else stops it.',
      confirm: (scope: string) => `Resume now: ${scope}`,
    },
  },
  resuming: 'Resuming …',
  keepPaused: 'Keep it stopped',
  changes: 'The last 100 changes',
  noChanges: 'Nothing was ever stopped here.',
  columns: ['When', 'What', 'Of what', 'Who', 'Reason'],
  whats: { paused: 'stopped', 'resume-proposed': 'asked to resume', resumed: 'resumed' },
  scopes: {
    all: 'everything',
    kinds: {
      withdrawal: 'all withdrawals of coins',
      'fiat-withdrawal': 'all payments to banks',
      'asset-transfer': 'all sweeps and transfers between our accounts',
    },
    coin: (name: string) => `everything in ${name}`,
    destination: (name: string) => `everything to ${name}`,
    sweep: (name: string) => `the sweep ${name}`,
  },
} as const;

export type StopTexts = Translation<typeof texts>;
