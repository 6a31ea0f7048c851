import { amount } from '../../../../functions/shared/core/amount.ts';
import { awaitApproval } from '../../../../functions/shared/ledger/instruction/approval-transitions.ts';
import type { WithdrawalContent } from '../../../../functions/shared/ledger/instruction/content.ts';
import type { Approval, Attempt, Instruction } from '../../../../functions/shared/ledger/instruction/instruction.ts';
import { attemptsMax, createInstruction } from '../../../../functions/shared/ledger/instruction/transitions.ts';
import type { Policy } from '../../../../functions/shared/ledger/policy/policy.ts';
import type { EntryState, Target, WhitelistEntry } from '../../../../functions/shared/ledger/whitelist/entry.ts';
import { noon } from '../../../support/clock.ts';
import { acmeAddress, policyWith, withdrawal } from '../../../support/instructions.ts';
import { entryWith } from '../../../support/whitelist.ts';
import type { Case } from './conditions.ts';

const hourMs = 3_600_000;
const limits = {
  perInstruction: '1000',
  rolling: [{ windowMs: 24 * hourMs, amount: '200' }],
  perDestination: { perInstruction: '500', rolling: [{ windowMs: 168 * hourMs, amount: '400' }] },
  approvals: [{ over: '0', quorum: 2, groups: ['treasury', 'finance'] }],
};

const coins = { USDT: { decimals: 6 }, BTC: { decimals: 8 } };
const policies: Readonly<Record<Case['coin'], Policy>> = {
  allowed: policyWith({ coins, withdrawals: { USDT: limits } }),
  'without-limits': policyWith({ coins, withdrawals: { BTC: limits } }),
  'without-settings': policyWith({ coins: { BTC: { decimals: 8 } }, withdrawals: { USDT: limits } }),
};

export function policyOf({ coin }: Case): Policy {
  return policies[coin];
}

const quantities: Readonly<Record<Case['quantity'], string>> = {
  within: '200',
  'over-window': '201',
  'over-destination-window': '401',
  'over-destination': '501',
  'over-instruction': '1001',
};

const otherAddress = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';

/** What the instruction says. It is the entry that differs from it. */
export function contentOf({ decimals, quantity }: Case): WithdrawalContent {
  const text = quantities[quantity];
  // One decimal more than the coin has.
  return withdrawal('inv-1', { quantity: amount(decimals === 'fit' ? text : `${text}.0000001`) });
}

const targets: Readonly<Record<Case['target'], Target>> = {
  same: { kind: 'crypto', coin: 'USDT', chain: 'ETH', address: acmeAddress },
  'other-coin': { kind: 'crypto', coin: 'USDC', chain: 'ETH', address: acmeAddress },
  'other-chain': { kind: 'crypto', coin: 'USDT', chain: 'AvalancheC', address: acmeAddress },
  bank: { kind: 'bank', coin: 'USDT', bankAccount: acmeAddress },
};

const states: Readonly<Record<Exclude<Case['destination'], 'unknown'>, EntryState>> = {
  proposed: { status: 'proposed' },
  proving: { status: 'proving' },
  confirmed: { status: 'confirmed' },
  'cooling-off': { status: 'cooling-off', until: noon + 1 },
  cooled: { status: 'cooling-off', until: noon },
  active: { status: 'active' },
  revoked: { status: 'revoked' },
};

const active = entryWith();

export function entryOf({ destination, target, place }: Case): WhitelistEntry | undefined {
  if (destination === 'unknown') return undefined;
  const same = targets[target];
  const moved: Target = same.kind === 'crypto' ? { ...same, ...addressChanges[place] } : same;
  return { ...active, target: moved, state: states[destination] };
}

const addressChanges: Readonly<Record<Case['place'], { address?: string; tag?: string }>> = {
  same: {},
  'other-address': { address: otherAddress },
  'other-tag': { tag: '7' },
};

const approversOf: Readonly<Record<Case['approvals'], readonly (readonly [string, ...string[]])[]>> = {
  enough: [
    ['bob', 'treasury'],
    ['carol', 'finance'],
  ],
  'too-few': [['bob', 'treasury', 'finance']],
  'no-group': [
    ['bob', 'treasury'],
    ['dave', 'treasury'],
  ],
  proposer: [
    ['bob', 'treasury'],
    ['wanda', 'finance'],
  ],
  confirmer: [
    ['walter', 'treasury'],
    ['carol', 'finance'],
  ],
  none: [],
};

const cachedInstructions = new Map<string, Instruction>();

/** An approved withdrawal as it would lie in the table. Many cases differ in other conditions only, and share one. */
export function instructionOf(of: Case): Instruction {
  const key = [of.decimals, of.quantity, of.approvals, of.age, of.attempts, of.held].join();
  const instruction = cachedInstructions.get(key) ?? buildInstruction(of);
  cachedInstructions.set(key, instruction);
  return instruction;
}

function buildInstruction(of: Case): Instruction {
  const createdAt = of.age === 'fresh' ? noon : noon - 24 * hourMs - 1;
  const stamp = { at: createdAt, by: 'alice@example.com' };
  const waiting = awaitApproval(createInstruction(contentOf(of), stamp), stamp);
  const approvals = approversOf[of.approvals].map(
    ([name, ...groups]): Approval => ({ by: `${name}@example.com`, at: noon, groups, digest: waiting.digest }),
  );
  const attempt = (number: number): Attempt => ({
    number,
    clientOrderId: waiting.content.instructionId,
    timestamp: createdAt,
    recvWindow: 5_000,
    outcome: 'held',
  });
  const count = of.attempts === 'exhausted' ? attemptsMax : 1;
  return {
    ...waiting,
    approvals,
    attempts: Array.from({ length: count }, (_, index) => attempt(index + 1)),
    state:
      of.held === 'no' ? { status: 'approved' } : { status: 'approved', heldReason: 'paused', notBefore: noon + 1 },
  };
}
