import type { Translation } from '../texts.ts';

export const texts = {
  title: 'Months',
  meaning: 'A month is closed by two approvers who sign the same. Months that have ended, the last one first:',
  standingUnknown: 'How it stands could not be read. Open it to try again.',
  standing: (signed: number, obstacles: number) => {
    if (obstacles > 0) return obstacles === 1 ? 'One thing is left to do.' : `${obstacles} things are left to do.`;
    return signed === 0 ? 'It can be signed.' : 'One person has signed. A second person is missing.';
  },
  states: {
    open: 'Open.',
    signed: 'Signed by two people. Nothing changes any more. Its document is written within the hour.',
    closed: 'Closed. Its document is written.',
  },
  monthTitle: (month: string) => `The month ${month}`,
  toAll: 'All months',
  obstacles: {
    title: 'What is left to do',
    none: 'Nothing is left to do.',
    noNote: (id: string) => `the movement ${id} has no note yet`,
  },
  days: {
    title: 'Days',
    count: (count: number, state: string) => (count === 1 ? `one day is ${state}` : `${count} days are ${state}`),
    each: 'Each day with the digest of its statement',
    digest: 'Digest',
  },
  balances: {
    title: 'Balances',
    allBalance: 'All balances add up: every change is explained by a movement.',
    findOut: 'A difference is what no movement explains. Find out before you sign.',
  },
  nothingKnown: 'No statement of this month is there yet. So nothing is known of balances, movements and fees.',
  totals: {
    title: 'Totals',
    compare: 'Compare these with your books.',
    type: 'Type',
    destination: 'Other side',
    movements: 'Movements',
    unknown: 'not known',
  },
  fees: { title: 'Fees', none: 'There were no fees.', noneSoFar: 'There are none in the statements that are there.' },
  unexplained: {
    title: 'Movements that nothing else explains',
    none: 'There are none: instructions, trades and our own deposit addresses explain every movement.',
    meaning: 'Each of these takes a note of a person.',
    leftOut: (count: number) =>
      `${count} more are not shown here. What you sign is all of them. Look at the statements of the days.`,
    otherSide: 'Other side',
    id: "The exchange's id",
  },
  rows: 'All movements for your books',
  download: 'Download the movements of this month (CSV)',
  signOffs: {
    title: 'Signatures',
    meaning: 'The digest stands for all that this page shows. Who signs says: I saw this, and it is right.',
    digest: 'Digest of this month',
    standing: (count: number) => (count === 1 ? 'One person has signed this:' : 'Two people have signed this:'),
    outdated: 'Signed before something changed. These do not count any more:',
    inPart:
      "There is more in this month than this page shows. The digest is the treasury's own; this page cannot check it.",
    differs: 'What this page shows is not what the treasury has: their digests differ. Do not sign. Tell the engineer.',
    why: {
      done: 'Two people have signed this month. It does not change any more.',
      'not-ended': 'Only the last 24 months that have ended can be signed.',
      obstacles: 'It cannot be signed before everything under "What is left to do" is done.',
      'signed-by-you': 'You have signed this. A second, different approver has to look and sign too.',
      'approvers-only': 'Only approvers can sign a month.',
    },
  },
  document: {
    title: 'The document',
    meaning: 'Keep its digest. Whoever has the file can prove by it that nothing changed since.',
    objectKey: 'File in the bucket',
    digest: 'Digest of the file (SHA-256)',
    writtenAt: 'Written',
  },
  sign: {
    first: 'Nobody has signed this yet. After you a second, different approver signs.',
    second: 'Another person has signed the same. With your signature the month does not change any more.',
    open: (month: string) => `Sign ${month} …`,
    title: (month: string) => `Sign the month ${month}?`,
    says: (person: string) =>
      `You sign as ${person} that you compared the balances, the totals, the fees and the notes, and that they are ` +
      'right. This is the digest of what you saw:',
    waits: 'A second, different approver has to sign the same before the month is closed.',
    freezes: 'You are the second person. No note is taken after this, and nobody can undo it.',
    sign: 'Sign',
    signing: 'Signing …',
    back: 'Back without signing',
    changed: 'The month changed since you looked at it. Nothing was signed. Read it again before you sign.',
    readAgain: 'Read the month again',
  },
} as const;

export type MonthsTexts = Translation<typeof texts>;
