import { amount } from '../../../functions/shared/core/amount.ts';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import type { SubmissionOutcome } from '../../../functions/shared/core/submission-outcome.ts';
import type { PreparedSend } from '../../../functions/shared/exchange/client/client.ts';
import { paceMs } from '../../../functions/shared/exchange/client/pacer.ts';
import { type WithdrawInput, withdraw } from '../../../functions/shared/exchange/endpoints/withdraw.ts';
import type { Payee } from '../../command-line/keys-file.ts';
import type { Finding } from '../../config/exchange-check-report.ts';
import type { ExchangeCheckDependencies } from './dependencies.ts';
import { doesNotHold, holds, notChecked } from './findings.ts';
import type { Journal } from './journal.ts';
import { beyondWindowMs } from './transfer.ts';

/** A withdrawal of nothing: whatever the exchange says of it, no money can leave by it. */
const nothing = amount('0');
const tooLate = '-1021';
/** These too come after the exchange looked at the time (A11): two factors, and an address that is too young. */
const laterCodes: ReadonlySet<string> = new Set(['-4016', '-4017', '-4018', '-1182']);

/** What the exchange said to a withdrawal of nothing: signed too long ago, and in time. */
export interface ExpiryAnswers {
  readonly late: WithdrawalAnswer;
  readonly inTime: WithdrawalAnswer;
}

type WithdrawalAnswer = { readonly kind: SubmissionOutcome['kind'] | 'not-sent'; readonly code: string };

/**
 * A20 on the route of withdrawals, without a withdrawal: one of nothing is refused in any case, so what shows is
 * whether the exchange looks at the time first. The one in time shows that -1021 is not its answer to everything.
 */
export async function checkWithdrawalExpiry(
  dependencies: ExchangeCheckDependencies,
  journal: Journal,
  runId: string,
): Promise<ExpiryAnswers | undefined> {
  const [payee] = dependencies.access.whitelist;
  if (payee === undefined) return undefined;
  const late = await sendNothing(dependencies, journal, payee, `${runId}-withdrawal-late`, true);
  const inTime = await sendNothing(dependencies, journal, payee, `${runId}-withdrawal-in-time`, false);
  return { late, inTime };
}

async function sendNothing(
  { withdrawals, clock, report }: ExchangeCheckDependencies,
  journal: Journal,
  { coin, chain, address, tag }: Payee,
  id: string,
  isLate: boolean,
): Promise<WithdrawalAnswer> {
  let prepared: PreparedSend<WithdrawInput>;
  try {
    prepared = await withdrawals.prepare(withdraw);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return { kind: 'not-sent', code: error.code };
  }
  const { timestamp, recvWindow } = prepared;
  const clientOrderId = instructionId(id);
  await journal.write({
    event: 'sending',
    clientOrderId,
    coin,
    chain,
    address,
    quantity: nothing,
    timestamp,
    recvWindow,
  });
  if (isLate) await clock.sleep(recvWindow + beyondWindowMs);
  const answer = await prepared.post({ coin, chain, address, tag, quantity: nothing, clientOrderId }, clientOrderId);
  await journal.write({ event: 'answered', clientOrderId, ...answer });
  await prepared.applyFeedback();
  // Its slot was long before it went: the next one must not come right behind it.
  if (isLate) await clock.sleep(paceMs.order);
  const code = answer.kind === 'accepted' ? `order ${answer.exchangeOrderId}` : answer.exchangeCode;
  report(`  a withdrawal of 0 ${coin} as ${id}: ${answer.kind} (${code})`);
  return { kind: answer.kind, code };
}

/** Pure rule: what the two answers show. */
export function judgeWithdrawalExpiry(answers: ExpiryAnswers | undefined): Finding {
  if (answers === undefined) return notChecked('Withdrawals were not tried.');
  const { late, inTime } = answers;
  const what = 'A withdrawal of nothing that was signed longer ago than recvWindow';
  if (late.kind === 'accepted') return doesNotHold(`${what} was taken.`);
  if (late.code !== tooLate) return notChecked(`${what} was answered with ${late.code}, which says nothing of time.`);
  const refused = `${what} was refused with ${tooLate}`;
  if (inTime.code === tooLate) return notChecked(`${refused}, and so was one in time.`);
  if (inTime.kind === 'refused' || inTime.kind === 'accepted' || laterCodes.has(inTime.code)) {
    return holds(`${refused}; one in time was answered with ${inTime.code}.`);
  }
  return notChecked(`${refused}, and what one in time is answered is not known (${inTime.code}).`);
}

/** What a person has to look after: an exchange that takes a withdrawal of nothing may do anything. */
export function expiryDoubts(answers: ExpiryAnswers | undefined): string[] {
  const isTaken = [answers?.late, answers?.inTime].some((answer) => answer?.kind === 'accepted');
  return isTaken ? ['the exchange took a withdrawal of 0'] : [];
}
