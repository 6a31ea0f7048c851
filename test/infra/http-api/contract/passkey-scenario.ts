import { iso } from '../../../../functions/shared/core/clock.ts';
import { passkeyKey } from '../../../../functions/shared/core/item-keys.ts';
import { openDevices } from '../../../../functions/shared/ledger/passkeys/device-store.ts';
import { openNonces } from '../../../../functions/shared/ledger/passkeys/nonces.ts';
import { readRegistryHead } from '../../../../functions/shared/ledger/passkeys/registry-heads.ts';
import type { RelyingParty } from '../../../../functions/shared/passkeys/assertion.ts';
import { confirmDevice } from '../../../../functions/shared/passkeys/device-transitions.ts';
import { type Enrolment, enrolmentDigest } from '../../../../functions/shared/passkeys/enrolment.ts';
import { stampAt } from '../../../../functions/shared/passkeys/person.ts';
import type { SignedWord } from '../../../../functions/shared/passkeys/signed-word.ts';
import type { Validity } from '../../../../functions/shared/passkeys/statement.ts';
import { register, signWord } from '../../../../infra/local/software-authenticator/software-authenticator.ts';
import { createSoftwareKey } from '../../../../infra/local/software-authenticator/software-key.ts';
import { confirmationOf, nonceOf, type Owner } from '../../../functions/shared/passkeys/support/people.ts';
import { localOwner, localParty } from '../../../support/passkeys.ts';
import { initialPolicyItem } from '../../../support/policy.ts';
import { type Person, passkeyOf, policy, type TestApi } from './test-api.ts';

const day = 86_400_000;

/** Enrolments, confirmations and revocations, and every refusal of a word. */
export async function runPasskeyScenario(testApi: TestApi): Promise<void> {
  const { call } = testApi;
  await call('sam', 'GET', '/passkeys');
  await call('bob', 'GET', '/passkeys');
  await call('bob', 'POST', '/passkeys/challenges', { purpose: 'payment' });
  await call('bob', 'POST', '/passkeys/enrolments', { name: '' });
  await runEnrolments(testApi);
  await runConfirmations(testApi);
  await runRefusedWords(testApi);
  await runRevocations(testApi);
  await runRestore(testApi);
}

/** Begins an enrolment: what the browser asks the device. */
export async function beginEnrolment({ call }: TestApi, who: Person) {
  const { body } = await call(who, 'POST', '/passkeys/enrolments', { name: 'Laptop' });
  const { challenge } = Object(body.options);
  return { ...localParty, challenge: Buffer.from(String(challenge), 'base64url') };
}

async function enroll(testApi: TestApi, who: Person, key = createSoftwareKey()) {
  const registration = register(key, await beginEnrolment(testApi, who));
  return testApi.call(who, 'POST', '/passkeys', { registration });
}

async function runEnrolments(testApi: TestApi): Promise<void> {
  const { call, ledger, putPolicy } = testApi;
  await call('adam', 'POST', '/passkeys', {});
  const taken = createSoftwareKey();
  await enroll(testApi, 'adam', taken);
  await enroll(testApi, 'alice', taken);
  const registration = register(createSoftwareKey(), { ...localParty, challenge: Buffer.alloc(32) });
  await call('adam', 'POST', '/passkeys', { registration });
  await ledger.table.put(initialPolicyItem({ ...policy, authenticators: { aaguids: [], synced: true } }));
  await enroll(testApi, 'adam');
  await putPolicy();
  const begun = await beginEnrolment(testApi, 'adam');
  await testApi.withoutOutbox(() =>
    call('adam', 'POST', '/passkeys', { registration: register(createSoftwareKey(), begun) }),
  );
  for (let index = 0; index < 11; index += 1) await enroll(testApi, 'olga');
}

/** A device that somebody proposed. */
export async function proposedBy({ ledger, heads }: TestApi, by: string, at = Date.now()): Promise<Owner> {
  const owner = localOwner(by);
  const devices = openDevices({ table: ledger.table, headTable: heads, roots: new Map() });
  await devices.propose(owner.enrolment, stampAt(owner.person, at));
  return owner;
}

const targetOf = ({ credentialId }: Enrolment) => `/passkeys/${credentialId}/confirmations`;

