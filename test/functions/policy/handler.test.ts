import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { systemClock } from '../../../functions/shared/core/clock.ts';
import { openPolicyStore } from '../../../functions/shared/ledger/store/policy-store.ts';
import { openPolicyWriter } from '../../../functions/shared/ledger/store/policy-writer.ts';
import { openWhitelist } from '../../../functions/shared/ledger/store/whitelist.ts';
import { acmeAddress, policyWith } from '../../support/instructions.ts';
import { startWireLedger, type TestLedger, tableName } from '../../support/ledger.ts';
import { startTestMessaging, type TestMessaging } from '../../support/messaging.ts';
import { initialPolicyItem } from '../../support/policy.ts';
import { silentLogging } from '../../support/silent-logging.ts';

/* The function as it is deployed: CloudFormation's part is a server that takes its answers. */
let ledger: TestLedger;
let messaging: TestMessaging;
let cloudFormation: Server;
let handler: typeof import('../../../functions/policy/handler.ts').handler;
const answers: Record<string, unknown>[] = [];

beforeAll(async () => {
  [ledger, messaging] = await Promise.all([startWireLedger(), startTestMessaging()]);
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    EVENT_BUS_NAME: 'treasury-test',
    ...silentLogging,
  });
  ({ handler } = await import('../../../functions/policy/handler.ts'));
  cloudFormation = createServer(async (request, response) => {
    answers.push((await json(request)) as Record<string, unknown>);
    response.end();
  });
  cloudFormation.listen(0, '127.0.0.1');
  await once(cloudFormation, 'listening');
});
afterAll(async () => {
  cloudFormation.close();
  cloudFormation.closeAllConnections();
  await Promise.all([ledger.close(), messaging.close()]);
});
beforeEach(async () => {
  answers.length = 0;
  messaging.events.length = 0;
  await ledger.table.put(initialPolicyItem(limit('100')));
});

/** Another request each time, unless it is said which. */
let requests = 0;
const another = () => `request-${++requests}`;

async function deploy(
  policy: unknown,
  RequestType = 'Update',
  destinations?: unknown[],
  { RequestId = another(), at }: { readonly RequestId?: string; readonly at?: string } = {},
) {
  const brought = destinations === undefined ? {} : { Whitelist: JSON.stringify(destinations) };
  const { port } = cloudFormation.address() as AddressInfo;
  const event = {
    RequestType,
    ResponseURL: `http://127.0.0.1:${port}/answer?signature=secret${at === undefined ? '' : `&X-Amz-Date=${at}`}`,
    StackId: 'stack',
    RequestId,
    LogicalResourceId: 'Policy',
    ResourceProperties: { Policy: typeof policy === 'string' ? policy : JSON.stringify(policy), ...brought },
  };
  await handler(event, {} as Context);
  return answers.at(-1);
}

const policies = () => openPolicyStore(ledger.table, systemClock);
const limit = (perInstruction: string) => policyWith({ withdrawals: { USDT: { perInstruction } } });
const publishedChanges = () => messaging.events.map(({ detail }) => detail.what);

describe('a deployment', () => {
  test('brings the first policy, which is in force at once', async () => {
    // What an earlier version left.
    await ledger.table.put({ pk: 'policy', policy: {} });
    expect(await deploy(limit('100'), 'Create', undefined, { RequestId: 'request' })).toEqual({
      Status: 'SUCCESS',
      Reason: 'the policy is in force',
      PhysicalResourceId: 'treasury-policy',
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Policy',
      Data: { Standing: 'in-force', ActsAt: '', Waiting: '' },
    });
    expect((await policies().read()).inForce.policy).toEqual(limit('100'));
    expect(messaging.events).toMatchObject([{ type: 'PolicyChanged', detail: { number: 1, what: 'in-force' } }]);
  });

  test('of a looser policy says what waits, until when, and how it is vetoed', async () => {
    const answer = await deploy(limit('200'));
    expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { Standing: 'waiting' } });
    expect(answer).toMatchObject({
      Reason: expect.stringMatching(
        /^what is looser acts at .* \(DELETE \/policy\/pending, or the policy as it was deployed again, vetoes that\): withdr/,
      ),
      Data: { Waiting: 'withdrawals.USDT.perInstruction', ActsAt: expect.stringMatching(/^\d{4}-.*Z$/) },
    });
    expect((await policies().read()).inForce.policy).toEqual(limit('100'));
  });

  test('tells people where it is looser and when it acts, and shows no value', async () => {
    await deploy(limit('200'));
    await deploy(limit('300'));
    expect(messaging.events).toMatchObject([
      { detail: { number: 2, what: 'loosening-proposed' } },
      {
        type: 'PolicyChanged',
        detail: { number: 3, what: 'vetoed', by: 'deploy', at: expect.any(String), paths: expect.any(Array) },
      },
      {
        type: 'PolicyChanged',
        detail: {
          number: 4,
          what: 'loosening-proposed',
          by: 'deploy',
          at: expect.any(String),
          paths: ['withdrawals.USDT.perInstruction'],
          actsAt: expect.any(String),
        },
      },
    ]);
    expect(JSON.stringify(messaging.events)).not.toMatch(/"[23]00"/);
  });

  test('proposes its destinations and says so; one that is wrong fails it by name, before the policy is touched', async () => {
    const entry = { id: 'acme', coin: 'USDT', chain: 'ETH', address: acmeAddress };
    expect(await deploy(limit('100'), 'Update', [entry])).toMatchObject({
      Status: 'SUCCESS',
      Reason: 'the policy is in force; destinations proposed: acme',
    });
    expect(await openWhitelist(ledger.table).get('acme')).toMatchObject({ proposedBy: 'config' });
    const other = { ...entry, address: '0xde709f2102306220921060314715629080e2fb77' };
    expect(await deploy(limit('50'), 'Update', [other])).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('acme was used for another target'),
    });
    expect((await policies().read()).inForce.policy).toEqual(limit('100'));
  });

  test('of the policy as it was is a veto', async () => {
    await deploy(limit('200'));
    expect(await deploy(limit('100'))).toMatchObject({
      Reason: 'the policy is in force; the looser one that waited is vetoed',
      Data: { Standing: 'in-force' },
    });
    expect(publishedChanges()).toEqual(['loosening-proposed', 'vetoed']);
    expect((await policies().read()).pending).toBeUndefined();
  });

  test('is done also where the bus is away; who comes next tells of it', async () => {
    messaging.setAway(true);
    expect(await deploy(limit('50'))).toMatchObject({ Status: 'SUCCESS' });
    messaging.setAway(false);
    expect(publishedChanges()).toEqual([]);
    await deploy(limit('50'));
    expect(publishedChanges()).toEqual(['tightened']);
  });

  test('that is taken back leaves the policy in the table', async () => {
    expect(await deploy(limit('1'), 'Delete')).toMatchObject({ Status: 'SUCCESS' });
    expect((await policies().read()).inForce.policy).toEqual(limit('100'));
    expect(publishedChanges()).toEqual([]);
  });

  test.each([
    ['a policy that is no JSON', '{', /Policy: not JSON/],
    ['a policy without accounts', '{}', /accounts: is missing/],
  ])('with %s fails with the reason, and changes nothing', async (_what, policy, reason) => {
    expect(await deploy(policy)).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(reason) });
    expect((await policies().read()).inForce.policy).toEqual(limit('100'));
    expect(publishedChanges()).toEqual([]);
  });
});

