/** What a statement may say beside its numbers. Other systems match on them: none changes or goes. */
export const remarkCodes = {
  'opening-differs': 'The exchange now says another balance for the end of the day before than it said then.',
  'balance-gap': 'Between two rows the balance moved without a row, by what the rows themselves say of it.',
  'balance-unreadable': 'A balance at the beginning or the end of the day could not be read. It counts as zero.',
  'row-unreadable': 'A row of the fund statement could not be read, and is in no sum.',
  'row-conflict': 'The exchange shows two rows with one id that say different things. The first counts.',
  'fee-by-balance': 'The fee of rows is in their amount or beside it, not as assumed (A35), as their balances say.',
  'sign-by-balance': 'Rows add what they were assumed to take, or the other way (A35), as their own balances say.',
  'flow-incomplete': 'The exchange has more rows than it let us read.',
  'type-refused': 'The exchange does not answer for rows of a type, and the day does not balance.',
  'not-in-flow': 'A deposit or a withdrawal is successful in its list, and the fund statement has no row of it.',
  'late-row': 'A row of an earlier day, which appeared after the statement of that day was made.',
  'cut-off-contradicted': 'The balances agree with the rows where the day ends in another zone than configured.',
  'offset-changed': 'The day before ended in another zone, so its end is not the beginning of this day.',
  'more-remarks': 'There are more remarks than are kept.',
} as const;

export type RemarkCode = keyof typeof remarkCodes;

/** Where one of these is said, the numbers may still change: the day is read again before it is written for good. */
const doubts: ReadonlySet<string> = new Set<RemarkCode>([
  'opening-differs',
  'balance-gap',
  'balance-unreadable',
  'row-unreadable',
  'row-conflict',
  'sign-by-balance',
  'flow-incomplete',
]);

export function isDoubt({ code }: { readonly code: string }): boolean {
  return doubts.has(code);
}

/** Nothing of this day is in doubt, and people have to know all the same. */
export function isNews({ code }: { readonly code: string }): boolean {
  return code === ('late-row' satisfies RemarkCode);
}
