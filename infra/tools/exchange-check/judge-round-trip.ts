import { decimalsOf } from '../../../functions/shared/core/amount.ts';
import type { Finding, Report } from '../../config/exchange-check-report.ts';
import { doesNotHold, holds, notChecked } from './findings.ts';
import type { RoundTrip } from './round-trip.ts';
import { isOpen, type Outcome } from './transfer.ts';
import type { RecordMatch } from './transfer-attempts.ts';

/** What the round trip shows: pure rules over what was learned. */
export function judgeRoundTrip(facts: RoundTrip) {
  return {
    transfer: judgeRoute(facts),
    A3: judgeRepeat(facts),
    A6: judgeRounding(facts),
    A9: judgeAmountFormat(facts),
    A20: judgeLate(facts),
  };
}

/** Whether the route of transfers is one by which reconciliation finds an order. */
export function transferRoute({ seen }: RoundTrip): Report['routes']['asset-transfer'] {
  if (seen?.kind !== 'seen' || seen.value.differs.length > 0) return { knownOrderFound: false };
  return { knownOrderFound: true, lagMs: seen.afterMs };
}

function judgeRoute({ out: { order, outcome }, seen, proposal }: RoundTrip): Finding {
  const what = `${order.quantity} ${order.coin} from ${proposal.from.name} to ${proposal.to.name}`;
  const answer = outcome.kind === 'accepted' ? 'was taken' : `was answered with ${codeOf(outcome)}`;
  const made = `A transfer of ${what}, ${order.instructionId}, ${answer}`;
  switch (seen?.kind) {
    case undefined:
      return outcome.kind === 'refused' ? doesNotHold(`${made}.`) : notChecked(`${made}.`);
    case 'refused':
      return doesNotHold(`${made}, but cannot be seen. ${seen.why}.`);
    case 'silent':
      return notChecked(`${made}, but the fund statement could not be read. ${seen.why}.`);
    case 'not-seen':
      return doesNotHold(`${made}, and did not show up in the fund statement within two minutes.`);
    case 'seen':
      return judgeSighting(made, seen.value, seen.afterMs);
  }
}

function judgeSighting(made: string, sighting: RecordMatch, afterMs: number): Finding {
  const { differs, isUnderClientOrderId, isUnderRemark } = sighting;
  if (differs.length > 0) return doesNotHold(`${made}, and the fund statement shows another ${differs.join(', ')}.`);
  const both = isUnderClientOrderId && isUnderRemark;
  const mark = both ? 'clientOrderId and remark' : isUnderRemark ? 'remark alone' : 'clientOrderId alone';
  return holds(`${made}, and was found by ${mark}, equal in every field, after ${afterMs} ms at the most.`);
}

/** A3: an id that was seen is not executed again. */
function judgeRepeat({ again: transferAttempt, executed, shownBy }: RoundTrip): Finding {
  if (transferAttempt === undefined) return notChecked('Not looked at: no first transfer was executed.');
  const { outcome } = transferAttempt;
  if (executed.out > 1) return doesNotHold('The same clientOrderId with the same content was executed again.');
  if (isOpen(outcome) || outcome.kind === 'not-taken') {
    return notChecked(`The same clientOrderId was answered with ${codeOf(outcome)}, which says nothing of repetition.`);
  }
  const again = outcome.kind === 'accepted' ? 'got the first answer once more' : `was answered with ${codeOf(outcome)}`;
  return judgeShownBy(`The same clientOrderId with the same content ${again}`, shownBy);
}

/** A20: a money call is not taken after timestamp + recvWindow. */
function judgeLate({ late, executed, shownBy }: RoundTrip): Finding {
  if (late === undefined) return notChecked('Not looked at: no first transfer was executed.');
  const what = 'A transfer that was signed longer ago than recvWindow';
  if (executed.late > 0) return doesNotHold(`${what} was executed.`);
  const code = codeOf(late.outcome);
  if (code !== '-1021') return notChecked(`${what} was answered with ${code}, which says nothing of time.`);
  return judgeShownBy(`${what} was refused with -1021`, shownBy);
}

/** What an answer says is believed where something else shows it too. */
function judgeShownBy(answered: string, shownBy: RoundTrip['shownBy']): Finding {
  switch (shownBy) {
    case 'statement':
      return holds(`${answered}, and the fund statement shows that nothing moved by it.`);
    case 'balances':
      return holds(`${answered}, and the balances show that nothing moved by it.`);
    case 'nothing':
      return notChecked(`${answered}, but it cannot be seen that nothing moved by it.`);
  }
}

/**
 * A6 is about fees, which show with withdrawals. What is seen here, rounding, is A25: reports keep the key they had.
 */
function judgeRounding({ seen, out }: RoundTrip): Finding {
  const needs = 'Fees show with withdrawals only.';
  if (seen?.kind !== 'seen') return notChecked(needs);
  if (seen.value.differs.includes('quantity')) return doesNotHold(`${out.order.quantity} is not shown as it was sent.`);
  return notChecked(`${needs} A quantity of ${decimalsOf(out.order.quantity)} decimals is shown as it was sent.`);
}

/** A9: parameters in the form body. */
function judgeAmountFormat({ executed }: RoundTrip): Finding {
  return executed.out > 0
    ? holds('A POST whose parameters are in the form body is taken.')
    : notChecked('Not looked at: no transfer was executed.');
}

function codeOf(outcome: Outcome): string {
  return outcome.kind === 'accepted' ? `order ${outcome.exchangeOrderId}` : outcome.exchangeCode;
}
