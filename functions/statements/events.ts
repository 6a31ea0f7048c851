import { createHash } from 'node:crypto';
import type { OutgoingEvent } from '../shared/ledger/messaging/bus.ts';
import type { DayContent } from '../shared/statements/make-content.ts';
import { isDoubt } from '../shared/statements/remark-codes.ts';
import type { StatementDay, StatementRemark } from '../shared/statements/statement.ts';

/** An event has room for so many. The index has them all. */
const listedMax = 20;

/** Tells people that a day does not balance, or that something of it is in doubt, and whether it may still change. */
export function differenceEvent(
  { account, date }: StatementDay,
  content: DayContent,
  state: 'provisional' | 'complete',
): OutgoingEvent {
  const differences = differencesIn(content);
  const remarks = content.remarks.slice(0, listedMax);
  const detail = { account, date, state, differences: differences.slice(0, listedMax), remarks };
  return { detailType: 'StatementDifference', detail };
}

/** Nothing can make this day again. */
export function lostEvent({ account, date }: StatementDay, reason: string): OutgoingEvent {
  return { detailType: 'StatementLost', detail: { account, date, reason } };
}

/** No later statement of the account is made until people have looked. */
export function chainBrokenEvent(account: string, date: string, reason: string): OutgoingEvent {
  return { detailType: 'StatementChainBroken', detail: { account, date, reason } };
}

/** Of all that differs: people are told again when it changes, and not each hour. */
export function fingerprintOf(content: DayContent): string {
  const told: readonly StatementRemark[] = content.remarks.filter(isDoubt);
  return createHash('sha256')
    .update(JSON.stringify([differencesIn(content), told]))
    .digest('hex');
}

function differencesIn({ coins }: DayContent) {
  return coins.flatMap(({ coin, difference: amount }) => (amount === '0' ? [] : [{ coin, amount }]));
}
