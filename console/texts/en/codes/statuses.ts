import type { OutcomeTexts, StatusTexts } from '../../code-words.ts';

export const statuses: StatusTexts = {
  requested: { name: 'Asked for', means: 'It was taken and is checked.', todo: 'Nothing: this takes a moment.' },
  'awaiting-approval': {
    name: 'Waits for approval',
    means: 'People have to agree before anything leaves.',
    todo: 'Whoever is missing reads it and decides.',
  },
  approved: {
    name: 'Approved',
    means: 'Enough people agreed. Nothing has left yet.',
    todo: 'Nothing: it goes by itself.',
  },
  sending: { name: 'Being sent', means: 'It was written down and is on its way to the exchange.', todo: 'Nothing.' },
  unknown: {
    name: 'Being looked for',
    means: 'The answer of the exchange was lost. It is looked for, and not sent again meanwhile.',
    todo: 'Nothing. Never pay it by hand.',
  },
  'needs-attention': {
    name: 'Money in doubt',
    means: 'The money may have moved or not. The treasury can find out no more.',
    todo: 'Two people look and decide what became of it.',
  },
  sent: { name: 'At the exchange', means: 'The exchange has taken it.', todo: 'Nothing: its end is looked for.' },
  settled: { name: 'Done', means: 'The money has moved.', todo: 'Nothing.' },
  failed: { name: 'Failed', means: 'It ended, and the money did not move.', todo: 'See the reason.' },
  rejected: { name: 'Rejected', means: 'The rules forbid it. Nothing left.', todo: 'See the reason.' },
  declined: {
    name: 'Declined',
    means: 'An approver said no. Nothing left.',
    todo: 'The history has their reason. Ask anew under a new id if it is right after all.',
  },
  canceled: { name: 'Canceled', means: 'Who asked for it took it back. Nothing left.', todo: 'Nothing.' },
  expired: { name: 'Expired', means: 'It waited too long. Nothing left.', todo: 'Ask anew, under a new id.' },
};

export const outcomes: OutcomeTexts = {
  accepted: 'the exchange took it',
  refused: 'the exchange refused it',
  held: 'not taken; it waits',
  unknown: 'nobody knows whether the exchange took it',
  absent: 'proven never taken',
};
