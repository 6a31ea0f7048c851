import type { Content } from '../../functions/shared/ledger/instruction/content.ts';
import {
  markUnknown,
  proveAbsent,
  recordAbsence,
} from '../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../functions/shared/ledger/instruction/instruction.ts';
import { startSending } from '../../functions/shared/ledger/instruction/transitions.ts';
import { limitedBooksFor } from '../../functions/shared/ledger/limits/limited-books.ts';
import { reservationId } from '../../functions/shared/ledger/limits/settlements.ts';
import { noon } from './clock.ts';
import type { FunctionFixture } from './function-fixture.ts';
import { approved, policyWith, stamp, withdrawal } from './instructions.ts';

export interface AttemptOptions {
  /** When it was signed. */
  readonly timestamp?: number;
  /** What the exchange said. */
  readonly code?: string;
}

/** Puts an instruction whose one attempt may have been taken into the table, with its reservation under the limits. */
export async function putUnknown(
  { parts }: FunctionFixture,
  content: Content = withdrawal(),
  options: AttemptOptions = {},
): Promise<Instruction> {
  const { instruction } = await parts.instructions.create(approved(content));
  return attemptAgain({ parts }, instruction, options);
}

/** One more attempt of an approved instruction, and nobody knows what came of it. */
export async function attemptAgain(
  { parts }: Pick<FunctionFixture, 'parts'>,
  seen: Instruction,
  { timestamp = noon, code = 'http-502' }: AttemptOptions,
): Promise<Instruction> {
  const sending = startSending(seen, { timestamp, recvWindow: 5_000 }, stamp);
  const unknown = markUnknown(sending, code, stamp);
  await parts.instructions.update(seen, sending);
  await parts.instructions.update(sending, unknown);
  const { content, attempts } = unknown;
  if (content.kind === 'withdrawal') {
    const entry = { id: reservationId(content.instructionId, attempts.length), quantity: content.quantity };
    await parts.reservations.reserve(limitedBooksFor(policyWith(), content), entry, noon);
  }
  return unknown;
}

/** An instruction whose first attempt, at noon, counts as proven absent. */
export async function putAbsent(fixture: FunctionFixture, content: Content = withdrawal()): Promise<Instruction> {
  const unknown = await putUnknown(fixture, content);
  const noted = recordAbsence(unknown, noon, stamp);
  const absent = proveAbsent(noted, stamp);
  await fixture.parts.instructions.update(unknown, noted);
  await fixture.parts.instructions.update(noted, absent);
  return absent;
}
