import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { ApiClient } from '../../../console/api/client.ts';
import type { BodyOfResponse } from '../../../console/api/routes.ts';
import { acceptRestore } from '../../../console/passkeys/accept-restore.ts';
import { DeviceError } from '../../../console/passkeys/device-error.ts';
import { Signer } from '../../../console/passkeys/signer.ts';
import { assertWith } from '../../../infra/local/software-authenticator/software-authenticator.ts';
import { createSoftwareKey, type SoftwareKey } from '../../../infra/local/software-authenticator/software-key.ts';
import { type Name, type PasskeyFunction, startPasskeyFunction } from '../../functions/passkeys/passkey-function.ts';
import { personNamed, place } from '../../functions/shared/passkeys/support/people.ts';

/* People accept a restored table of heads with what the console signs, and the treasury itself judges it. */

type List = BodyOfResponse<'GET /passkeys'>;

let stage: PasskeyFunction;
let laptop: SoftwareKey;
let restore: () => void;

/** Alice's laptop was confirmed, and is revoked after the copy was made. */
beforeEach(async () => {
  stage = await startPasskeyFunction();
  jest.spyOn(Date, 'now').mockImplementation(() => stage.clock.now());
  laptop = createSoftwareKey();
  const { body } = await stage.enroll('alice', laptop);
  await stage.confirm('rosa', stage.roots[0].key, laptop.credentialId, String(body.digest));
  stage.clock.advance(86_400_000);
  restore = await stage.backUpHeads();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await stage.close();
});

/** The page of a person, with a device of theirs where they have one. */
function page(name: Name, key: SoftwareKey) {
  const calls: string[] = [];
  const api = new ApiClient({ token: async () => 'token' }, async (url, init) => {
    const method = init?.method ?? 'GET';
    calls.push(`${method} ${url}`);
    const body = init?.body == null ? undefined : JSON.parse(String(init.body));
    const answer = await stage.call(name, method, String(url), body);
    return new Response(JSON.stringify(answer.body), { status: answer.status });
  });
  const person = personNamed(`${name}@example.com`);
  const signer = new Signer(api, { person, stage: place.stage, asksForAll: false }, async ({ challenge }) => ({
    credentialId: key.credentialId,
    ...assertWith(key, { ...place, challenge: new Uint8Array(challenge) }),
  }));
  const read = async () => (await api.call('GET /passkeys', {})).body;
  const accept = async (list: List) => {
    if (list.restored === undefined) throw new Error('nothing was restored');
    await acceptRestore({ api, signer }, list, list.restored);
  };
  return { calls, read, accept };
}

const rosa = () => page('rosa', stage.roots[0].key);
const rui = () => page('rui', stage.roots[1].key);

test('two people accept what they see, and the devices count again', async () => {
  restore();
  const [first, second] = [rosa(), rui()];
  await first.accept(await first.read());
  const seen = await second.read();
  expect(seen).toMatchObject({ restored: { acceptedBy: { by: 'rosa@example.com' }, devices: [{ version: 2 }] } });
  await second.accept(seen);
  const { restored, devices } = await second.read();
  expect([restored, devices.map(({ inForce }) => inForce)]).toEqual([undefined, [true, true, true]]);
});

test('a device that is revoked again in it stays so, and the others say that they would count', async () => {
  restore();
  await stage.revoke('rui', laptop.credentialId);
  const { devices } = await rosa().read();
  expect(devices.map(({ inForce, flaw }) => [inForce, flaw])).toEqual([
    [false, 'in-a-restored-table'],
    [false, 'in-a-restored-table'],
    [false, 'revoked'],
  ]);
  for (const each of [rosa(), rui()]) await each.accept(await each.read());
  const accepted = await rosa().read();
  expect(accepted.devices.map(({ inForce }) => inForce)).toEqual([true, true, false]);
});

test('a list that was read before a device was revoked is refused, and changes nothing', async () => {
  restore();
  const person = rosa();
  const before = await person.read();
  await stage.revoke('rui', laptop.credentialId);
  await expect(person.accept(before)).rejects.toMatchObject({ code: 'digest-mismatch' });
  expect((await person.read()).restored).not.toHaveProperty('acceptedBy');
});

test('somebody without a device of their own signs nothing', async () => {
  restore();
  const person = page('bob', createSoftwareKey());
  await expect(person.accept(await person.read())).rejects.toEqual(new DeviceError('none'));
  expect(person.calls).toEqual(['GET /passkeys', 'POST /passkeys/challenges']);
});

const changed = (list: List, change: object): List => ({
  ...list,
  devices: list.devices.map((each) => (each.root ? each : { ...each, ...change })),
});
const inChains = ({ restored, ...list }: List, change: object): List =>
  restored === undefined
    ? list
    : { ...list, restored: { ...restored, devices: restored.devices.map((each) => ({ ...each, ...change })) } };

test.each<[string, (list: List) => List]>([
  ['says that it was revoked', (list) => changed(list, { status: 'revoked' })],
  ['has fewer steps', (list) => changed(list, { version: 1 })],
  ['has another last step', (list) => inChains(list, { link: 'd'.repeat(64) })],
  ['is not shown', (list) => ({ ...list, devices: list.devices.filter(({ root }) => root) })],
  [
    'is missing in what is signed',
    ({ restored, ...list }) => ({
      ...list,
      ...(restored === undefined ? {} : { restored: { ...restored, devices: [] } }),
    }),
  ],
])('nothing is signed of a list in which a device %s', async (_what, change) => {
  restore();
  const person = rosa();
  const list = change(await person.read());
  await expect(person.accept(list)).rejects.toEqual(new DeviceError('differs'));
  expect(person.calls).toEqual(['GET /passkeys']);
});
