import { exchangeOrderId } from '../../functions/shared/core/ids.ts';
import { addApproval, awaitApproval, decline } from '../../functions/shared/ledger/instruction/approval-transitions.ts';
import type { Instruction } from '../../functions/shared/ledger/instruction/instruction.ts';
import {
  createInstruction,
  recordOutcome,
  reject,
  settle,
  startSending,
} from '../../functions/shared/ledger/instruction/transitions.ts';
import { newItem } from '../../functions/shared/ledger/store/item.ts';
import type { Item } from '../../functions/shared/ledger/store/table.ts';
import { noon } from './clock.ts';
import { withdrawal } from './instructions.ts';

const minute = 60_000;
const requesters = ['alice', 'amir', 'ana', 'abe', 'asa'];
const approvers = ['bob', 'beth', 'bela'];

const pick = (from: readonly string[], number: number): string => from[number % from.length] ?? '';
const person = (name: string) => `${name}@example.com`;

/** Which coin a payment is of: one of a hundred is of the seldom one. */
const coinOf = (number: number) => (number % 100 === 7 ? 'BTC' : pick(['USDT', 'USDC', 'ETH'], number));

/**
 * The payment of a number, at its own minute, as the rules themselves make it: of ten one is rejected, one declined, and
 * the others are settled; the last ones still wait for approval.
 */
export function manyInstruction(number: number, { waiting }: { readonly waiting: boolean }): Instruction {
  const at = noon + number * minute;
  const requestedBy = person(pick(requesters, number));
  const stamp = { at, by: requestedBy };
  const content = withdrawal(`inv-${number}`, {
    coin: coinOf(number),
    destination: `payee-${Math.floor(number / 7) % 40}`,
    requestedBy,
  });
  const requested = createInstruction(content, stamp);
  if (number % 10 === 3) return reject(requested, 'over-per-instruction', stamp);
  const asked = awaitApproval(requested, stamp);
  if (waiting) return asked;
  const approver = { at, by: person(pick(approvers, Math.floor(number / 5))) };
  if (number % 10 === 4) return decline(asked, 'not due', approver);
  const approved = addApproval(asked, { groups: ['finance'], isEnough: true }, approver);
  const sending = startSending(approved, { timestamp: at, recvWindow: 5_000 }, { at, by: 'release' });
  const order = exchangeOrderId(`W${number}`);
  const sent = recordOutcome(sending, { kind: 'accepted', exchangeOrderId: order }, { at, by: 'release' });
  return settle(sent, at, { at, by: 'reconciliation' }, { txId: `0xhash${number}` });
}

/** Its item, as it lies in the table once its events are out. What waits is open. */
export function manyItem(instruction: Instruction): Item {
  const { open, openSince, ...item } = newItem(instruction, `write-${instruction.content.instructionId}`);
  const isOpen = instruction.state.status === 'awaiting-approval';
  const { version } = instruction;
  return {
    ...item,
    ...(isOpen ? { open, openSince } : {}),
    publishedVersion: version,
    searchableVersion: version,
  };
}