describe('a request of CloudFormation', () => {
  test('that comes again gets the same answer, and brings nothing back that was vetoed since', async () => {
    const first = await deploy(limit('200'), 'Update', undefined, { RequestId: 'loose' });
    await deploy(limit('100'), 'Update', undefined, { RequestId: 'rollback' });
    expect(await deploy(limit('200'), 'Update', undefined, { RequestId: 'loose' })).toEqual(first);
    expect((await policies().read()).pending).toBeUndefined();
    expect(publishedChanges()).toEqual(['loosening-proposed', 'vetoed']);
  });

  test('that comes for the first time after a newer one, by the time it was signed, changes nothing', async () => {
    await deploy(limit('100'), 'Update', undefined, { at: '20261130T100500Z' });
    expect(await deploy(limit('50'), 'Update', undefined, { at: '20261130T100459Z' })).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('A newer deployment'),
    });
    expect(await policies().get()).toMatchObject(limit('100'));
    expect(await deploy(limit('50'), 'Update', undefined, { at: '20261130T100500Z' })).toMatchObject({
      Status: 'SUCCESS',
    });
  });

  test('that failed is not tried again when it comes again: whoever deploys has gone on', async () => {
    const taken = await deploy('{', 'Update', undefined, { RequestId: 'broken' });
    expect(await deploy(limit('50'), 'Update', undefined, { RequestId: 'broken' })).toEqual(taken);
    expect(await policies().get()).toMatchObject(limit('100'));
  });

  test('that stopped once its policy was proposed does not bring back what a person vetoed since', async () => {
    await deploy(limit('200'), 'Update', undefined, { RequestId: 'stopped' });
    const { deployments, ...item } = (await ledger.table.get('policy')) ?? {};
    const [{ answer: _lost, ...stopped }] = deployments as [{ readonly answer: unknown }];
    await ledger.table.put({ ...item, deployments: [stopped] });
    await openPolicyWriter(ledger.table, systemClock).veto('oncall@example.com');
    expect(await deploy(limit('200'), 'Update', undefined, { RequestId: 'stopped' })).toMatchObject({
      Status: 'SUCCESS',
      Reason: 'what is looser was vetoed meanwhile; what is tighter is in force',
    });
    expect((await policies().read()).pending).toBeUndefined();
    expect(publishedChanges()).toEqual(['loosening-proposed', 'vetoed']);
  });

  test('that stopped on its way goes on, as long as no newer one came', async () => {
    const stopped = { requestId: 'stopped', at: Date.UTC(2026, 10, 30, 10) };
    await ledger.table.put({ ...initialPolicyItem(limit('100')), deployments: [stopped] });
    expect(await deploy(limit('50'), 'Update', undefined, { RequestId: 'stopped' })).toMatchObject({
      Status: 'SUCCESS',
    });
    expect(await policies().get()).toMatchObject(limit('50'));
    await ledger.table.put({ ...initialPolicyItem(limit('100')), deployments: [stopped, { requestId: 'newer' }] });
    expect(await deploy(limit('50'), 'Update', undefined, { RequestId: 'stopped' })).toMatchObject({
      Status: 'FAILED',
    });
    expect(await policies().get()).toMatchObject(limit('100'));
  });
});
