import { contentText, type MonthTexts } from '../../functions/shared/statements/close/content-text.ts';
import { textDigest } from './canonical-digest.ts';

type Row = MonthTexts['unexplained'][number];

/** What a page shows of a month. */
export type ShownMonth = Omit<MonthTexts, 'accounts' | 'unexplained'> & {
  readonly unexplained: readonly (Omit<Row, 'time' | 'notes'> & {
    readonly time: string;
    readonly notes: readonly { readonly text: string; readonly by: string; readonly at: string }[];
  })[];
};

/**
 * The digest of a month as it is shown. It has to be the server's: who signs says by it that they saw these balances,
 * totals and notes. Each account of a month has its days in it, so they say which accounts there are.
 */
export async function monthDigest(shown: ShownMonth): Promise<string> {
  const accounts = [...new Set(shown.days.map(({ account }) => account))];
  const unexplained = shown.unexplained.map(({ time, notes, ...row }) => ({
    ...row,
    time: Date.parse(time),
    notes: notes.map(({ text, by, at }) => ({ text, by, at: Date.parse(at) })),
  }));
  return textDigest(contentText({ ...shown, accounts, unexplained }));
}
