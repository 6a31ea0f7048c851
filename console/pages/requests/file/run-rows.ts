import { UnansweredError } from '../../../api/errors.ts';

export interface RowRun<Row> {
  readonly rows: readonly Row[];
  /** Does one row, and shows what became of it. Throws what says nothing of the row itself. */
  readonly act: (row: Row) => Promise<void>;
  readonly wait: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/** The API takes 20 calls a second from everybody together: one file takes no more than a half of them. */
export const pauseMs = 100;

/** An answer that was lost, or a moment at which very many call, passes. */
const retryAfterMs = [1_000, 3_000, 9_000];

/** Whether it went through all rows, or why not. The rest can be gone on with. */
export type RunEnd = { readonly end: 'done' | 'stopped' } | { readonly end: 'failed'; readonly error: unknown };

/**
 * Goes through the rows one after the other. What fails for one row is that row's alone. Where the treasury is not
 * reached at all, or the login has expired, it stops: all others would fail too.
 */
export async function runRows<Row>({ rows, act, wait, signal }: RowRun<Row>): Promise<RunEnd> {
  for (const row of rows) {
    if (signal.aborted) return { end: 'stopped' };
    try {
      await withRetries(() => act(row), wait, signal);
    } catch (error) {
      return { end: 'failed', error };
    }
    await wait(pauseMs);
  }
  return { end: 'done' };
}

/** Every call may be repeated: a preview writes nothing, and the same request again is the same payment. */
async function withRetries(act: () => Promise<void>, wait: RowRun<never>['wait'], signal: AbortSignal): Promise<void> {
  for (const ms of retryAfterMs) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof UnansweredError) || signal.aborted) throw error;
      await wait(ms);
      // Whoever stopped it meanwhile wants no other try.
      if (signal.aborted) throw error;
    }
  }
  await act();
}
