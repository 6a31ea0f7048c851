import { oneApprovalMissing, waitsForApproval } from '../../../../functions/notifications/notices/approval-notices.ts';
import { entryNotice } from '../../../../functions/notifications/notices/entry-notices.ts';
import type { Notice } from '../../../../functions/notifications/notices/notice.ts';
import { passkeyNotice } from '../../../../functions/notifications/notices/passkey-notice.ts';
import { pauseNotice } from '../../../../functions/notifications/notices/pause-notice.ts';
import { policyNotice } from '../../../../functions/notifications/notices/policy-notice.ts';
import { progressNotice } from '../../../../functions/notifications/notices/progress-notices.ts';
import { expiresSoon, held } from '../../../../functions/notifications/notices/waiting-notices.ts';
import { amount } from '../../../../functions/shared/core/amount.ts';
import { exchangeOrderId } from '../../../../functions/shared/core/ids.ts';
import {
  addApproval,
  awaitApproval,
  cancel,
  decline,
} from '../../../../functions/shared/ledger/instruction/approval-transitions.ts';
import type { Instruction } from '../../../../functions/shared/ledger/instruction/instruction.ts';
import {
  createInstruction,
  expire,
  hold,
  recordOutcome,
  reject,
  settle,
  startSending,
} from '../../../../functions/shared/ledger/instruction/transitions.ts';
import type { WhitelistEntry } from '../../../../functions/shared/ledger/whitelist/entry.ts';
import { noon } from '../../../support/clock.ts';
import { approved, policyWith, withdrawal } from '../../../support/instructions.ts';
import { entryWith } from '../../../support/whitelist.ts';

const minute = 60_000;
const at = (minutes: number, by: string) => ({ at: noon + minutes * minute, by: `${by}@example.com` });
const approvals = [{ over: '0', quorum: 2, groups: ['treasury', 'finance'] }];
const policy = policyWith({ withdrawals: { USDT: { perInstruction: '50000', approvals } } });
const entry = entryWith();
const rules = { policy, entry };

const waiting = awaitApproval(createInstruction(withdrawal(), at(0, 'alice')), at(0, 'alice'));
const once = addApproval(waiting, { groups: ['treasury'], isEnough: false }, at(20, 'bob'));
const paused = hold(approved(), { reason: 'paused', code: 'paused' }, at(30, 'release'));
const sending = startSending(approved(), { timestamp: noon, recvWindow: 5_000 }, at(40, 'release'));
const accepted = { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1834567890123456789') } as const;
const sent = recordOutcome(sending, accepted, at(40, 'release'));
const txId = '0x9c1f4c7a8f0be2d6a4f1c9f3f6c7e0a1b2c3d4e5f60718293a4b5c6d7e8f9012';
const settled = settle(sent, noon, at(52, 'reconciliation'), { txId, fee: amount('1'), feeCoin: 'USDT' });
const refused = { kind: 'refused', exchangeCode: '-1156' } as const;

/** One notice of each kind, in the order of docs/notifications.md, which shows each as a mail. */
export function sampleNotices(): readonly Notice[] {
  const pause = { number: 7, scope: 'coin:USDT', by: 'frank@example.com', at: '2026-11-20T10:00:00.000Z' } as const;
  const actsFrom = '2026-11-21T10:00:00.000Z';
  const device = {
    credentialId: 'q83vEjRWeJCrze8SNFZ4kA',
    owner: 'alice@example.com',
    name: 'Security key, blue',
    at: '2026-11-20T10:00:00.000Z',
  } as const;
  const all = [
    waitsForApproval(waiting, rules),
    oneApprovalMissing(once, rules),
    expiresSoon(once, rules),
    latest(sent),
    latest(settled),
    latest(recordOutcome(sending, refused, at(40, 'release'))),
    latest(reject(createInstruction(withdrawal(), at(0, 'alice')), 'over-per-instruction', at(0, 'alice'))),
    latest(decline(waiting, 'the invoice names another account', at(12, 'bob'))),
    latest(cancel(waiting, at(15, 'alice'))),
    latest(expire(waiting, at(1_441, 'reconciliation'))),
    held(paused, paused.version, policy),
    entryAt('prove', entryWith({ state: { status: 'proving' }, confirmations: [] })),
    entryAt('list'),
    entryAt('activate'),
    pauseNotice({ ...pause, what: 'paused', reason: 'a call from the bank', standing: ['coin:USDT'] }, policy, true),
    pauseNotice({ ...pause, number: 8, what: 'resume-proposed', standing: ['coin:USDT'] }, policy, true),
    pauseNotice({ ...pause, number: 9, what: 'resumed', by: 'bob@example.com', standing: [] }, policy, true),
    policyNotice(
      {
        number: 4,
        what: 'loosening-proposed',
        by: 'deploy',
        paths: ['withdrawals.USDT.perInstruction', 'withdrawals.USDT.rolling.24h.amount'],
        actsAt: '2026-11-21T10:00:00.000Z',
      },
      policy,
      true,
      noon,
    ),
    passkeyNotice({ ...device, version: 1, status: 'proposed', by: 'alice@example.com' }, policy),
    passkeyNotice({ ...device, version: 2, status: 'confirmed', by: 'bob@example.com', actsFrom }, policy),
    passkeyNotice({ ...device, version: 3, status: 'revoked', by: 'alice@example.com' }, policy),
  ];
  return all.flatMap((notice) => notice ?? []);
}

function latest(instruction: Instruction): Notice | undefined {
  const last = instruction.history.at(-1);
  return last === undefined ? undefined : progressNotice(instruction, last, policy);
}

function entryAt(name: string, standing: WhitelistEntry = entry): Notice | undefined {
  const step = standing.history.find((each) => each.step === name);
  return step === undefined ? undefined : entryNotice(standing, step, policy);
}
