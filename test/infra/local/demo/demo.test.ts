import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadIssuer, signToken } from '../../../../infra/local/aws/issuer.ts';
import type { RunningStack } from '../../../../infra/local/aws/stack.ts';
import { runDemo } from '../../../../infra/local/demo/demo.ts';
import type { Outcome } from '../../../../infra/local/demo/outcome.ts';
import { issuerKeyFile } from '../../../../infra/local/issuer-key-file.ts';
import { type LocalStage, openLocalStage } from '../../../../infra/local/local-stage.ts';
import { metricsIn, seriesOf } from '../../../support/emf.ts';
import { observeCalls } from '../../../support/observed-calls.ts';
import { sharedAssets } from '../../../support/shared-assets.ts';
import { makeStack } from '../../stacks/stack-fixture.ts';
import { alarmsIn } from '../../stacks/template-alarms.ts';
import { eventually } from '../aws/support/stack.ts';

/*
 * The whole of it, as `npm start` runs it: what `cdk synth` made, on emulators that speak the services' protocols,
 * against the simulator of the exchange.
 */
let localStage: LocalStage;
let stack: RunningStack;
let outcome: Outcome;
let observedCalls: ReturnType<typeof observeCalls>;
const printed: string[] = [];
const logged: string[] = [];
/** The time of a run that is due about now. */
/** Runs of the same sweep at the same second are one run: each test takes minutes of its own. */
const secondsAgo = (seconds: number) => `${new Date(Date.now() - seconds * 1_000).toISOString().slice(0, 19)}Z`;

beforeAll(async () => {
  // It takes seconds; ../../rules/findings.checks.ts has the CDK's validation look at this stage.
  process.env.CDK_VALIDATION = 'false';
  localStage = await openLocalStage({
    assets: await sharedAssets(),
    // The exchange executes the withdrawal, and the answer is lost on its way.
    faults: ['{"kind":"lost-answer","path":"/api/v1/account/withdraw"}'],
  });
  observedCalls = observeCalls((url) => stack !== undefined && url.startsWith(`${stack.httpUrl}/`));
  const start: LocalStage['start'] = async (log) => {
    stack = await localStage.start(log);
    return stack;
  };
  [outcome, stack] = await runDemo(
    { ...localStage, start },
    (line) => printed.push(line),
    (line) => logged.push(line),
  );
});
afterAll(async () => {
  observedCalls.end();
  await localStage.close();
});

