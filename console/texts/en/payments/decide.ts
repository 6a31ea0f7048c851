export const decide = {
  title: 'Your decision',
  approve: 'Approve …',
  decline: 'Decline …',
  cancel: 'Take it back …',
  onlyDecline: 'You cannot approve it, but you can decline it.',
  neither: 'You cannot decide about it.',
  digestFirst: 'No decision can be sent: what is shown is not what the treasury has.',
  changedFirst: 'It changed meanwhile. Read it again before you decide.',
  risksFirst: (count: number) =>
    count === 1
      ? 'Before you approve: one point above is not marked as looked at.'
      : `Before you approve: ${count} points above are not marked as looked at.`,
  sending: 'Being sent …',
  back: 'Back, change nothing',
  approveTitle: 'Approve this payment?',
  approveMeans:
    'You say that exactly this may be paid. An approval cannot be taken back, but it can be declined until it is sent.',
  approveNow: (amount: string) => `Approve ${amount} now`,
  declineTitle: 'Decline this payment?',
  declineMeans: 'It ends for good. If it is right after all, it has to be asked for anew under a new id.',
  declineNow: 'Decline it now',
  reason: 'Reason',
  reasonHint: 'Who asked for it reads this. One line, up to 256 characters.',
  reasonMissing: 'Write why you decline it.',
  cancelTitle: 'Take this payment back?',
  cancelMeans: 'You asked for it. It ends, and nothing is sent.',
  cancelNow: 'Take it back now',
} as const;

export const outcome = {
  title: 'What became of your decision',
  kept: {
    approve: 'Your approval is kept. It is not enough by itself yet.',
    resolve: 'Your decision is kept. It is not enough by itself yet.',
  },
  approved: 'It is approved. Your approval was the last one that was missing.',
  done: (what: string) => `Done: ${what}.`,
  decisions: { decline: 'it is declined', cancel: 'it is taken back', resolve: 'it is decided what became of it' },
  stillMissing: (count: number, groups: string) =>
    `Still missing: ${count === 1 ? '1 person' : `${count} people`}${groups === '' ? '' : ` (${groups})`}.`,
  goesOn: 'It goes on by itself. Below you see how.',
  otherPerson: 'Another person has to look and say the same.',
  neverAgain: 'It is never sent again. If the money did not move and is still owed, ask for it under a new id.',
  newId: 'The same payment can be asked for again under a new id only.',
  changed: 'Nothing was sent: it changed just before. Read it again, then decide.',
  notSent: 'Nothing was sent: it could not be read anew just before.',
  refused: 'Your decision was not taken.',
  arrived: 'The answer was lost, but your decision is there. Do not try again.',
  notArrived: (id: string) =>
    `The answer was lost, and your decision is not there. Look at ${id} again, then you may try a second time.`,
  unknown: 'Nobody knows yet whether your decision arrived.',
  lookFirst: 'Look what became of it before you try a second time.',
  look: 'Look what became of it',
  looking: 'Looking …',
} as const;
