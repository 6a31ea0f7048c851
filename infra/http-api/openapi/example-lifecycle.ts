import { type ApprovalSummary, approvalSummary } from '../../../functions/approval/routes.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import { addApproval, awaitApproval } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import type { WithdrawalContent } from '../../../functions/shared/ledger/instruction/content.ts';
import { createInstruction } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { type InstructionView, instructionView } from '../../../functions/shared/ledger/instruction/view.ts';
import { parsePolicy } from '../../../functions/shared/ledger/policy/policy.ts';
import {
  activate,
  addConfirmation,
  addProof,
  createProposedEntry,
  markListed,
} from '../../../functions/shared/ledger/whitelist/steps.ts';
import { type EntryView, entryView as viewOfEntry } from '../../../functions/whitelist/routes.ts';
import { type Preview, previewOf } from '../../../functions/withdrawal-request/routes.ts';

/*
 * One destination and one payment to it, as the rules themselves make them: the examples have real digests and real
 * links, and whoever tries a client on them sees what the API gives.
 */

const friday = Date.UTC(2026, 10, 20, 10);
const dayMs = 86_400_000;
const address = '0x52908400098527886E0F7030069857D2E4169EE7';

const policy = parsePolicy({
  accounts: {},
  coins: { USDT: { decimals: 6 } },
  sweeps: [],
  withdrawals: {
    USDT: { perInstruction: '50000', approvals: [{ over: '0', quorum: 2, groups: ['treasury', 'finance'] }] },
  },
  approvalExpiryMs: dayMs,
  identity: { issuer: 'https://login.example.com', audience: 'treasury', userClaim: 'email', groupsClaim: 'groups' },
  roles: { approver: ['treasury', 'finance'] },
});

const stamp = (name: string, at = friday) => ({ by: `${name}@example.com`, at });

const proposed = createProposedEntry({
  id: 'acme-usdt-eth',
  target: { kind: 'crypto', coin: 'USDT', chain: 'ETH', address },
  lookAlikes: [],
  ...stamp('dora', friday - 9 * dayMs),
});
const microPayment = {
  kind: 'micro-payment',
  quantity: amount('1'),
  depositAddress: '0xde709f2102306220921060314715629080e2fb77',
  depositAmount: amount('0.0042'),
} as const;
const proven = addProof(proposed, microPayment, stamp('dora', friday - 9 * dayMs));
const confirmed = addConfirmation(proven, proven.digest, dayMs, stamp('erin', friday - 8 * dayMs));
const listed = markListed(confirmed, dayMs, { by: 'whitelist', at: friday - 8 * dayMs });
const active = activate(listed, 0, { by: 'whitelist', at: friday - 7 * dayMs });

const content: WithdrawalContent = {
  kind: 'withdrawal',
  instructionId: instructionId('inv-2026-0042'),
  destination: active.id,
  address,
  coin: 'USDT',
  chain: 'ETH',
  quantity: amount('1250.5'),
  requestedBy: 'alice@example.com',
  note: 'invoice 42',
};
const awaitingApproval = awaitApproval(createInstruction(content, stamp('alice')), stamp('alice'));
const approvedOnce = addApproval(
  awaitingApproval,
  { groups: ['treasury'], isEnough: false },
  stamp('bob', friday + 60_000),
);

/** What the exchange asks. */
const exchangeTerms = {
  chain: 'ETH',
  isOpen: true,
  fee: amount('1'),
  minimum: amount('5'),
  maximum: amount('1000000'),
};

/** What counts towards the limits of the coin. */
const books = [
  {
    coin: 'USDT',
    limits: [{ windowMs: dayMs, amount: amount('200000') }],
    book: { entries: [], hours: [{ until: friday, quantity: amount('48000'), count: 3 }] },
  },
];

/** What was paid there before. */
const earlier = { id: instructionId('inv-2026-0007'), quantity: amount('800'), paidAt: friday - 6 * dayMs };

export const exampleEntry: EntryView = viewOfEntry(active, dayMs, friday);
export const exampleInstruction: InstructionView = instructionView(approvedOnce);
export const exampleApprovalSummary: ApprovalSummary = approvalSummary(
  approvedOnce,
  content,
  {
    policy,
    entry: active,
    signed: [],
    pauses: [],
    payments: {
      account: { kind: 'paid', history: { first: earlier, last: earlier, largest: earlier } },
      requester: { kind: 'paid', history: { first: earlier, last: earlier, largest: earlier } },
      since: friday - 30 * dayMs,
    },
    readings: {
      terms: { readAt: friday - 300_000, value: [{ coin: 'USDT', isOpen: true, chains: [exchangeTerms] }] },
      balances: { readAt: friday - 60_000, value: { withdrawal: { USDT: amount('1551.5') } } },
    },
    books,
    now: friday + 120_000,
  },
  { user: 'carol@example.com', groups: ['finance'], epoch: { issuer: 'https://login.example.com', claim: 'email' } },
);

/** Before it was asked for: three hundred more are in the account than it takes. */
export const examplePreview: Preview = previewOf(
  content,
  {
    policy,
    entry: active,
    existing: undefined,
    requester: stamp('alice'),
    terms: {
      readAt: friday - 300_000,
      isOpen: true,
      fee: amount('1'),
      minimum: amount('5'),
      maximum: amount('1000000'),
    },
    balance: { readAt: friday - 60_000, free: amount('1551.5') },
    pauses: [],
    books,
  },
  friday,
);