/** What a person is given to be signed for the confirmation of a device. */
export async function given(testApi: TestApi, who: Owner, of: Enrolment): Promise<Validity> {
  const nonce = nonceOf(`${who.person.by} ${Math.random()}`);
  const expiresAt = Date.now() + 60_000;
  await openNonces(testApi.ledger.table).giveForWord(nonce, confirmationOf(of, who.person), expiresAt);
  return { nonce, expiresAt: iso(expiresAt) };
}

type Signing = Parameters<typeof signWord>[3];

export function sign(
  who: Owner,
  of: Enrolment,
  validity: Validity,
  deviations: Signing = {},
  party: RelyingParty = localParty,
): SignedWord {
  return signWord(who.key, { ...confirmationOf(of, who.person), stage: 'local', ...validity }, party, deviations);
}

async function runConfirmations(testApi: TestApi): Promise<void> {
  const { call } = testApi;
  const { bob, carol } = passkeyOf;
  const { enrolment } = await proposedBy(testApi, 'dora@example.com');
  const target = targetOf(enrolment);
  const digest = enrolmentDigest(enrolment);
  await call('bob', 'POST', target, {});
  await call('bob', 'POST', target, { digest: 'a'.repeat(64) });
  await call('bob', 'POST', targetOf(bob.enrolment), { digest });
  const own = await proposedBy(testApi, 'bob@example.com');
  await call('bob', 'POST', targetOf(own.enrolment), { digest: enrolmentDigest(own.enrolment) });
  const elsewhere = localOwner('dora@example.com');
  const former = { ...elsewhere.person, issuer: 'https://former-login.example.com' };
  const enrolled = { ...elsewhere.enrolment, person: former };
  const devices = openDevices({ table: testApi.ledger.table, headTable: testApi.heads, roots: new Map() });
  await devices.propose(enrolled, stampAt(former, Date.now()));
  await call('bob', 'POST', targetOf(enrolled), { digest: enrolmentDigest(enrolled) });
  const word = sign(bob, enrolment, await given(testApi, bob, enrolment), { signCount: 5 });
  await testApi.withoutOutbox(() => call('bob', 'POST', target, { digest, word }));
  await call('bob', 'POST', target, { digest, word });
  await call('carol', 'POST', target, { digest, word: sign(carol, enrolment, await given(testApi, carol, enrolment)) });
  const second = await proposedBy(testApi, 'dora@example.com');
  const cloned = sign(bob, second.enrolment, await given(testApi, bob, second.enrolment), { signCount: 5 });
  await call('bob', 'POST', targetOf(second.enrolment), { digest: enrolmentDigest(second.enrolment), word: cloned });
}

async function runRefusedWords(testApi: TestApi): Promise<void> {
  const { bob, carol } = passkeyOf;
  const { enrolment } = await proposedBy(testApi, 'dora@example.com');
  const nonces = openNonces(testApi.ledger.table);
  const offer = (who: Person, word?: SignedWord) =>
    testApi.call(who, 'POST', targetOf(enrolment), {
      digest: enrolmentDigest(enrolment),
      ...(word === undefined ? {} : { word }),
    });
  const offerOf = async (who: Person, owner: Owner, deviations?: Signing) =>
    offer(who, sign(owner, enrolment, await given(testApi, owner, enrolment), deviations));

  await offer('bob');
  await offerOf('bob', { ...bob, key: createSoftwareKey() });
  await offerOf('bob', { ...carol, person: bob.person });
  await offerOf('bob', { ...bob, key: { ...createSoftwareKey(), credentialId: bob.key.credentialId } });
  await offerOf('bob', bob, { isUserVerified: false });
  const validity = await given(testApi, bob, enrolment);
  await offer('bob', sign(bob, enrolment, validity, {}, { rpId: 'localhost', origin: 'https://evil.example.com' }));
  await offer('bob', sign(bob, { ...enrolment, name: 'Another' }, validity));
  await offer('bob', sign(bob, enrolment, { ...validity, nonce: nonceOf('of nobody') }));
  await nonces.use(validity.nonce, 'f'.repeat(64));
  await offer('bob', sign(bob, enrolment, validity, { signCount: 9 }));
  const late = { nonce: nonceOf('late'), expiresAt: iso(Date.now() - 1) };
  await offer('bob', sign(bob, enrolment, late));
  await offerWithOtherDevices(testApi, offerOf);
}

