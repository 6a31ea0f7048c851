import type { StatedDay } from '../../../functions/shared/statements/stated-day.ts';
import type { Period } from './period.ts';

/** What a file is about, beside its days. */
export interface FileSubject {
  readonly period: Period;
  /** The one account, where the file is of one. */
  readonly account?: string;
  /** The one coin, where the file is of one. */
  readonly coin?: string;
}

export interface Format {
  /**
   * What has to be chosen, because a file of it has no room for more. `all-coins`: no coin may be chosen, because a line
   * needs both coins of a trade.
   */
  readonly needs: readonly ('account' | 'fiat' | 'all-coins')[];
  /**
   * Writes a file piece by piece. `note` tells who runs the tool what is not in it. Throws StatementNotToldError where
   * an amount cannot be said exactly.
   */
  write(days: AsyncIterable<StatedDay>, subject: FileSubject, note: (line: string) => void): AsyncIterable<string>;
}
