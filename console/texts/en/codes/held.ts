import type { HeldTexts } from '../../code-words.ts';

const soon = 'Nothing: it is tried again soon. If it stays so, tell the engineer.';

export const held: HeldTexts = {
  paused: { means: 'Sending is paused.', todo: 'See what is stopped and why. It goes on after the resume.' },
  'cooling-off': {
    means: 'The destination was confirmed a short while ago.',
    todo: 'Nothing: it goes after that time.',
  },
  'approvals-missing': {
    means: 'By the rules in force now it takes more approvals, or other ones.',
    todo: 'More people approve it.',
  },
  'destination-unsigned': {
    means: 'Nobody has signed with a device that the destination is right.',
    todo: 'Somebody who did not propose it confirms it once more.',
  },
  'signatures-refused': {
    means: 'Signatures of its approvals do not count: a device was revoked, or something was changed.',
    todo: 'Tell the person on call. Then approve it again, each with a device in force.',
  },
  'policy-changed': { means: 'The rules changed while it was being sent.', todo: 'Nothing: it is checked again soon.' },
  funding: {
    means: 'What it lacks is moved first, from the account that it names.',
    todo: 'Look at that transfer. Where there is none yet, that account has too little or another transfer uses it.',
  },
  'insufficient-balance': {
    means: 'The account that it leaves from has too little, with the fee.',
    todo: 'Fill the account, or cancel the payment.',
  },
  'limit-changed': {
    means: 'Its part of a limit was gone while it was being sent. Nothing left.',
    todo: 'Nothing: it is checked against the limit again soon.',
  },
  'reservations-full': {
    means: 'Too many payments of this coin, or to this destination, are on their way or in doubt.',
    todo: 'Decide about those in doubt.',
  },
  'whitelist-pending': { means: 'The exchange makes a new address wait for 30 minutes.', todo: 'Nothing.' },
  'rate-limited': { means: 'The exchange asked us to slow down.', todo: 'Nothing: it is tried again.' },
  'ip-banned': {
    means: 'The exchange has banned our address for a while.',
    todo: 'Wait, and tell the treasury engineer.',
  },
  'clock-skew': { means: 'The exchange found our time wrong.', todo: soon },
  'two-factor': { means: 'The exchange did not take the two-factor token.', todo: soon },
  'key-refused': { means: 'The exchange refused the key.', todo: 'The engineer looks at the key.' },
  'key-unavailable': {
    means: 'The key could not be read, or its secret is wrong.',
    todo: 'The engineer looks at the secret.',
  },
  'fix-config': {
    means: 'The exchange refused something that a person has to set right.',
    todo: 'Show the engineer the code in the history.',
  },
  'exchange-suspended': {
    means: 'The exchange has suspended this feature.',
    todo: 'Nothing, or ask HashKey until when.',
  },
  'exchange-maintenance': { means: 'The exchange is in its maintenance window.', todo: 'Nothing: it goes afterwards.' },
  'exchange-unreachable': { means: 'The exchange was not reached. Nothing left.', todo: 'Nothing: it is tried again.' },
};
