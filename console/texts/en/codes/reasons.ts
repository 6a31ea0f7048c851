import type { ReasonTexts } from '../../code-words.ts';

const lookAndDecide = 'Two people look at the exchange and on the chain, and decide here.';
const nextRun = 'Nothing: the next run decides.';

export const reasons: ReasonTexts = {
  'destination-not-whitelisted': {
    means: 'No usable destination has this id: there is none, or it is not proven, confirmed or listed yet.',
    todo: 'Look at the destination, then ask again.',
  },
  'destination-revoked': {
    means: 'The destination was revoked.',
    todo: 'Ask who revoked it and why. Pay to a new one.',
  },
  'destination-mismatch': {
    means: 'The destination is for another coin, chain or address.',
    todo: 'Check the request, and ask again.',
  },
  'coin-not-allowed': { means: 'Payments of this coin are not configured.', todo: 'Have limits added for the coin.' },
  'too-many-decimals': { means: 'The amount has more decimals than the exchange takes.', todo: 'Round the amount.' },
  'below-exchange-minimum': { means: 'The exchange takes no payment of so little.', todo: 'Ask for more.' },
  'above-exchange-maximum': {
    means: 'The exchange takes no single payment of so much.',
    todo: 'Ask for several smaller ones.',
  },
  'closed-at-exchange': {
    means: 'The exchange does not let this coin leave on this chain now.',
    todo: 'Ask again later, or on another chain.',
  },
  'identity-changed': {
    means: 'People are named in another way since it was asked for: nobody can tell who asked.',
    todo: 'Ask anew, under a new id.',
  },
  'over-per-instruction': {
    means: 'The amount is over the limit for one payment.',
    todo: 'Ask for less, or have the limit changed.',
  },
  'over-rolling-limit': {
    means: 'With what left before, and what may have, it would be over a limit of this coin.',
    todo: 'Ask again later or for less, or have the limit changed.',
  },
  'over-count-limit': {
    means: 'There would be more payments of this coin than a limit allows.',
    todo: 'Ask again later, put payments together, or have the limit changed.',
  },
  'over-destination-limit': {
    means: 'It would be over a limit for this destination.',
    todo: 'Ask for less or later, or have the limit changed.',
  },
  'funding-not-allowed': {
    means: 'The rules do not let the named account fund payments of this coin.',
    todo: 'Name another account, or none.',
  },
  'funding-failed': {
    means: 'The transfer that was to fund it did not settle, so it was not sent.',
    todo: 'Look at that transfer, then ask anew under a new id.',
  },
  'nothing-lacking': {
    means: 'There was enough for the payment already, so nothing was moved for it.',
    todo: 'Nothing: the payment goes on.',
  },
  'over-funding-limit': {
    means: 'More is lacking for the payment than may be moved for one.',
    todo: 'Ask for less under a new id, fill the account, or have the limit changed.',
  },
  'withdrawal-ended': {
    means: 'The payment that it was to fund ended first. What was moved stays where it went.',
    todo: 'Have it moved back by a sweep, if you want it back.',
  },
  'approval-given': { means: 'One more person approved it.', todo: 'Nothing.' },
  declined: {
    means: 'An approver declined it; the history has their reason.',
    todo: 'Talk to them. Ask anew under a new id if it is right after all.',
  },
  canceled: { means: 'Who asked for it took it back.', todo: 'Nothing.' },
  'approval-expired': {
    means: 'It waited longer than the rules let it wait, for people or for its release.',
    todo: 'Ask anew, under a new id.',
  },
  'attempts-exhausted': {
    means: 'It was tried 40 times, and held each time.',
    todo: 'Look at the cause in the history, then ask anew.',
  },
  'exchange-refused': { means: 'The exchange refused it for good.', todo: 'See its code in the history.' },
  'exchange-failed': {
    means: 'The exchange took it and then failed it. The money did not leave.',
    todo: 'See its code in the history.',
  },
  'proven-absent': {
    means: 'It was proven that the exchange does not have it and never will. Nothing moved.',
    todo: 'Nothing: a payment goes again by itself, a sweep with its next run.',
  },
  'outcome-unknown': {
    means: 'Nobody knows yet whether the exchange has it. It is looked for every minute.',
    todo: 'Nothing. Never pay it by hand.',
  },
  'near-match': {
    means: 'The exchange has a payment like it that belongs to no other instruction.',
    todo: lookAndDecide,
  },
  'seen-before': {
    means: 'The exchange says that it had this id before, and does not show what it took.',
    todo: 'Count on the money having moved until its screens or its support say otherwise. Then decide here.',
  },
  'earlier-attempt': {
    means: 'An order turned up of a try that was taken for absent. It may have been paid twice.',
    todo: 'Stop payments of this coin, and look for a second order under the same id before you decide.',
  },
  'no-known-order': {
    means: 'The exchange does not show it, and no payment is known that proves that it would.',
    todo: "Look at the exchange's own screens, with the account of the right company. Then decide here.",
  },
  'order-differs': {
    means: 'Its id is at the exchange with other content, more than once, or with two different ends.',
    todo: 'Stop payments of this coin. Then two people look and decide here.',
  },
  'not-in-records': { means: 'The exchange does not show it, and that proves nothing there.', todo: lookAndDecide },
  'unknown-status': {
    means: 'The exchange has it, and calls it by a word that is in no document.',
    todo: 'Look at the word below and ask HashKey. It ends by itself once the word is a known one.',
  },
  'sent-too-long': {
    means: 'The exchange took it, and it has not ended for too long.',
    todo: 'Ask HashKey what it waits for. It ends by itself once the exchange shows its end.',
  },
  'records-unreadable': { means: "The exchange's records could not be read to their end.", todo: lookAndDecide },
  'resolution-proposed': {
    means: 'One person said what became of the money.',
    todo: 'Another person looks for themselves and decides.',
  },
  resolved: { means: 'Enough people agreed what became of the money, with evidence.', todo: 'See the evidence.' },
  paused: { means: 'Sending was paused.', todo: 'Nothing; see what is stopped.' },
  'nothing-above-reserve': { means: 'There is nothing above the reserve.', todo: 'Nothing.' },
  'target-reached': { means: 'The account has its target already.', todo: 'Nothing.' },
  'insufficient-balance': {
    means: 'The account has less than the fixed amount.',
    todo: 'Nothing, or fill the account.',
  },
  'below-min': { means: 'It would move less than the configured minimum.', todo: 'Nothing.' },
  'balance-unavailable': { means: 'The balance could not be read in this run.', todo: nextRun },
  'balance-changed': { means: 'The balance does not cover it any more.', todo: nextRun },
  'sweep-changed': { means: 'The configuration of the sweep is another one by now.', todo: nextRun },
  'too-late': { means: 'The run came, or waited, too long after its time.', todo: nextRun },
  'earlier-instruction-open': {
    means: 'An earlier transfer from the same account and coin is not finished.',
    todo: 'Look at that one.',
  },
  'dry-run': { means: 'The sweep only decides, and moves nothing.', todo: 'Nothing.' },
  disabled: { means: 'The sweep is switched off, or waits for looser rules.', todo: 'Nothing, or see the policy.' },
};
