import { afterAll, afterEach, beforeAll, describe, test } from '@jest/globals';
import { runSweep } from '../../../functions/asset-transfer/run-sweep.ts';
import { retrieveDepositAddress } from '../../../functions/deposit-address/deposit-address.ts';
import { fromCursor, toCursor } from '../../../functions/instructions/cursor.ts';
import { parseListQuery } from '../../../functions/instructions/list-query.ts';
import { listsFor } from '../../../functions/instructions/lists.ts';
import { parseCustomResourceEvent, policyIn } from '../../../functions/policy/custom-resource.ts';
import { parseReleaseMessage } from '../../../functions/shared/ledger/messaging/release-message.ts';
import { parseSweepRun } from '../../../functions/shared/ledger/messaging/sweep-message.ts';
import { parsePolicy } from '../../../functions/shared/ledger/policy/policy.ts';
import { readEnvironment } from '../../../functions/shared/runtime/environment.ts';
import { messageBody } from '../../../functions/shared/runtime/sqs.ts';
import { parseRequestBody } from '../../../functions/withdrawal-request/withdrawal-request.ts';
import type { FunctionFixture } from '../../support/function-fixture.ts';
import { policyWith } from '../../support/instructions.ts';
import { expectWords, failure } from '../../support/refusals.ts';
import { type BadInputs, startBadInputs } from './bad-inputs.ts';

let inputs: BadInputs;
let fixture: FunctionFixture;
beforeAll(async () => {
  inputs = await startBadInputs();
  fixture = inputs.fixture;
});
afterAll(() => inputs.close());
afterEach(() => inputs.expectNothingChanged());

const good = {
  instructionId: 'inv-1',
  destination: 'acme-usdt-eth',
  coin: 'USDT',
  chain: 'ETH',
  quantity: '10',
  requestedBy: 'alice@example.com',
};
const { requestedBy: _person, ...goodBody } = good;

const pageOf = (query: Readonly<Record<string, string>>, after: string) =>
  fromCursor(after, listsFor(parseListQuery(query)));
const earlier = { pk: 'search#a#listed#coin=USDT', listedBy: 'listed#coin=USDT', listedAt: '2026-11-19#a' };

