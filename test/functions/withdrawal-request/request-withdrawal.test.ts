import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { amount } from '../../../functions/shared/core/amount.ts';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import { addConfirmation, addProof, markListed, revoke } from '../../../functions/shared/ledger/whitelist/steps.ts';
import { type RequestSource, requestWithdrawal } from '../../../functions/withdrawal-request/request-withdrawal.ts';
import { parseRequestEvent } from '../../../functions/withdrawal-request/withdrawal-request.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { acmeAddress, policyWith } from '../../support/instructions.ts';
import { laterEpoch, usualEpoch } from '../../support/people.ts';
import { initialPolicyItem } from '../../support/policy.ts';
import { activeEntry, entryWith } from '../../support/whitelist.ts';

let fixture: FunctionFixture;
let id = 0;
beforeAll(async () => {
  fixture = await startFunctionFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  id += 1;
  fixture.outbox.events.length = 0;
  fixture.outbox.messages.length = 0;
  await fixture.parts.policies.put(policyWith());
});

const request = (changes: Record<string, unknown> = {}, source?: RequestSource) =>
  requestWithdrawal(
    fixture.parts,
    parseRequestEvent({
      instructionId: `inv-${id}`,
      destination: 'acme-usdt-eth',
      coin: 'USDT',
      chain: 'ETH',
      quantity: '1250.50',
      requestedBy: 'alice@example.com',
      ...changes,
    }),
    source,
  );

/** An entry whose cool-off has begun. */
async function coolingOff() {
  const { target } = entryWith();
  const by = (name: string) => ({ by: `${name}@example.com`, at: fixture.clock.now() });
  const { entry } = await fixture.parts.whitelist.propose(
    { id: 'young', target, lookAlikes: [], ...by('wanda') },
    async () => undefined,
  );
  const evidence = entryWith().proofs[0];
  if (evidence === undefined) throw new Error('an entry has a proof');
  const { by: _by, at: _at, ...shown } = evidence;
  await fixture.parts.whitelist.change('young', (seen) => addProof(seen, shown, by('wanda')));
  await fixture.parts.whitelist.change('young', (seen) => addConfirmation(seen, entry.digest, 1_000, by('walter')));
  const { state } = await fixture.parts.whitelist.change('young', (seen) => markListed(seen, 1_000, by('whitelist')));
  if (state.status !== 'cooling-off') throw new Error('its cool-off has begun');
  return state;
}

describe('a request to a known destination', () => {
  test('waits for people, with the address that its destination has now, and is published', async () => {
    const { kind, instruction } = await request({ note: 'invoice 42' });
    expect(kind).toBe('new');
    expect(instruction).toMatchObject({
      state: { status: 'awaiting-approval' },
      content: { address: acmeAddress, quantity: '1250.5', note: 'invoice 42' },
      approvals: [],
    });
    expect(fixture.outbox.messages).toEqual([]);
    expect(fixture.outbox.events.map(({ detail }) => detail.status)).toEqual(['requested', 'awaiting-approval']);
  });

  test('waits for people also where the exchange lets nothing out just now: at release it would be held for that', async () => {
    const chain = { chain: 'ETH', fee: amount('1'), minimum: amount('5'), isOpen: false };
    const value = [{ coin: 'USDT', isOpen: true, chains: [chain] }];
    // The fixture dates its readings in the future.
    await fixture.parts.readings.note('terms', { readAt: Number.MAX_SAFE_INTEGER, value });
    expect((await request()).instruction.state).toEqual({ status: 'awaiting-approval' });
    await expect(request({ instructionId: 'told' }, { sentAt: undefined, refused: 'told' })).rejects.toMatchObject({
      code: 'closed-at-exchange',
    });
    await fixture.ledger.table.put({ pk: 'exchange-readings' });
  });

  test('waits for people also while the destination cools off', async () => {
    const { until } = await coolingOff();
    expect(until).toBeGreaterThan(fixture.clock.now());
    const { instruction } = await request({ destination: 'young' });
    expect(instruction.state).toEqual({ status: 'awaiting-approval' });
  });

  test('asked for twice is one instruction', async () => {
    await request();
    const again = await request({ quantity: '1250.5' });
    expect(again).toMatchObject({ kind: 'same', instruction: { version: 2 } });
    expect(fixture.outbox.events).toHaveLength(2);
  });

  test('asked for twice by one person, once in capitals, is one instruction', async () => {
    await request();
    expect((await request({ requestedBy: 'Alice@Example.com' })).kind).toBe('same');
  });

  test('asked for twice stays one instruction when the destination was revoked in between', async () => {
    await activeEntry(fixture.parts.whitelist, `gone-${id}`);
    await request({ destination: `gone-${id}` });
    const by = { by: 'wanda@example.com', at: fixture.clock.now() };
    await fixture.parts.whitelist.change(`gone-${id}`, (entry) => revoke(entry, by));
    expect(await request({ destination: `gone-${id}` })).toMatchObject({
      kind: 'same',
      instruction: { state: { status: 'awaiting-approval' }, content: { address: acmeAddress } },
    });
  });

  test.each([
    ['another amount', { quantity: '1250.51' }],
    ['another person', { requestedBy: 'bob@example.com' }],
    ['another note', { note: 'other' }],
    ['an account to fund it from', { fundFrom: 'trading' }],
  ])('with the same id and %s is a conflict', async (_what, changes) => {
    await request();
    await expect(request(changes)).rejects.toMatchObject({ code: 'instruction-conflict' });
    expect(fixture.outbox.events).toHaveLength(2);
  });

  test('that could not be published is published when it is asked for again', async () => {
    fixture.outbox.setAway(true);
    await expect(request()).rejects.toMatchObject({ code: 'bus-unavailable' });
    fixture.outbox.setAway(false);
    expect((await request()).kind).toBe('same');
    expect(fixture.outbox.events.map(({ detail }) => detail.status)).toEqual(['requested', 'awaiting-approval']);
  });
});

