import { exchangeOrderId } from '../../../../../functions/shared/core/ids.ts';
import type { Stamp } from '../../../../../functions/shared/ledger/instruction/apply-transition.ts';
import type { Instruction } from '../../../../../functions/shared/ledger/instruction/instruction.ts';
import { recordOutcome, settle, startSending } from '../../../../../functions/shared/ledger/instruction/transitions.ts';
import { newItem } from '../../../../../functions/shared/ledger/store/item.ts';
import type { Item } from '../../../../../functions/shared/ledger/store/table.ts';
import { noon } from '../../../../support/clock.ts';
import { approved, stamp, withdrawal } from '../../../../support/instructions.ts';

/** The last four steps of one instruction's life, as items: approved, sending, sent and settled. */
export function lifecycleItems(id: string, at: Stamp = stamp): readonly Item[] {
  const first = approved(withdrawal(id));
  const sending = startSending(first, { timestamp: noon, recvWindow: 5_000 }, at);
  const sent = recordOutcome(sending, { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') }, at);
  return [first, sending, sent, settle(sent, noon, at)].map(itemOf);
}

function itemOf(instruction: Instruction): Item {
  const { taskToken: _, ...item } = newItem(instruction, 'write');
  return item;
}

/** The same with another person in its first history entry. */
export function forged(item: Item): Item {
  const history = (item.history as object[]).map((entry, index) => (index === 0 ? { ...entry, by: 'mallory' } : entry));
  return { ...item, history };
}
