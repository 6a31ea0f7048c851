import { expect, test } from '@jest/globals';
import { ApiClient } from '../../../../../console/api/client.ts';
import { type Decision, sendDecision } from '../../../../../console/pages/payments/payment/decision.ts';
import { Signer } from '../../../../../console/passkeys/signer.ts';
import { examplePayment } from '../example-payment.ts';

const payment = await examplePayment();
const { digest, shown } = payment;
const person = { by: 'bob@example.com', issuer: 'https://login.example.com', claim: 'email' };
const evidence = 'seen on the chain';

/** What a page asks for a decision, call by call. Nobody has a device, so nothing is signed. */
async function callsFor(decision: Decision, asksForAll: boolean) {
  const calls: [path: string, body: unknown][] = [];
  const api = new ApiClient({ token: async () => 'token' }, async (url, init) => {
    const body: unknown = init?.body === undefined ? undefined : JSON.parse(String(init.body));
    calls.push([String(url), body]);
    const nonce = 'A'.repeat(43);
    const expiresAt = new Date(Date.now() + 300_000).toISOString();
    const given = { ...Object(body), person, stage: 'local', nonce, expiresAt, rpId: 'localhost', credentialIds: [] };
    return new Response(JSON.stringify(given));
  });
  const signer = new Signer(api, { person, stage: 'local', asksForAll });
  await sendDecision({ api, signer }, payment, decision);
  return calls;
}

test('an approval is signed where the payment says so, whatever else takes a signature', async () => {
  const id = shown.instructionId;
  expect(await callsFor({ kind: 'approve' }, true)).toEqual([
    [`/instructions/${id}/approvals`, { decision: 'approve', digest }],
  ]);
});

test('what is said of money in doubt is signed with what it rests on, where that is asked for', async () => {
  const decision = { kind: 'resolve', became: 'settled', evidence } as const;
  const [asked, sent] = await callsFor(decision, true);
  expect(asked).toMatchObject(['/passkeys/challenges', { purpose: 'doubt', decision: 'settled' }]);
  expect(sent?.[1]).toEqual({ decision: 'settled', evidence, digest });
  expect(await callsFor(decision, false)).toHaveLength(1);
});

test.each<Decision>([{ kind: 'decline', reason: 'not ours' }, { kind: 'cancel' }])(
  'to stop it takes no signature: $kind',
  async (decision) => {
    expect(await callsFor(decision, true)).toHaveLength(1);
  },
);