async function call(method: string, path: string, groups: string[] | undefined, body?: unknown, person = 'bob') {
  const token = groups === undefined ? undefined : await tokenFor(groups, `${person}@example.com`);
  const response = await fetch(`${stack.httpUrl}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function tokenFor(groups: string[], email: string): Promise<string> {
  const claims = { sub: email, email, groups };
  const request = { ...localStage.treasury.identity, expiresInSeconds: 60, claims };
  return signToken(await loadIssuer(issuerKeyFile), request, Date.now());
}

describe('the story', () => {
  test('moves what it should once, refuses what it should, and the exchange agrees', () => {
    expect(outcome).toEqual({
      depositAddress: { coin: 'USDT', chain: 'ETH', address: expect.stringMatching(/^0x[0-9a-fA-F]{40}$/) },
      assetTransfer: {
        instructionId: expect.stringMatching(/^usdt-to-custody-\d{8}T\d{6}Z$/),
        status: 'settled',
        quantity: '2500',
        exchangeOrderId: expect.stringMatching(/^\d{18,19}$/),
      },
      withdrawal: {
        instructionId: expect.stringMatching(/^payment-/),
        status: 'settled',
        quantity: '5',
        destination: 'acme-usdt-eth',
        exchangeOrderId: expect.stringMatching(/^W\d+$/),
      },
      refused: [
        {
          instructionId: expect.stringMatching(/^unlisted-/),
          status: 'rejected',
          reason: 'destination-not-whitelisted',
        },
      ],
      exchange: { transfers: 1, withdrawals: 2 },
      whitelisted: {
        id: 'acme-usdt-eth',
        usable: true,
        proposedBy: 'dave@example.com',
        confirmedBy: ['erin@example.com'],
        proofs: ['micro-payment'],
      },
      approvedBy: ['bob@example.com', 'carol@example.com'],
      toppedUp: {
        instructionId: expect.stringMatching(/^short-/),
        status: 'settled',
        quantity: '350',
        exchangeOrderId: expect.stringMatching(/^W\d+$/),
        txId: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      },
      expired: { instructionId: expect.stringMatching(/^late-/), status: 'expired', reason: 'approval-expired' },
      refusals: expect.any(Array),
      mails: expect.arrayContaining(['Waits for your approval', 'One more approval is missing', 'Sent', 'Settled']),
      policy: ['in-force', 'tightened', 'loosening-proposed', 'loosening-in-force'],
      statements: ['trading', 'custody'].map((account) => ({ account, isBalanced: true, differences: [] })),
    });
  });

  test('shows each refusal with who was refused and the code', () => {
    expect(outcome.refusals.map(({ who, code }) => [who, code])).toEqual([
      ['dave', 'own-entry'],
      ['carol', 'own-passkey'],
      ['dave', 'look-alike'],
      ['alice', 'over-per-instruction'],
      ['alice', 'own-instruction'],
      ['bob', 'digest-mismatch'],
      ['bob', 'already-approved'],
      ['the approved payment', 'paused'],
      ['bob', 'passkey-required'],
      ['mallory', 'passkey-unknown'],
      ['the approved payment', 'insufficient-balance'],
      ['carol', 'approval-expired'],
    ]);
    for (const { code } of outcome.refusals) {
      expect(printed).toContainEqual(expect.stringMatching(new RegExp(`^    ${code}: .{20}`)));
    }
  });

  test('shows an approver the amount, the whole address in blocks, and the digest that was sent back', async () => {
    const { body } = await call('GET', `/instructions/${outcome.withdrawal.instructionId}`, ['audit']);
    const from = printed.indexOf('What bob sees before a decision:');
    const approvalSummary = printed.slice(from, from + 12).join('\n');
    expect(approvalSummary).toContain('5 USDT on ETH, asked for by alice@example.com');
    expect(approvalSummary).toContain('0x52 9084 0009 8527 886E 0F70 3006 9857 D2E4 169E E7');
    expect(approvalSummary).toContain(`digest ${String(body.digest)}`);
    expect(body.approvals).toMatchObject([{ digest: body.digest }, { digest: body.digest }]);
  });

  test('asked nothing and was answered nothing that the API’s document does not say', () => {
    expect(observedCalls.contract.flaws).toEqual([]);
  });

  test('what nobody knew was found in the exchange’s records, and not sent again', () => {
    const steps = printed.filter((line) => line.startsWith('  payment-')).map((line) => line.split(' is ')[1]);
    expect(steps.slice(5)).toEqual(['sending', 'unknown (outcome-unknown)', 'sent', 'settled']);
  });

  test('shows the mails of the payment as a person receives them, and each once', () => {
    const mails = printed.join('\n').split('A mail that people get, ').slice(1);
    expect(mails).toHaveLength(2);
    const [waits = '', settled = ''] = mails;
    expect(waits).toMatch(/^"\[local\] Waits for your approval: 5 USDT to acme-usdt-eth":/);
    expect(waits).toContain(`/instructions/${outcome.withdrawal.instructionId}`);
    expect(settled).toMatch(/\| Transaction: +0x[0-9a-f]{64}\n/);
    expect(settled).toMatch(/\| Fee: +1 USDT\n/);
    expect(new Set(outcome.mails).size).toBe(outcome.mails.length);
  });

  test('the exchange’s own books show the same', () => {
    expect(printed).toContain('USDT before: trading 25000, custody 5000');
    expect(printed).toContain('USDT after: trading 22500, custody 7143');
  });

  test('no line of any function, and no output of the stack, holds a key, a signature or a token', () => {
    const lines = [...printed, ...logged, ...Object.values(stack.outputs)].join('\n');
    expect(logged.length).toBeGreaterThan(5);
    for (const secret of Object.values(localStage.exchange.access.secrets)) {
      for (const value of Object.values(JSON.parse(secret) as Record<string, string>)) {
        if (value !== 'hmac-sha256') expect(lines).not.toContain(value);
      }
    }
    expect(lines).not.toMatch(/signature=|Bearer |eyJ/);
  });

  test('nothing was put aside', async () => {
    const kept = Object.entries(await stack.queueDepths()).filter(([name]) => name.includes('dead-letters'));
    expect(kept.length).toBeGreaterThanOrEqual(4);
    for (const [name, { visible }] of kept) expect([name, visible]).toEqual([name, 0]);
  });
});

describe('from outside', () => {
  const lines = () => logged.map((line) => line.slice(line.indexOf(': ') + 2)).filter((line) => line.startsWith('{'));

  test('an instruction is followed through all functions by its id, which every line about it has under one name', () => {
    const id = String(outcome.withdrawal.instructionId);
    const about = lines().filter((line) => line.includes(id));
    const parsed = about.map((line): Record<string, unknown> => JSON.parse(line));
    for (const line of parsed) {
      expect(line).toMatchObject({
        instructionId: id,
        function_request_id: expect.any(String),
        level: expect.any(String),
      });
    }
    const services = new Set(parsed.map(({ service }) => service));
    expect([...services]).toEqual(
      expect.arrayContaining(['withdrawal-request', 'approval', 'withdrawal-release', 'reconciliation']),
    );
    const steps = parsed.filter(({ message }) => message === 'status told').map(({ status }) => status);
    expect(steps).toEqual(expect.arrayContaining(['requested', 'approved', 'sending', 'unknown', 'sent', 'settled']));
  });

  test('every alarm of ours watches what the functions wrote, but for what did not happen', async () => {
    // No part of the story. The second time it is known that each key was used.
    await stack.invoke('hashkey-treasury-local-key-health', {});
    await stack.invoke('hashkey-treasury-local-key-health', {});
    // A first export has to be complete before it can be behind.
    await eventually(async () => {
      const exports = (await stack.invoke('hashkey-treasury-local-ledger-export', {})) as { exportedUntil?: string };
      return exports.exportedUntil;
    });
    const written = new Set(metricsIn(lines()).map(seriesOf));
    const namespace = 'hashkey-treasury-local';
    const own = alarmsIn(makeStack('local', localStage.treasury)).filter((alarm) => alarm.namespace === namespace);
    const series = own.map((alarm) => seriesOf({ ...alarm, name: alarm.metric }));
    expect(series.length).toBeGreaterThan(20);
    expect(series.filter((place) => !written.has(place)).toSorted()).toEqual(
      [
        ...[
          ...['DepositAddressAccepted', 'DepositAddressChanged', 'DepositStuck', 'ExchangeBan', 'ExportFailed'],
          ...['PasskeyCloned', 'PasskeysRestored', 'SignatureRefused'],
          ...['StatementChainBroken', 'StatementDifference', 'StatementLost', 'UnknownMovement'],
        ].map((type) => `${namespace} AlarmingEvents service=treasury type=${type}`),
        // The first statements take minutes, at the pace of the key.
        `${namespace} StatementHoursBehind service=treasury`,
      ].toSorted(),
    );
  });

  test.each([
    ['asset-transfer', 2_500, 1],
    ['withdrawal', 5, 1],
    // It waited for its balance.
    ['withdrawal', 350, 1],
  ])('what the story moved is counted once: %s %d', (kind, value, times) => {
    const settled = metricsIn(lines()).filter((metric) => metric.name === 'AmountSettled' && metric.value === value);
    const dimensions = { service: 'treasury', coin: 'USDT', kind };
    expect(settled.map((metric) => metric.dimensions)).toEqual(Array.from({ length: times }, () => dimensions));
  });
});

describe('the HTTP API', () => {
  const requestBody = {
    instructionId: 'http-1',
    destination: 'acme-usdt-eth',
    coin: 'USDT',
    chain: 'ETH',
    quantity: '7',
  };

  test.each([
    ['GET', '/instructions'],
    ['GET', '/instructions/x'],
    ['GET', '/deposit-addresses/USDT/ETH'],
    ['POST', '/withdrawals'],
    ['POST', '/instructions/x/resolution'],
    ['GET', '/pause'],
    ['PUT', '/pause'],
    ['DELETE', '/pause'],
  ])('%s %s needs a token, and a group that may', async (method, path) => {
    const body = method === 'POST' ? requestBody : undefined;
    expect((await call(method, path, undefined, body)).status).toBe(401);
    const forbidden = await call(method, path, ['strangers'], body);
    expect(forbidden).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  });

  test('an auditor may look but not ask', async () => {
    expect((await call('POST', '/withdrawals', ['audit'], requestBody)).status).toBe(403);
    expect((await call('GET', '/instructions?status=settled', ['audit'])).status).toBe(200);
  });

  test('a request is 202, the same again 200, another with its id 409', async () => {
    const first = await call('POST', '/withdrawals', ['ops'], requestBody);
    expect(first).toMatchObject({
      status: 202,
      body: {
        id: 'http-1',
        kind: 'withdrawal',
        status: 'awaiting-approval',
        requestedBy: 'bob@example.com',
        version: 2,
      },
    });
    expect((await call('POST', '/withdrawals', ['ops'], { ...requestBody, quantity: '7.00' })).status).toBe(200);
    const conflict = await call('POST', '/withdrawals', ['ops'], { ...requestBody, quantity: '8' });
    expect(conflict).toMatchObject({ status: 409, body: { error: { code: 'instruction-conflict' } } });
  });

  test('bad input names each field and what would be right', async () => {
    const { status, body } = await call('POST', '/withdrawals', ['ops'], {
      ...requestBody,
      quantity: 7,
      requestedBy: 'eve',
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: {
        code: 'invalid-input',
        details: expect.arrayContaining([
          { field: 'quantity', reason: 'is a number, not text', expected: 'a decimal text such as "1250.50"' },
          {
            field: 'requestedBy',
            reason: 'unknown field',
            expected:
              'one of the fields kind, instructionId, destination, quantity, note, taskToken, coin, chain, fundFrom',
          },
        ]),
      },
    });
  });

  test.each(['POST', 'HEAD', 'OPTIONS', 'PATCH'])('%s on a path that does not take it is a 405', async (method) => {
    const ask = (headers: Record<string, string>) => fetch(`${stack.httpUrl}/policy`, { method, headers });
    expect((await ask({})).status).toBe(401);
    const response = await ask({ authorization: `Bearer ${await tokenFor(['audit'], 'erin@example.com')}` });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET']);
  });

  test('a path that is none is a 404 that names those near it', async () => {
    expect((await call('GET', '/instruction', undefined)).status).toBe(401);
    expect(await call('GET', '/instruction', ['strangers'])).toMatchObject({
      status: 404,
      body: { error: { code: 'not-found', message: expect.stringContaining('/instructions/{id}, ') } },
    });
  });

  test('a deposit address of a chain on which the exchange has no such coin is bad input, and no fault', async () => {
    const { status, body } = await call('GET', '/deposit-addresses/USDT/zkSync', ['audit']);
    expect([status, body]).toMatchObject([400, { error: { code: 'invalid-input', details: [{ field: 'chain' }] } }]);
  });

  test('an instruction is shown whole, an unknown one is not found', async () => {
    const { body } = await call('GET', `/instructions/${outcome.withdrawal.instructionId}`, ['audit']);
    expect(body).toMatchObject({
      status: 'settled',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      attempts: [{ number: 1, outcome: 'accepted' }],
      history: [
        { to: 'requested', by: 'alice@example.com' },
        { to: 'awaiting-approval' },
        { to: 'awaiting-approval', by: 'bob@example.com', reason: 'approval-given' },
        { to: 'approved', by: 'carol@example.com', reason: 'approval-given' },
        { to: 'approved', by: 'withdrawal-release', reason: 'paused' },
        { to: 'sending', by: 'withdrawal-release' },
        { to: 'unknown', by: 'withdrawal-release' },
        { to: 'sent', by: 'reconciliation' },
        { to: 'settled', by: 'reconciliation' },
      ],
    });
    expect(await call('GET', '/instructions/none', ['audit'])).toMatchObject({
      status: 404,
      body: { error: { code: 'not-found' } },
    });
  });

  test('two people of both groups approve what a third one asked for; one of compliance may not', async () => {
    await call('POST', '/withdrawals', ['ops'], { ...requestBody, instructionId: 'http-2' }, 'alice');
    const { body } = await call('GET', '/instructions/http-2/approvals', ['finance'], undefined, 'carol');
    expect(body).toMatchObject({ requires: { quorum: 2, groups: ['treasury', 'finance'] } });
    const approve = async (person: string, ...groups: string[]) => {
      const word = { decision: 'approve', digest: body.digest };
      return (await call('POST', '/instructions/http-2/approvals', groups, word, person)).status;
    };
    expect(await approve('erin', 'compliance')).toBe(403);
    expect(await approve('carol', 'finance')).toBe(202);
    expect(await approve('gina', 'finance')).toBe(202);
    expect(await approve('bob', 'treasury')).toBe(200);
    // Another test looks at what custody has left: nothing may still be on its way out of it.
    await eventually(async () => {
      const payment = await call('GET', '/instructions/http-2', ['audit']);
      return payment.body.status === 'sent' || payment.body.status === 'settled' ? true : undefined;
    });
  });

  test('what custody lacks for a payment that names an account is moved from there first, and then it is paid', async () => {
    const fillUp = localStage.exchange.emptyCustody?.('USDT');
    const asked = { ...requestBody, instructionId: 'http-3', fundFrom: 'trading' };
    const { body } = await call('POST', '/withdrawals', ['ops'], asked, 'alice');
    expect(body).toMatchObject({ fundFrom: 'trading', fundedBy: 'http-3.funding' });
    for (const [person, group] of [
      ['carol', 'finance'],
      ['bob', 'treasury'],
    ] as const) {
      const word = { decision: 'approve', digest: body.digest };
      await call('POST', '/instructions/http-3/approvals', [group], word, person);
    }
    const settled = await eventually(async () => {
      await stack.invoke('hashkey-treasury-local-reconciliation', {});
      const payment = await call('GET', '/instructions/http-3', ['audit']);
      return payment.body.status === 'settled' ? payment.body : undefined;
    });
    expect(settled.history).toContainEqual(expect.objectContaining({ to: 'approved', reason: 'funding' }));
    const { body: transfer } = await call('GET', '/instructions/http-3.funding', ['audit']);
    expect(transfer).toMatchObject({ status: 'settled', funds: 'http-3', destination: 'custody' });
    fillUp?.();
  });

  test('what the config brings is proposed, and may not be paid before people have proven and confirmed it', async () => {
    const { body } = await call('GET', '/whitelist', ['audit']);
    expect(body.entries).toContainEqual(
      expect.objectContaining({ id: 'acme-btc', proposedBy: 'config', status: 'proposed', usable: false }),
    );
  });

  test('one person pauses, then a sweep moves nothing, and it takes two to resume', async () => {
    const body = { scope: 'all', reason: 'odd withdrawals' };
    const paused = await call('PUT', '/pause', ['oncall'], body);
    expect(paused).toMatchObject({ status: 200, body: { paused: true, by: 'bob@example.com' } });
    expect((await call('GET', '/pause', ['audit'])).body).toMatchObject({
      paused: true,
      pauses: [{ scope: 'all', reason: 'odd withdrawals' }],
    });
    const run = { sweepId: 'usdt-to-custody', scheduledTime: secondsAgo(1_200) };
    const swept = await stack.invoke('hashkey-treasury-local-asset-transfer', run);
    expect(swept).toMatchObject({ status: 'rejected', reason: 'paused' });
    expect((await call('DELETE', '/pause', ['oncall'])).status).toBe(202);
    expect((await call('DELETE', '/pause', ['finance'])).status).toBe(202);
    const resumed = await call('DELETE', '/pause', ['finance'], undefined, 'carol');
    expect(resumed).toMatchObject({ status: 200, body: { paused: false } });
  });

  test('a deposit address is the one that was told before', async () => {
    const { status, body } = await call('GET', '/deposit-addresses/USDT/ETH', ['ops']);
    expect([status, body.address]).toEqual([200, outcome.depositAddress.address]);
  });
});

describe('called directly', () => {
  test('the sweep answers with its instruction, and a repeated run is the same one', async () => {
    const run = { sweepId: 'usdt-to-custody', scheduledTime: secondsAgo(600) };
    const first = await stack.invoke('hashkey-treasury-local-asset-transfer', run);
    expect(first).toMatchObject({
      id: `usdt-to-custody-${run.scheduledTime.replaceAll(/[-:]/g, '')}`,
      kind: 'asset-transfer',
    });
    const again = await stack.invoke('hashkey-treasury-local-asset-transfer', run);
    expect(again).toMatchObject({ digest: (first as { digest: string }).digest });
  });

  test('a sweep that is not configured is an error with its field', async () => {
    const run = { sweepId: 'none', scheduledTime: '2026-01-01T00:00:00Z' };
    await expect(stack.invoke('hashkey-treasury-local-asset-transfer', run)).rejects.toMatchObject({
      message: expect.stringContaining('sweepId'),
    });
  });
});
