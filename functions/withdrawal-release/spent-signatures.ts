import type { Millis } from '../shared/core/clock.ts';
import type { JudgedSignatures, SpentFlaw } from '../shared/ledger/authorization/signed-approvals.ts';
import type { Approval, Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { SentRecord } from '../shared/ledger/passkeys/sent-records.ts';

export interface SpendingContext {
  /** As it was before an attempt is written. */
  readonly instruction: Pick<Instruction, 'attempts'>;
  /** What was sent of it, where the writer of the table cannot change it. */
  readonly sent: SentRecord | undefined;
  readonly approvalExpiryMs: number;
  readonly now: Millis;
}

/**
 * Takes out the signatures that are right and good for no send any more. People sign for one payment: whoever writes
 * the table can put one back that was sent, canceled or expired, and its signatures are still there.
 */
export function withoutSpent({ signed, refused }: JudgedSignatures, context: SpendingContext): JudgedSignatures {
  const flaws = new Map(signed.map((approval) => [approval, spentFlaw(approval, context)]));
  const spent = signed.flatMap((approval) => {
    const flaw = flaws.get(approval);
    return flaw === undefined ? [] : [{ approval, flaw }];
  });
  return { signed: signed.filter((approval) => flaws.get(approval) === undefined), refused: [...refused, ...spent] };
}

function spentFlaw(
  { word }: Approval,
  { instruction, sent, approvalExpiryMs, now }: SpendingContext,
): SpentFlaw | undefined {
  if (sent !== undefined && !isToldBy(instruction, sent)) return 'sent-before';
  // By the time in the word, which is signed. An honest payment has expired before: it is older than its approvals.
  const isOld = word !== undefined && now - Date.parse(word.expiresAt) > approvalExpiryMs;
  return isOld ? 'signed-too-long-ago' : undefined;
}

/** Whether the instruction has the send in its attempts, and that was one after which another may follow. */
function isToldBy({ attempts }: SpendingContext['instruction'], { attempt, timestamp, answer }: SentRecord): boolean {
  if (answer === 'accepted' || answer === 'refused') return false;
  return attempts[attempt - 1]?.timestamp === timestamp;
}
