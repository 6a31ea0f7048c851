import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Target } from '../../../functions/shared/ledger/whitelist/entry.ts';
import { addConfirmation, addProof } from '../../../functions/shared/ledger/whitelist/steps.ts';
import { checkExchange } from '../../../functions/whitelist/check-exchange.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { acmeAddress, policyWith } from '../../support/instructions.ts';
import { payment as evidence } from '../../support/whitelist.ts';

/* The check on a clock of its own, with an exchange that says what it is told to. */
const listPath = '/api/v1/whitelist/whitelistAddress';
const minuteMs = 60_000;
const policy = policyWith();
let fixture: FunctionFixture;
const reports: string[] = [];
beforeEach(async () => {
  fixture = await startFunctionFixture();
  reports.length = 0;
});
afterEach(() => fixture.close());

const stamp = (name: string) => ({ by: `${name}@example.com`, at: fixture.clock.now() });
const check = (environment = 'hashkey-sandbox', whitelistCoolOffMs = policy.whitelistCoolOffMs) =>
  checkExchange(
    { ...fixture.parts, environment, report: (what) => reports.push(what) },
    { ...policy, whitelistCoolOffMs },
  );
const lists = (...addresses: string[]) => {
  const rows = addresses.map((fromAddress) => ({ fromAddress, coin: 'USDT_ETH', chainType: 'ETH' }));
  fixture.script.on(listPath, { status: 200, body: JSON.stringify(rows) });
};
const reads = () => fixture.script.seen.filter(({ target }) => target.startsWith(listPath));

async function confirmed(id: string, target: Target): Promise<void> {
  await fixture.parts.whitelist.propose({ id, target, lookAlikes: [], ...stamp('wanda') }, async () => undefined);
  const { digest } = await fixture.parts.whitelist.change(id, (now) => addProof(now, evidence, stamp('wanda')));
  await fixture.parts.whitelist.change(id, (now) => addConfirmation(now, digest, 1_000, stamp('walter')));
}
const eth = (coin: string, address = acmeAddress): Target => ({ kind: 'crypto', coin, chain: 'ETH', address });
const stateOf = async (id: string) => (await fixture.parts.whitelist.get(id))?.state;

test.each([
  ['the policy’s time, where that is longer', 'hashkey-sandbox', 60 * minuteMs, 60 * minuteMs],
  ['the exchange’s 30 minutes, where the policy’s time is shorter', 'hashkey-sandbox', minuteMs, 30 * minuteMs],
  ['the policy’s time on stage local', 'local', 2_000, 2_000],
])('a cool-off takes %s', async (_what, environment, coolOffMs, expected) => {
  await confirmed('acme', eth('USDC'));
  // The exchange writes an address in another case than we do.
  lists(acmeAddress.toLowerCase());
  await check(environment, coolOffMs);
  const entry = await fixture.parts.whitelist.get('acme');
  const began = entry?.history.at(-1)?.at ?? 0;
  expect(entry?.state).toEqual({ status: 'cooling-off', until: began + expected });
});

test('a list is asked for once, however many wait for it, and a list that nobody waits for is not', async () => {
  await confirmed('one', eth('AAVE', '0xde709f2102306220921060314715629080e2fb77'));
  await confirmed('two', eth('AAVE', '0x8617E340B3D01FA5F11F306F4090FD50E238070D'));
  lists('0x8617E340B3D01FA5F11F306F4090FD50E238070D');
  expect(await check()).toMatchObject({ listed: 1 });
  expect(reads()).toHaveLength(1);
  expect(reads()[0]?.target).toContain('coin=AAVE_ETH&type=Withdraw');
  expect([await stateOf('one'), await stateOf('two')]).toMatchObject([
    { status: 'confirmed' },
    { status: 'cooling-off' },
  ]);
});

test('a list that the exchange refuses keeps no other from being read', async () => {
  await confirmed('refused', eth('BBB'));
  await confirmed('taken', eth('CCC'));
  fixture.script.on(listPath, (request) =>
    request.target.includes('coin=CCC')
      ? { status: 200, body: JSON.stringify([{ fromAddress: acmeAddress, coin: 'CCC_ETH', chainType: 'ETH' }]) }
      : { status: 400, body: '{"code":-4001,"msg":"Invalid asset."}' },
  );
  expect(await check()).toMatchObject({ listed: 1 });
  expect(await stateOf('taken')).toMatchObject({ status: 'cooling-off' });
  expect(reports).toContain("the exchange's list could not be read");
});

test('a row that is not as documented hides no other', async () => {
  await confirmed('acme', eth('USDC'));
  const rows = [{ address: 'odd' }, { fromAddress: acmeAddress, coin: 'USDC_ETH' }];
  fixture.script.on(listPath, { status: 200, body: JSON.stringify(rows) });
  expect(await check()).toMatchObject({ listed: 1 });
  expect(await stateOf('acme')).toMatchObject({ status: 'cooling-off' });
  expect(reports).toEqual(["the exchange's list has rows that cannot be read"]);
});

test('an exchange that blocks us is asked once', async () => {
  await confirmed('one', eth('BBB'));
  await confirmed('two', eth('CCC'));
  fixture.script.on(listPath, { status: 429, body: '' });
  expect(await check()).toMatchObject({ listed: 0 });
  expect(reads()).toHaveLength(1);
});

test('more lists than one check reads are all read in time', async () => {
  for (let number = 0; number < 14; number += 1) await confirmed(`many-${number}`, eth(`COIN${number}`));
  lists();
  const asked = new Set<string>();
  for (let round = 0; round < 20; round += 1) {
    const before = reads().length;
    await check();
    const now = reads().slice(before);
    expect(now.length).toBeLessThanOrEqual(10);
    for (const { target } of now) asked.add(new URLSearchParams(target.split('?')[1]).get('coin') ?? '');
    fixture.clock.advance(5 * minuteMs);
  }
  for (let number = 0; number < 14; number += 1) expect(asked).toContain(`COIN${number}_ETH`);
});