describe('a request that is not authorized', () => {
  test('is written down with its reason, published, and handed to nobody', async () => {
    const { instruction } = await request({ destination: 'mallory' });
    expect(instruction.state).toEqual({ status: 'rejected', reason: 'destination-not-whitelisted' });
    expect(fixture.outbox.messages).toEqual([]);
    expect(fixture.outbox.events.at(-1)?.detail).toEqual({
      id: `inv-${id}`,
      version: 2,
      kind: 'withdrawal',
      status: 'rejected',
      reason: 'destination-not-whitelisted',
      coin: 'USDT',
      quantity: '1250.5',
    });
  });

  test('stays refused when it is asked for again under a looser policy: a new wish needs a new id', async () => {
    await request({ quantity: '60000' });
    await fixture.parts.policies.put(policyWith({ withdrawals: { USDT: { perInstruction: '100000' } } }));
    expect((await request({ quantity: '60000' })).instruction.state).toMatchObject({ reason: 'over-per-instruction' });
  });
});

describe('a request that is refused where it is told', () => {
  const told = (changes: Record<string, unknown>) =>
    request(changes, { epoch: usualEpoch, sentAt: undefined, refused: 'told' });
  const written = () => fixture.parts.instructions.get(instructionId(`inv-${id}`));

  test('gets the code with each reason, writes and publishes nothing, and leaves its id free', async () => {
    const refused = told({ quantity: '60000', chain: 'Tron' });
    await expect(refused).rejects.toMatchObject({
      code: 'destination-mismatch',
      message: expect.stringContaining('the same id may be used again'),
      flaws: [{ code: 'destination-mismatch' }, { code: 'over-per-instruction', expected: 'at most 50000 USDT' }],
    });
    expect([await written(), fixture.outbox.events]).toEqual([undefined, []]);
    expect((await told({ quantity: '50000' })).kind).toBe('new');
  });

  test('is the same as before where it was taken earlier, whatever would be refused today', async () => {
    await request({ quantity: '1000' });
    await fixture.parts.policies.put(policyWith({ withdrawals: { USDT: { perInstruction: '999' } } }));
    expect((await told({ quantity: '1000' })).kind).toBe('same');
    await expect(told({ quantity: '1001' })).rejects.toMatchObject({ code: 'instruction-conflict' });
  });
});

describe('by what the one who asks is named', () => {
  const asked = async (source?: RequestSource) => (await request({}, source)).instruction;
  const identity = { ...policyWith().identity, userClaim: laterEpoch.claim };

  /** The other claim names people from this moment on. */
  async function renameAt(at: number): Promise<void> {
    const { standing } = initialPolicyItem(policyWith({ identity }));
    const acted = { number: 2, what: 'loosening-in-force', paths: ['identity.userClaim'], by: 'deploy', at } as const;
    const events = [...standing.events, acted];
    await fixture.ledger.table.put({ pk: 'policy', version: 2, standing: { ...standing, events }, announced: 2 });
  }

  test('is kept with the request: as its token says, or over the bus as the policy in force does', async () => {
    expect((await asked({ epoch: laterEpoch, sentAt: undefined })).history[0]).toMatchObject({ identity: laterEpoch });
    id += 100;
    expect((await asked()).history[0]).toMatchObject({ by: 'alice@example.com', identity: usualEpoch });
  });

  test('is not known of an event that was sent before it changed, or just then: it is rejected', async () => {
    const at = fixture.clock.now() - 300_000;
    await renameAt(at);
    expect((await asked({ sentAt: at - 1 })).state).toEqual({ status: 'rejected', reason: 'identity-changed' });
    id += 100;
    expect((await asked({ sentAt: at + 59_000 })).state).toEqual({ status: 'rejected', reason: 'identity-changed' });
    id += 100;
    const later = await asked({ sentAt: at + 60_000 });
    expect(later.state.status).toBe('awaiting-approval');
    expect(later.history[0]).toMatchObject({ identity: laterEpoch });
  });
});
