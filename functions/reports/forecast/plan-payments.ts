import { add, zero } from '../../shared/core/amount.ts';
import type { Millis } from '../../shared/core/clock.ts';
import type { AccountId } from '../../shared/core/ids.ts';
import { findFundingPlan } from '../../shared/ledger/funding/funding-plan.ts';
import type { Instruction } from '../../shared/ledger/instruction/instruction.ts';
import type { Policy } from '../../shared/ledger/policy/policy.ts';
import { isOutstanding, reservedFunds } from '../balances/reserved-funds.ts';
import type { BalancesPicture, SeenAccount } from '../balances/view.ts';
import type { OpeningBalance, PlannedPayment } from './forecast-input.ts';

/** What is approved or under way, as far as it is known where it leaves from. */
export interface PlannedPayments {
  readonly payments: readonly PlannedPayment[];
  /** Ids of those whose account is not known, or what is in it. */
  readonly notForecast: readonly string[];
  /** Ids of those whose fee is not known: they count without it. */
  readonly feesUnknown: readonly string[];
}

export function planPayments(
  { accounts, underWay, readings }: BalancesPicture,
  policy: Policy,
  now: Millis,
): PlannedPayments {
  const byId = (id: AccountId | undefined) => accounts.find(({ accountId }) => accountId === id);
  const payments: PlannedPayment[] = [];
  const notForecast: string[] = [];
  const feesUnknown: string[] = [];
  for (const instruction of underWay.instructions.toSorted(inTurn)) {
    const funds = reservedFunds(instruction, readings, now);
    const { instructionId, coin, quantity, fee } = funds;
    const from = byId(funds.accountId);
    if (from?.last !== undefined && !isOutstanding(funds, from.last.readAt)) continue;
    if (from === undefined || !isKnown(from, coin)) {
      notForecast.push(instructionId);
      continue;
    }
    if (fee === undefined) feesUnknown.push(instructionId);
    const to = byId(funds.targetId)?.account;
    const amount = add(quantity, fee ?? zero);
    const fundedFrom = fundingOf(instruction, underWay.instructions, policy);
    payments.push({
      instructionId,
      account: from.account,
      coin,
      amount,
      ...(to === undefined ? {} : { to }),
      ...(fundedFrom === undefined ? {} : { fundedFrom }),
    });
  }
  return { payments, notForecast, feesUnknown };
}

/** What may be at the exchange already goes first. Of the rest, whatever was asked for first: so does the tick. */
function inTurn(a: Instruction, b: Instruction): number {
  const waits = ({ state }: Instruction) => Number(state.status === 'approved');
  return waits(a) - waits(b) || a.createdAt - b.createdAt;
}

/** Where a payment names an account to fund it from, and nothing is moved for it yet. */
function fundingOf(
  { content }: Instruction,
  underWay: readonly Instruction[],
  policy: Policy,
): PlannedPayment['fundedFrom'] {
  if (content.kind !== 'withdrawal' || content.fundFrom === undefined) return undefined;
  const { instructionId, coin, fundFrom: account } = content;
  const isMoving = underWay.some(({ content: other }) => 'funds' in other && other.funds === instructionId);
  const plan = isMoving ? undefined : findFundingPlan(policy, { coin, fundFrom: account });
  return plan === undefined ? undefined : { account, most: plan.most };
}

function isKnown({ last }: SeenAccount, coin: string): boolean {
  return last !== undefined && Object.hasOwn(last.coins, coin);
}

/** What all accounts have, as they were last read. */
export function openingBalances({ accounts }: BalancesPicture): OpeningBalance[] {
  return accounts.flatMap(({ account, last }) =>
    Object.entries(last?.coins ?? {})
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([coin, balance]) => ({ account, coin, ...balance })),
  );
}
