import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  depositAddressKey,
  instructionKey,
  monthCloseKey,
  passkeyKey,
} from '../../../../functions/shared/core/item-keys.ts';
import {
  approvalSaid,
  confirmationSaid,
  depositAddressSaid,
  monthSaid,
  resolutionSaid,
  resumeSaid,
} from '../../../../functions/shared/ledger/authorization/what-is-said.ts';
import { addApproval, awaitApproval } from '../../../../functions/shared/ledger/instruction/approval-transitions.ts';
import { proposeResolution } from '../../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../../functions/shared/ledger/instruction/instruction.ts';
import { createInstruction } from '../../../../functions/shared/ledger/instruction/transitions.ts';
import { changingAttributes } from '../../../../functions/shared/ledger/passkeys/device-item.ts';
import {
  findPause,
  neverPaused,
  type PauseState,
  pauseSending,
  resumeSending,
} from '../../../../functions/shared/ledger/pause/pause.ts';
import { newItem } from '../../../../functions/shared/ledger/store/item.ts';
import type { Item } from '../../../../functions/shared/ledger/store/table.ts';
import { toItem } from '../../../../functions/shared/ledger/store/whitelist-item.ts';
import { addConfirmation } from '../../../../functions/shared/ledger/whitelist/steps.ts';
import type { Device } from '../../../../functions/shared/passkeys/device.ts';
import { printRoot } from '../../../../functions/shared/passkeys/roots.ts';
import type { Said } from '../../../../functions/shared/passkeys/statement.ts';
import { HistoryCheck } from '../../../../infra/tools/verify-history/history-check.ts';
import { groundOf, readGround, readRoots } from '../../../../infra/tools/verify-history/read-roots.ts';
import { SignatureCheck } from '../../../../infra/tools/verify-history/signature-check.ts';
import {
  confirmed,
  day,
  nonceOf,
  type Owner,
  ownerNamed,
  type Saying,
  say,
} from '../../../functions/shared/passkeys/support/people.ts';
import { noon } from '../../../support/clock.ts';
import { withdrawalInDoubt } from '../../../support/doubt.ts';
import { withdrawal } from '../../../support/instructions.ts';
import { person } from '../../../support/people.ts';
import { entryWith } from '../../../support/whitelist.ts';

const [fiona, tess, carol] = ['fiona', 'tess', 'carol'].map((name) => ownerNamed(`${name}@example.com`)) as [
  Owner,
  Owner,
  Owner,
];
const carolsDevice = confirmed(carol, fiona, noon - 10 * day);

