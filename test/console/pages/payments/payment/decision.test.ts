import { expect, test } from '@jest/globals';
import { ApiClient } from '../../../../../console/api/client.ts';
import { type Decision, sendDecision } from '../../../../../console/pages/payments/payment/decision.ts';
import { Signer } from '../../../../../console/passkeys/signer.ts';
import { examplePayment } from '../example-payment.ts';

const payment = await examplePayment();
const { digest } = payment;
const id = payment.shown.instructionId;
const person = { by: 'bob@example.com', issuer: 'https://login.example.com', claim: 'email' };
const evidence = 'seen on the chain';

/** What the device gives back. Nobody looks at it here. */
const assertion = { credentialId: 'A', clientDataJSON: 'B', authenticatorData: 'C', signature: 'D' };

/** What a page asks for a decision, call by call. */
async function callsFor(decision: Decision, asksForAll: boolean, about = payment) {
  const calls: [path: string, body: unknown][] = [];
  const api = new ApiClient({ token: async () => 'token' }, async (url, init) => {
    const body: unknown = init?.body === undefined ? undefined : JSON.parse(String(init.body));
    calls.push([String(url), body]);
    const nonce = 'A'.repeat(43);
    const expiresAt = new Date(Date.now() + 300_000).toISOString();
    const given = {
      ...Object(body),
      person,
      stage: 'local',
      nonce,
      expiresAt,
      rpId: 'localhost',
      credentialIds: ['A'],
    };
    return new Response(JSON.stringify({ ...given, inForce: { policy: { passkeys: 'off' } } }));
  });
  const signer = new Signer(api, { person, stage: 'local', asksForAll }, async () => assertion);
  await sendDecision({ api, signer }, about, decision);
  return calls;
}

test('an approval is signed where the payment says so, whatever else takes a signature', async () => {
  const [call, ...others] = await callsFor({ kind: 'approve' }, true);
  expect([call?.[1], others]).toEqual([{ decision: 'approve', digest }, []]);
  const { summary } = payment;
  if (summary.state !== 'ready') throw new Error('the example has a summary');
  const requires = { ...summary.body.requires, passkeys: true };
  const [asked, sent] = await callsFor({ kind: 'approve' }, false, await examplePayment({ summary: { requires } }));
  expect(asked?.[1]).toEqual({ purpose: 'payment', decision: 'approve', subject: { id, digest } });
  expect(sent?.[1]).toMatchObject({ decision: 'approve', digest, word: assertion });
});

test('what is said of money in doubt is signed with what it rests on, where that is asked for', async () => {
  const decision = { kind: 'resolve', became: 'settled', evidence } as const;
  const [asked, sent] = await callsFor(decision, true);
  expect(asked).toMatchObject(['/passkeys/challenges', { purpose: 'doubt', decision: 'settled' }]);
  expect(sent?.[1]).toMatchObject({ decision: 'settled', evidence, digest, word: assertion });
  const [policy, unsigned] = await callsFor(decision, false);
  expect([policy?.[0], unsigned?.[1]]).toEqual(['/policy', { decision: 'settled', evidence, digest }]);
});

test.each<Decision>([{ kind: 'decline', reason: 'not ours' }, { kind: 'cancel' }])(
  'to stop it takes no signature: $kind',
  async (decision) => {
    expect(await callsFor(decision, true)).toHaveLength(1);
  },
);
