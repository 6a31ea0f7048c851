import { iso, type Millis } from '../shared/core/clock.ts';
import type { OutgoingEvent } from '../shared/ledger/messaging/bus.ts';
import type { DepositStep, TrackedDeposit } from './deposit.ts';
import { meaningOf, type StuckReason, whatToDo } from './deposit-status.ts';
import type { AddressMatch } from './match-address.ts';

/**
 * One event for each step, with all that people need: whole address, hash and exact amount, what the status means, and
 * what to do. A listener may get one twice: `depositOrderId`, with the reason, names it.
 */
export function depositEvents(
  deposit: TrackedDeposit,
  steps: readonly DepositStep[],
  address: AddressMatch,
  seenAt: Millis,
): readonly OutgoingEvent[] {
  const detail = depositDetail(deposit, address, seenAt);
  return steps.map((step): OutgoingEvent => {
    const reason = reasonIn(step);
    if (reason !== undefined) {
      return { detailType: 'DepositStuck', detail: { ...detail, reason, whatToDo: whatToDo[reason] } };
    }
    if (step === 'seen') return { detailType: 'DepositSeen', detail: { ...detail, whatToDo: adviceOnSight(deposit) } };
    const { runs } = deposit;
    const sweeps = runs === undefined ? {} : { sweeps: runs.map(({ sweepId }) => sweepId) };
    return { detailType: 'DepositCredited', detail: { ...detail, ...sweeps, whatToDo: adviceOnCredit(address) } };
  });
}

function reasonIn(step: DepositStep): StuckReason | undefined {
  if (step === 'seen' || step === 'credited') return undefined;
  const reason = step.slice('stuck:'.length);
  return isStuckReason(reason) ? reason : undefined;
}

function isStuckReason(text: string): text is StuckReason {
  return Object.hasOwn(whatToDo, text);
}

function depositDetail(deposit: TrackedDeposit, { matches, chain: told }: AddressMatch, seenAt: Millis) {
  const { kind, orderId, time, coin, exchangeCoin, quantity, address, transactionHash, status, firstSeen } = deposit;
  const chain = deposit.chain ?? told;
  return {
    depositOrderId: orderId,
    kind,
    coin,
    exchangeCoin,
    ...(chain === undefined ? {} : { chain }),
    quantity,
    ...(address === undefined ? {} : { address }),
    addressMatch: matches,
    ...(transactionHash === undefined ? {} : { transactionHash }),
    time: iso(time),
    firstSeenAt: iso(firstSeen),
    ageSeconds: Math.max(0, Math.floor((seenAt - time) / 1_000)),
    status,
    statusText: meaningOf(deposit).words,
  };
}

function adviceOnSight(deposit: TrackedDeposit): string {
  const meaning = meaningOf(deposit);
  if (meaning.phase === 'credited') return 'Nothing.';
  if (meaning.reason === 'address-authentication') return whatToDo[meaning.reason];
  return 'Nothing yet: it is followed until it is credited.';
}

function adviceOnCredit({ matches }: AddressMatch): string {
  if (matches === 'unknown-address') {
    return 'Match it with what is due. It came to an address that this system never told a payer: find out who did.';
  }
  if (matches === 'replaced') {
    return 'Match it with what is due. It came to an address that was replaced: tell the payer the new one.';
  }
  return 'Match it with what is due.';
}
