import type { SubmissionOutcome } from '../shared/core/submission-outcome.ts';
import type { Attempt } from '../shared/ledger/instruction/instruction.ts';
import type { BegunSend, SentRecord, SentRecords } from '../shared/ledger/passkeys/sent-records.ts';
import type { PreparedSubmission } from '../shared/ledger/send.ts';

/** One send of a payment that people signed, written down where the writer of the table cannot change it. */
export interface RecordedSend {
  /**
   * After the attempt is written and before its bytes leave. False where it must not leave: another one was faster.
   * Throws StoreUnavailableError.
   */
  begin(attempt: Attempt, seen: SentRecord | undefined): Promise<boolean>;
  /** The same submission, whose answer is noted too, where it was begun. */
  noting(prepared: PreparedSubmission): PreparedSubmission;
}

export function recordedSend(sends: SentRecords, digest: string): RecordedSend {
  let begun: BegunSend | undefined;
  return {
    begin: async (attempt, seen) => {
      begun = await sends.begin(digest, attempt, seen);
      return begun !== undefined;
    },
    noting: (prepared) => {
      let answer: SubmissionOutcome['kind'] | undefined;
      return {
        ...prepared,
        post: async (attempt) => {
          const outcome = await prepared.post(attempt);
          answer = outcome.kind;
          return outcome;
        },
        applyFeedback: async () => {
          const noted = answer === undefined ? undefined : begun?.answered(answer);
          const done = await Promise.allSettled([prepared.applyFeedback(), noted]);
          for (const each of done) if (each.status === 'rejected') throw each.reason;
        },
      };
    },
  };
}
