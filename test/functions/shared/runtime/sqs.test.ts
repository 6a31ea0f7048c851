import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { Logger } from '@aws-lambda-powertools/logger';
import { expect, test } from '@jest/globals';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { MaintenanceError } from '../../../../functions/shared/exchange/errors.ts';
import { NotFoundError } from '../../../../functions/shared/ledger/errors.ts';
import { CorruptItemError } from '../../../../functions/shared/ledger/store/errors.ts';
import { eachMessage } from '../../../../functions/shared/runtime/sqs.ts';

const silent = new Console(new Writable({ write: (_chunk, _encoding, done) => done() }));
const logger = new Logger({ serviceName: 'test' });
Reflect.set(logger, 'console', silent);

const record = (messageId: string): SQSRecord => ({
  messageId,
  receiptHandle: 'r',
  body: '{}',
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '1',
    SenderId: 's',
    ApproximateFirstReceiveTimestamp: '1',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn',
  awsRegion: 'ap-east-1',
});
const event: SQSEvent = { Records: ['a', 'b', 'c'].map(record) };
const failing = (id: string, error: Error) => {
  const handled: string[] = [];
  const handle = async ({ messageId }: SQSRecord) => {
    handled.push(messageId);
    if (messageId === id) throw error;
  };
  return { handled, handle };
};

test('a failure that may pass gives the message back, and all after it untouched', async () => {
  const { handled, handle } = failing('b', new MaintenanceError('the exchange'));
  expect(await eachMessage(event, logger, handle)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'c' }],
  });
  expect(handled).toEqual(['a', 'b']);
});

test.each([
  ['what nobody knows', new NotFoundError('instruction none')],
  ['an instruction that is not as it was written', new CorruptItemError('instruction#b')],
])('what trying again cannot mend holds up nothing: %s', async (_what, error) => {
  const { handled, handle } = failing('b', error);
  expect(await eachMessage(event, logger, handle)).toEqual({ batchItemFailures: [] });
  expect(handled).toEqual(['a', 'b', 'c']);
});

test('a policy that is not as it was written gives the message back: it is put right for all', async () => {
  const { handle } = failing('b', new CorruptItemError('policy'));
  expect(await eachMessage(event, logger, handle)).toMatchObject({ batchItemFailures: [{}, {}] });
});
