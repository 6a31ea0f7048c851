import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { acceptChange } from '../../../functions/deposit-address/accept-change.ts';
import { retrieveDepositAddress } from '../../../functions/deposit-address/deposit-address.ts';
import { acceptanceView } from '../../../functions/deposit-address/views.ts';
import { depositAddressSaid } from '../../../functions/shared/ledger/authorization/what-is-said.ts';
import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import type { Said } from '../../../functions/shared/passkeys/statement.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { acmeAddress } from '../../support/instructions.ts';
import { person } from '../../support/people.ts';
import { type PasskeyStage, startPasskeyStage } from '../shared/ledger/passkeys/support/stage.ts';
import { nonceOf, type Owner } from '../shared/passkeys/support/people.ts';

const place = { coin: 'USDT', chain: 'ETH' };
const offered = '0xde709f2102306220921060314715629080e2fb77';
/** The same address, as somebody else writes it. */
const inCapitals = offered.toUpperCase().replace('0X', '0x');

let fixture: FunctionFixture;
let stage: PasskeyStage;
let rosa: Owner;
let rui: Owner;

beforeEach(async () => {
  [fixture, stage] = await Promise.all([startFunctionFixture(), startPasskeyStage()]);
  [rosa, rui] = stage.roots;
  offer(acmeAddress);
  await retrieveDepositAddress(fixture.parts, place);
  offer(offered);
});
afterEach(() => Promise.all([fixture.close(), stage.close()]));

function offer(address: string) {
  const row = { canDeposit: true, address, addressExt: '', minQuantity: '1', coinType: 'ERC20_TOKEN' };
  fixture.script.on('/api/v1/account/deposit/address', { status: 200, body: JSON.stringify(row) });
}

/** What a device signs for an address, with what differs from an honest one. */
const wordOf = (owner: Owner, address = offered, changes: object = {}): Promise<SignedWord> => {
  const said = { ...depositAddressSaid(place, { address }, person(owner.person.by)), ...changes } as Said;
  return stage.signed(owner, said, { nonce: nonceOf(owner.person.by) });
};
const accept = (owner: Owner, word?: SignedWord, address = offered, passkeys: 'all' | 'approvals' = 'all') => {
  const body = { address, ...(word === undefined ? {} : { word }) };
  return acceptChange({ ...fixture.parts, words: stage.words }, place, body, person(owner.person.by), { passkeys });
};
const known = () => fixture.parts.known.get(place.coin, place.chain);

describe('where everything that lets money go takes a signature, another deposit address', () => {
  test('is accepted by two people who signed, each as they write it, and both signatures are kept', async () => {
    const first = await wordOf(rosa, inCapitals);
    const { kind, next } = await accept(rosa, first, inCapitals);
    expect(kind).toBe('proposed');
    const shown = acceptanceView(place, kind, next);
    expect(shown.proposal).toMatchObject({ address: offered, device: first.credentialId });
    expect(JSON.stringify(shown)).not.toContain(first.signature);
    const second = await wordOf(rui);
    expect((await accept(rui, second)).kind).toBe('accepted');
    expect((await known())?.replaced).toMatchObject([
      {
        address: acmeAddress,
        signed: [
          { by: rosa.person.by, address: inCapitals, word: first },
          { by: rui.person.by, address: offered, word: second },
        ],
      },
    ]);
  });

  test('is not accepted without a signature', async () => {
    await expect(accept(rosa)).rejects.toMatchObject({ code: 'passkey-required' });
    await accept(rosa, await wordOf(rosa));
    await expect(accept(rui)).rejects.toMatchObject({ code: 'passkey-required' });
    expect((await known())?.address).toBe(acmeAddress);
  });

  test('that the exchange does not give is refused before the signature is looked at', async () => {
    await expect(accept(rosa, undefined, acmeAddress)).rejects.toMatchObject({ code: 'deposit-address-not-offered' });
  });

  test.each<[string, string, object]>([
    ['another address', acmeAddress, {}],
    ['another chain', offered, { subject: { id: 'USDT/Tron', digest: 'a'.repeat(64) } }],
    ['another purpose', offered, { purpose: 'destination', decision: 'confirm' }],
  ])('is not accepted by a signature of %s', async (_what, address, changes) => {
    const refused = accept(rosa, await wordOf(rosa, address, changes));
    await expect(refused).rejects.toMatchObject({ code: 'passkey-content-differs' });
    expect(await known()).not.toHaveProperty('proposal');
  });

  test('is not accepted with the device of somebody else', async () => {
    await expect(accept(rui, await wordOf(rosa))).rejects.toMatchObject({ code: 'passkey-of-another' });
  });

  test('takes the word again of who accepted it before signatures were asked for', async () => {
    await accept(rosa, undefined, offered, 'approvals');
    expect((await accept(rui, await wordOf(rui))).kind).toBe('proposed');
    expect((await accept(rosa, await wordOf(rosa))).kind).toBe('accepted');
  });

  test('is the same once more where a call is repeated', async () => {
    const word = await wordOf(rosa);
    await accept(rosa, word);
    const before = await known();
    await accept(rosa, word);
    expect(await known()).toEqual(before);
  });
});