async function ground(...owners: readonly Owner[]) {
  const folder = await mkdtemp(path.join(tmpdir(), 'roots-'));
  try {
    const file = path.join(folder, 'roots.txt');
    await writeFile(file, `${owners.map(({ enrolment }) => printRoot(enrolment)).join('\n')}\n`);
    return await readRoots(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const stampOf = (by: string) => ({ ...person(by), at: noon });
const requested = awaitApproval(
  createInstruction(withdrawal('inv-1'), stampOf('alice@example.com')),
  stampOf('alice@example.com'),
);
function approvedBy({ key, person: { by } }: Owner, of = requested, saying: Saying = {}): Instruction {
  const { word } = say(key, approvalSaid(of, person(by)), { at: noon, ...saying });
  return addApproval(requested, { groups: ['finance'], isEnough: true, word }, stampOf(by));
}
/** As DynamoDB keeps it: without what is undefined. */
const itemOf = (instruction: Instruction): Item => JSON.parse(JSON.stringify(newItem(instruction, 'write')));
const deviceItem = (device: Device): Item => ({
  pk: passkeyKey(device.enrolment.credentialId),
  ...changingAttributes(device),
});

/** What the tool says of these items, with these first devices. */
async function verify(items: readonly Item[], owners: readonly Owner[] = [fiona, tess]) {
  const signatures = new SignatureCheck();
  const check = new HistoryCheck((seen) => signatures.note(seen));
  await check.checkSnapshot(
    (async function* () {
      yield* items;
    })(),
  );
  expect(check.result().findings).toEqual([]);
  return signatures.verify(await ground(...owners));
}
const problems = async (...args: Parameters<typeof verify>) => (await verify(...args)).findings;

describe('an auditor proves from exports alone', () => {
  test('who approved what, when, on which device: also on one that leads back to a root', async () => {
    const { proven, findings, ...counts } = await verify([itemOf(approvedBy(carol)), deviceItem(carolsDevice)]);
    expect({ ...counts, findings }).toEqual({ devices: 1, signatures: 1, findings: [] });
    expect(proven).toEqual([
      `instruction#inv-1: carol@example.com approved at 2026-11-20T10:00:00.000Z on "Laptop" (${carol.enrolment.credentialId})`,
    ]);
  });

  test('who said what became of money in doubt', async () => {
    const doubtful = withdrawalInDoubt('inv-1');
    const said = resolutionSaid(doubtful, { decision: 'failed', evidence: 'seen' }, person(fiona.person.by));
    const { word } = say(fiona.key, said, { at: noon });
    const proposed = proposeResolution(doubtful, 'failed', 'seen', stampOf(fiona.person.by), { word });
    const other = proposeResolution(doubtful, 'failed', 'heard', stampOf(fiona.person.by), { word });
    expect(await verify([itemOf(proposed)])).toMatchObject({ signatures: 1, findings: [] });
    expect(await problems([itemOf(other)])).toMatchObject([{ problem: expect.stringContaining('wrong-challenge') }]);
  });
});

describe('a destination that somebody confirmed', () => {
  const entry = entryWith();
  const confirmedWith = (said: Said) => {
    const { word } = say(tess.key, said, { at: noon });
    return toItem(addConfirmation(entry, entry.digest, day, stampOf(tess.person.by), undefined, word));
  };
  const honest = confirmationSaid(entry, person(tess.person.by));

  test('is proven, by whom and on which device', async () => {
    const { proven, findings } = await verify([confirmedWith(honest)]);
    expect(findings).toEqual([]);
    expect(proven).toEqual([expect.stringContaining('tess@example.com confirmed at')]);
  });

  test('by a signature of another one is found', async () => {
    const other = { ...honest, subject: { id: 'elsewhere', digest: 'e'.repeat(64) } };
    expect(await problems([confirmedWith(other)])).toMatchObject([{ item: 'whitelist#acme-usdt-eth' }]);
  });
});

describe('it finds', () => {
  test.each<[string, readonly Item[], string]>([
    [
      'an approval that was signed for another payment, in a chain that is whole',
      [itemOf(approvedBy(fiona, createInstruction(withdrawal('inv-2'), stampOf('alice@example.com'))))],
      'wrong-challenge',
    ],
    ['an approval of another stage', [itemOf(approvedBy(fiona, requested, { stage: 'sandbox' }))], 'wrong-challenge'],
    ['a device that is missing', [itemOf(approvedBy(carol))], 'unknown-device'],
  ])('%s', async (_what, items, flaw) => {
    const [finding, ...others] = await problems(items);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ item: instructionKey('inv-1'), problem: expect.stringContaining(flaw) });
  });

  test('a device without a way to a root, and what was approved with it', async () => {
    const mallory = ownerNamed('mallory@example.com');
    const eve = ownerNamed('eve@example.com');
    const forged = confirmed(mallory, eve, noon - 10 * day);
    const found = await problems([itemOf(approvedBy(mallory)), deviceItem(forged)]);
    expect(found.map(({ item }) => item)).toEqual([passkeyKey(mallory.enrolment.credentialId), 'instruction#inv-1']);
    for (const { problem } of found) expect(problem).toContain('no-way-to-a-root');
  });

  test('a whole registry that was forged with a right chain, by the roots that are given', async () => {
    const items = [itemOf(approvedBy(carol)), deviceItem(carolsDevice)];
    expect(await problems(items, [ownerNamed('rosa@example.com'), ownerNamed('rui@example.com')])).toHaveLength(2);
  });
});

describe('the signatures that are in items without a history:', () => {
  const nameOf = person('tess@example.com');
  const signedBy = ({ key }: Owner, said: Said, saying: Saying = {}) => say(key, said, { at: noon, ...saying }).word;
  const sections = Object.fromEntries(
    ['days', 'balances', 'totals', 'fees', 'unexplained'].map((each) => [each, 'b'.repeat(64)]),
  );

  const monthItem = (month: string) => {
    const word = signedBy(tess, monthSaid('2026-10', 'a'.repeat(64), nameOf));
    const signOff = { ...nameOf, at: noon, digest: 'a'.repeat(64), sections, word };
    return { pk: monthCloseKey(month), version: 1, signOffs: [signOff] };
  };
  const addressItem = (address: string) => {
    const of = { coin: 'XRP', chain: 'XRP' };
    const said = { address: 'rNew', tag: '7' };
    const first = { ...nameOf, at: noon, address, word: signedBy(tess, depositAddressSaid(of, said, nameOf)) };
    const old = { address: 'rOld', firstSeen: 1, until: noon, acceptedBy: ['a', 'b'], signed: [first] };
    const waiting = { ...nameOf, at: noon, address: 'rNext', signed: { address: 'rNext', word: first.word } };
    const word = signedBy(tess, depositAddressSaid(of, { address: 'rNext' }, nameOf), { nonce: nonceOf('second') });
    const proposal = { ...waiting, signed: { address: 'rNext', word } };
    return {
      pk: depositAddressKey('XRP', 'XRP'),
      address: 'rNew',
      tag: '7',
      firstSeen: noon,
      replaced: [old],
      proposal,
    };
  };

  test.each<[string, Item, readonly string[]]>([
    ['of a month', monthItem('2026-10'), ['month-close#2026-10: tess@example.com signed the month at']],
    [
      'of a deposit address, with its tag, and of the one that waits',
      addressItem('rNew'),
      Array(2).fill('deposit-address#XRP#XRP: tess@example.com accepted the address at'),
    ],
  ])('%s are proven', async (_what, item, lines) => {
    const { proven, findings } = await verify([item]);
    expect(findings).toEqual([]);
    expect(proven.map((line) => lines.find((each) => line.startsWith(each)))).toEqual(lines);
  });

  test.each<[string, Item]>([
    ['of another month', monthItem('2026-11')],
    ['of another address', addressItem('rElse')],
  ])('%s are found', async (_what, item) => {
    expect(await problems([item])).toMatchObject([
      { item: item.pk, problem: expect.stringContaining('wrong-challenge') },
    ]);
  });

  describe('of a pause that was lifted', () => {
    const paused = pauseSending(neverPaused, 'all', 'odd', stampOf('olga@example.com'));
    const lift = (now: PauseState, owner: Owner, said?: Said): PauseState => {
      const stamp = stampOf(owner.person.by);
      const honest = resumeSaid(findPause(now, 'all') ?? unreachable(), stamp);
      const word = signedBy(owner, said ?? honest, { nonce: nonceOf(owner.person.by) });
      return resumeSending(now, 'all', stamp, undefined, { isAsked: true, word });
    };
    const unreachable = (): never => {
      throw new Error('it is paused');
    };
    const item = (state: PauseState, version = 3): Item => ({ pk: 'pause', version, switch: state });
    const proposal = lift(paused, fiona);
    const resumed = lift(proposal, tess);

    test('are both proven', async () => {
      const { proven, findings } = await verify([item(resumed)]);
      expect(findings).toEqual([]);
      expect(proven).toEqual([
        expect.stringContaining('pause: fiona@example.com resumed all at'),
        expect.stringContaining('pause: tess@example.com resumed all at'),
      ]);
    });

    test('also where the item has forgotten them since', async () => {
      const forgotten = { ...resumed, changes: resumed.changes.map(({ word: _, ...change }) => change) };
      const signatures = new SignatureCheck();
      for (const state of [proposal, resumed, forgotten]) signatures.note({ kind: 'pause', state });
      expect(signatures.verify(await ground(fiona, tess))).toMatchObject({ signatures: 2, findings: [] });
    });

    test('are found where another pause was signed away', async () => {
      const other = pauseSending(neverPaused, 'all', 'another reason', stampOf('olga@example.com'));
      const said = resumeSaid(findPause(other, 'all') ?? unreachable(), stampOf('fiona@example.com'));
      expect(await problems([item(lift(paused, fiona, said))])).toMatchObject([{ item: 'pause' }]);
    });
  });
});

test('the first devices can be those of a configuration', async () => {
  const roots = [fiona, tess].map(({ enrolment }) => printRoot(enrolment));
  const floor = { level: 'off', over: {} } as const;
  const { place, roots: read } = groundOf('production', { rpId: 'treasury.example.com', roots, floor });
  expect([place.stage, place.origin, [...read.keys()]]).toEqual([
    'production',
    'https://treasury.example.com',
    [fiona, tess].map(({ enrolment }) => enrolment.credentialId),
  ]);
  expect(() => groundOf('production', { roots: [], floor })).toThrow('--roots-of: production has none');
  await expect(readGround({ stage: 'nowhere' })).rejects.toThrow('there is no stage nowhere');
});

test('a file without roots is refused', async () => {
  await expect(ground()).rejects.toMatchObject({ code: 'invalid-input' });
});
