import type { RiskTexts } from '../../code-words.ts';

export const risks: RiskTexts = {
  'young-destination': {
    means: 'The destination was proposed within the last seven days.',
    todo: 'Call the payee, at a number that you had before.',
  },
  'first-payment': {
    means: 'No payment to this account in this coin is known.',
    todo: 'Ask for a small payment first.',
  },
  'largest-so-far': {
    means: 'It is larger than everything that is known to have been paid to this account.',
    todo: 'Look at the contract, not only at the invoice.',
  },
  'first-by-requester': {
    means: 'No other payment is known that this person asked for.',
    todo: 'Ask the person, and not by mail.',
  },
  'just-under-a-tier': {
    means: 'A little more would take more people, or other ones.',
    todo: 'Was it divided? Look for other payments to the same account.',
  },
  'just-under-a-limit': {
    means: 'A little more would be over a limit.',
    todo: 'Was it divided? Look for other payments to the same account.',
  },
  'unusual-hour': { means: 'It was asked for outside office hours.', todo: 'Ask the person why at this time.' },
  'history-unreadable': {
    means: 'What is kept of earlier payments could not be read, so nothing is said of them.',
    todo: 'Ask the operator before you approve.',
  },
};
