import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parseNotifyingEvent } from '../../../functions/notifications/bus-event.ts';
import { type NotificationDependencies, notifyPeople } from '../../../functions/notifications/notify-people.ts';
import { openTopic } from '../../../functions/notifications/topic.ts';
import {
  addApproval,
  awaitApproval,
  decline,
} from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import { createInstruction } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { openGivenNotices } from '../../../functions/shared/ledger/store/given-notices.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { policyWith, stamp, withdrawal } from '../../support/instructions.ts';

/** SNS as far as we call it, over its wire protocol. It keeps what was published. */
const published: URLSearchParams[] = [];
let isAway = false;
const server = createServer(async (request, response) => {
  const form = new URLSearchParams(await text(request));
  if (isAway) {
    response.writeHead(403, { 'content-type': 'text/xml' });
    response.end('<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code></Error></ErrorResponse>');
    return;
  }
  published.push(form);
  response.setHeader('content-type', 'text/xml');
  response.end('<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>');
});

let fixture: FunctionFixture;
let dependencies: NotificationDependencies;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env.AWS_ENDPOINT_URL_SNS = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  fixture = await startFunctionFixture();
  const { parts, ledger } = fixture;
  dependencies = {
    ...parts,
    given: openGivenNotices(ledger.table),
    topic: openTopic('arn:aws:sns:ap-east-1:000000000000:hashkey-treasury-test-notifications'),
    sender: { stage: 'test', link: 'https://treasury.example.com' },
  };
  published.length = 0;
  isAway = false;
});
afterEach(() => fixture.close());
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const waiting = awaitApproval(createInstruction(withdrawal(), stamp), stamp);
const event = (id: string, version = 2, status = 'awaiting-approval') =>
  parseNotifyingEvent({
    id,
    'detail-type': 'InstructionStatusChanged',
    detail: { id: 'inv-2026-0042', version, status, kind: 'withdrawal', coin: 'USDT', quantity: '1250.5' },
  });
const kinds = () => published.map((form) => form.get('MessageAttributes.entry.1.Value.StringValue'));

describe('people', () => {
  test('get one message with a body for each way and what filters compare', async () => {
    await fixture.parts.instructions.create(waiting);
    await notifyPeople(dependencies, event('e1'));
    const [form = new URLSearchParams()] = published;
    expect(Object.fromEntries(form)).toMatchObject({
      Action: 'Publish',
      Subject: '[test] Waits for your approval: 1250.5 USDT to acme-usdt-eth',
      MessageStructure: 'json',
      'MessageAttributes.entry.1.Name': 'kind',
      'MessageAttributes.entry.1.Value.StringValue': 'waits-for-approval',
      'MessageAttributes.entry.2.Name': 'group',
      'MessageAttributes.entry.2.Value.DataType': 'String.Array',
      'MessageAttributes.entry.2.Value.StringValue': '["finance","treasury"]',
    });
    const bodies = JSON.parse(form.get('Message') ?? '');
    expect(bodies.default).toContain('https://treasury.example.com/instructions/inv-2026-0042');
    expect(JSON.parse(bodies.https)).toMatchObject({ version: '1.0', source: 'custom' });
    // No mailbox is asked for by the policy.
    expect([...form.keys()].some((key) => key.startsWith('MessageAttributes.entry.3'))).toBe(false);
  });

  test('are told once, however often the bus tells of it', async () => {
    await fixture.parts.instructions.create(waiting);
    await Promise.all(['e1', 'e2', 'e3'].map((id) => notifyPeople(dependencies, event(id))));
    await notifyPeople(dependencies, event('e4'));
    expect(kinds()).toEqual(['waits-for-approval']);
  });

  test('are told by the next try of an event whose message was not taken, and the failure is seen', async () => {
    await fixture.parts.instructions.create(waiting);
    isAway = true;
    await expect(notifyPeople(dependencies, event('e1'))).rejects.toMatchObject({ code: 'topic-unavailable' });
    isAway = false;
    await notifyPeople(dependencies, event('e1'));
    expect(kinds()).toEqual(['waits-for-approval']);
  });

  test('are not asked for what is done by the time an event comes', async () => {
    const { instructions, policies } = fixture.parts;
    const approvals = [{ over: '0', quorum: 2 }];
    await policies.put(policyWith({ withdrawals: { USDT: { perInstruction: '50000', approvals } } }));
    await instructions.create(waiting);
    const once = addApproval(waiting, { groups: ['finance'], isEnough: false }, { at: noon, by: 'frank@example.com' });
    await instructions.update(waiting, once);
    await notifyPeople(dependencies, event('e3', 3));
    const declined = decline(once, 'no', { at: noon, by: 'bob@example.com' });
    await instructions.update(once, declined);
    await notifyPeople(dependencies, event('e2', 2));
    await notifyPeople(dependencies, event('e3 again', 3));
    await notifyPeople(dependencies, event('e4', 4, 'declined'));
    expect(kinds()).toEqual(['one-approval-missing', 'declined']);
  });
});

test.each([
  ['of another type', { id: 'e1', 'detail-type': 'KeyHealth', detail: {} }, 'detail-type'],
  ['without an id', { 'detail-type': 'PauseChanged', detail: {} }, 'id'],
  ['with a detail that is none of ours', { id: 'e1', 'detail-type': 'InstructionHeld', detail: { id: '' } }, 'id'],
])('an event %s is refused with its field', (_case, wrong, field) => {
  expect(() => parseNotifyingEvent(wrong)).toThrow(field);
});