/** Of alice, who has one after the other. */
async function offerWithOtherDevices(
  testApi: TestApi,
  offerOf: (who: Person, owner: Owner) => Promise<unknown>,
): Promise<void> {
  const { ledger, heads } = testApi;
  const devices = openDevices({ table: ledger.table, headTable: heads, roots: new Map() });
  const alice = await proposedBy(testApi, 'alice@example.com');
  await offerOf('alice', alice);
  const confirmBy = async (owner: Owner, by: Owner, at: number) => {
    const word = sign(by, owner.enrolment, { nonce: nonceOf(`confirm ${at}`), expiresAt: iso(at + 60_000) });
    const confirmation = { stamp: stampAt(by.person, at), word, actsFrom: at + day };
    await devices.change(owner.enrolment.credentialId, (now) => confirmDevice(now, confirmation));
  };
  await confirmBy(alice, passkeyOf.carol, Date.now());
  await offerOf('alice', alice);
  const rootless = await proposedBy(testApi, 'alice@example.com', Date.now() - 3 * day);
  await confirmBy(rootless, localOwner('nobody@example.com'), Date.now() - 2 * day);
  await offerOf('alice', rootless);
  await devices.revoke(alice.enrolment.credentialId, stampAt(alice.person, Date.now()));
  await offerOf('alice', alice);
  await ledger.table.put({ pk: passkeyKey(rootless.enrolment.credentialId) });
  await offerOf('alice', rootless);
}

async function runRevocations(testApi: TestApi): Promise<void> {
  const { call, ledger } = testApi;
  const revoke = (who: Person, id: string) => call(who, 'DELETE', `/passkeys/${id}`);
  const { enrolment } = await proposedBy(testApi, 'dora@example.com');
  await revoke('bob', 'none');
  await revoke('bob', 'A'.repeat(22));
  await revoke('adam', enrolment.credentialId);
  await testApi.withoutOutbox(() => revoke('bob', enrolment.credentialId));
  await revoke('bob', enrolment.credentialId);
  const { enrolment: changed } = await proposedBy(testApi, 'dora@example.com');
  await ledger.table.put({ pk: passkeyKey(changed.credentialId) });
  await revoke('bob', changed.credentialId);
  await call('bob', 'GET', '/passkeys');
  await call('bob', 'POST', '/passkeys/challenges', {
    purpose: 'payment',
    decision: 'approve',
    subject: { id: 'inv-1', digest: 'a'.repeat(64) },
  });
}

/** Has the table of heads name another table than it is, as a restored one does. */
export async function pretendRestore({ heads }: TestApi): Promise<{ readonly id: string; readonly digest: string }> {
  await heads.put({ pk: 'origin', version: 1, table: 'the-former-one', restores: [] });
  const { digest } = await readRegistryHead(heads, Date.now());
  return { id: await heads.identity(), digest };
}

/** What a person signs to accept the devices of a restored table. */
export async function restoreWord(
  { ledger }: TestApi,
  who: Owner,
  subject: { readonly id: string; readonly digest: string },
): Promise<SignedWord> {
  const said = { purpose: 'restore', decision: 'accept', subject, person: who.person } as const;
  const [nonce, expiresAt] = [nonceOf(`${who.person.by} ${Math.random()}`), Date.now() + 60_000];
  await openNonces(ledger.table).giveForWord(nonce, said, expiresAt);
  return signWord(who.key, { ...said, stage: 'local', nonce, expiresAt: iso(expiresAt) }, localParty, {
    signCount: 50,
  });
}

async function runRestore(testApi: TestApi): Promise<void> {
  const { call } = testApi;
  const accept = (who: Person, body: object) => call(who, 'POST', '/passkeys/restore/acceptances', body);
  await accept('bob', {});
  await accept('bob', { digest: 'a'.repeat(64) });
  const subject = await pretendRestore(testApi);
  const { digest } = subject;
  await call('bob', 'GET', '/passkeys');
  await accept('bob', { digest: 'a'.repeat(64) });
  const word = await restoreWord(testApi, passkeyOf.bob, subject);
  await testApi.withoutOutbox(() => accept('bob', { digest, word }));
  await accept('bob', { digest, word });
  await accept('carol', { digest, word: await restoreWord(testApi, passkeyOf.carol, subject) });
}