describe('direct calls, messages and what a deployment brings', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a body that names its requester',
      () => parseRequestBody(good, 'alice@example.com'),
      'requestedBy: unknown field; expected one of the fields kind, instructionId, destination, quantity,',
    ],
    [
      'a body that is null',
      () => parseRequestBody(null, 'alice@example.com'),
      'withdrawal: is null, not an object; expected an object',
    ],
    [
      'a token whose user is no person',
      () => parseRequestBody(goodBody, 'alice\tbob'),
      'user: does not have the right form; expected a person such as "alice@example.com", up to 254',
    ],
    [
      'a sweep run without its time',
      () => parseSweepRun({ sweepId: 'usdt-to-custody' }),
      'scheduledTime: is missing; expected the time of the run such as "2026-11-20T10:00:00Z"',
    ],
    [
      'a sweep run on February 30',
      () => parseSweepRun({ sweepId: 's', scheduledTime: '2026-02-30T00:00:00Z' }),
      'scheduledTime: is no date; expected the time of the run such as "2026-11-20T10:00:00Z"',
    ],
    [
      'a sweep run in local time',
      () => parseSweepRun({ sweepId: 's', scheduledTime: '2026-02-03T00:00:00+08:00' }),
      'scheduledTime: does not have the right form; expected the time of the run such as',
    ],
    [
      'a sweep run with an amount',
      () => parseSweepRun({ sweepId: 's', scheduledTime: '2026-02-03T00:00:00Z', quantity: '1' }),
      'quantity: unknown field; expected one of the fields sweepId, scheduledTime',
    ],
    [
      'a run of a sweep that is not there',
      () => runSweep(fixture.parts, { sweepId: 'none', scheduledTime: '2026-02-03T00:00:00Z' }, true),
      'sweepId: no sweep none; expected the id of a sweep in the policy',
    ],
    [
      'a release message without an id',
      () => parseReleaseMessage({}),
      'instructionId: is missing; expected 1 to 64 letters, digits, dots, underscores or hyphens, the',
    ],
    [
      'a release message with an amount',
      () => parseReleaseMessage({ instructionId: 'a', quantity: '1' }),
      'quantity: unknown field; expected one of the fields instructionId',
    ],
    [
      'a deposit address of no coin',
      () => retrieveDepositAddress(fixture.parts, { coin: '', chain: 'ETH' }),
      'coin: is empty; expected a coin in capitals, such as "USDT"',
    ],
    [
      'a deposit address of a coin that is not configured',
      () => retrieveDepositAddress(fixture.parts, { coin: 'DOGE', chain: 'DOGE' }),
      'coin: DOGE is not configured; expected one of USDT, BTC',
    ],
    [
      'a deposit address with more than was asked',
      () => retrieveDepositAddress(fixture.parts, { coin: 'USDT', chain: 'ETH', account: '1' }),
      'account: unknown field; expected one of the fields coin, chain',
    ],
    [
      'a list of a status that is none',
      () => parseListQuery({ status: 'paid' }),
      'status: is unknown; expected one of "requested", "awaiting-approval", "approved", "sending",',
    ],
    [
      'a list from a place that is none',
      () => pageOf({}, 'not base64'),
      'after: not a place in the list; expected the `next` of the page before, unchanged',
    ],
    [
      'a list from a place of another list',
      () => pageOf({}, toCursor({ list: 0, after: { pk: 'instruction#a', status: 'sent', updatedAt: 'x' } })),
      'after: not a place in the list; expected the `next` of the page before, unchanged',
    ],
    [
      'a list from a place that was made up',
      () => pageOf({ status: 'sent' }, toCursor({ list: 0, after: { pk: 'policy', status: 'sent', updatedAt: 'x' } })),
      'after: not a place in the list; expected the `next` of the page before, unchanged',
    ],
    [
      'a list from a place in a list that is not read',
      () => pageOf({ status: 'sent' }, toCursor({ list: 1 })),
      'after: not a place in the list; expected the `next` of the page before, unchanged',
    ],
    [
      'a list from a place of another time',
      () => pageOf({ coin: 'USDT', from: '2026-11-20' }, toCursor({ list: 0, after: earlier })),
      'after: not a place in the list; expected the `next` of the page before, unchanged',
    ],
    [
      'a list with a field that nobody knows',
      () => parseListQuery({ colour: 'red' }),
      'colour: unknown field; expected one of the fields status, kind, coin, destination, requestedBy,',
    ],
    [
      'a message that is no JSON',
      () => messageBody({ body: '{', messageId: '1' } as Parameters<typeof messageBody>[0]),
      'body: not JSON; expected a JSON object',
    ],
    [
      'a message that says two things',
      () =>
        messageBody({ body: '{"instructionId":"a","instructionId":"b"}', messageId: '1' } as Parameters<
          typeof messageBody
        >[0]),
      'instructionId: is there twice; expected each field once',
    ],
    [
      'a policy that is no JSON',
      () =>
        policyIn(
          parseCustomResourceEvent({
            RequestType: 'Create',
            ResponseURL: 'https://example.com/',
            StackId: 's',
            RequestId: 'r',
            LogicalResourceId: 'l',
            ResourceProperties: { Policy: '{' },
          }),
        ),
      'Policy: not JSON; expected the policy as JSON text',
    ],
    [
      'a policy without accounts',
      () => parsePolicy({}),
      'accounts: is missing; expected an object. coins: is missing; expected an object. sweeps: is',
    ],
    [
      'a policy with a number as limit',
      () => parsePolicy({ ...policyWith(), withdrawals: { USDT: { perInstruction: 1 } } }),
      'withdrawals.USDT.perInstruction: is a number, not text; expected a decimal text such as "1250.50"',
    ],
    [
      'a function without its table',
      () => readEnvironment(['TABLE_NAME'], {}),
      'TABLE_NAME: is missing; expected a text',
    ],
    [
      'a function with an empty secret id',
      () => readEnvironment(['KEY_SECRET_ID'], { KEY_SECRET_ID: '' }),
      'KEY_SECRET_ID: is empty; expected a text that is not empty',
    ],
  ])('%s', async (_what, action, words) => {
    expectWords(await failure(action), 'invalid-input', words);
  });
});
