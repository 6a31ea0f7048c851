import { Logger } from '@aws-lambda-powertools/logger';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import middy from '@middy/core';
import type { Context, SQSEvent } from 'aws-lambda';
import { InvalidInputError } from '../../../../functions/shared/core/errors.ts';
import { instructionId } from '../../../../functions/shared/core/ids.ts';
import { addInstructionToLog, logContext } from '../../../../functions/shared/runtime/log-context.ts';
import { eachMessage } from '../../../../functions/shared/runtime/sqs.ts';
import { linesWrittenBy } from '../../../support/captured-output.ts';

const trace = '1-6742d5a0-0123456789abcdef01234567';
beforeEach(() => {
  // As Lambda sets it for a process that begins with a call: Powertools asks it for `cold_start`.
  process.env.AWS_LAMBDA_INITIALIZATION_TYPE = 'on-demand';
});
afterEach(() => {
  delete process.env.AWS_LAMBDA_INITIALIZATION_TYPE;
  delete process.env._X_AMZN_TRACE_ID;
});

const contextOf = (awsRequestId: string) => ({ awsRequestId, functionName: 'test' }) as unknown as Context;
const messages = (...bodies: string[]) =>
  ({ Records: bodies.map((body) => ({ messageId: body, body, attributes: {} })) }) as unknown as SQSEvent;

/** A function that takes ids, and refuses one of them. */
function someFunction() {
  const logger = new Logger({ serviceName: 'test' });
  return middy((event: SQSEvent) =>
    eachMessage(event, logger, async ({ body }) => {
      if (body === 'broken') throw new InvalidInputError('message', []);
      addInstructionToLog(logger, instructionId(body));
      if (body === 'refused') throw new InvalidInputError('message', []);
      logger.info('done');
    }),
  ).use(logContext(logger));
}

async function linesOf(...invocations: (readonly string[])[]): Promise<Record<string, unknown>[]> {
  const handler = someFunction();
  const lines = await linesWrittenBy(async () => {
    for (const [index, bodies] of invocations.entries()) {
      await handler(messages(...bodies), contextOf(`request-${index}`));
    }
  });
  return lines.map((line) => JSON.parse(line));
}

describe('every line', () => {
  test('tells its invocation, and whether that was the first of its process, by Powertools’ names', async () => {
    const lines = await linesOf(['a'], ['b']);
    expect(lines).toMatchObject([
      { level: 'INFO', service: 'test', message: 'done', function_request_id: 'request-0', cold_start: true },
      { function_request_id: 'request-1', cold_start: false },
    ]);
    expect(lines[0]?.timestamp).toEqual(expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/));
  });

  test('carries the trace that Lambda began', async () => {
    process.env._X_AMZN_TRACE_ID = `Root=${trace};Parent=53995c3f42cd8ad8;Sampled=1`;
    expect(await linesOf(['a'])).toMatchObject([{ xray_trace_id: trace }]);
  });

  test('is about its instruction, also the one of an error', async () => {
    expect(await linesOf(['a', 'refused'])).toMatchObject([
      { instructionId: 'a', message: 'done' },
      { instructionId: 'refused', message: 'the message is not carried out', error: { code: 'invalid-input' } },
    ]);
  });

  test('is about no other message’s instruction, and none of the invocation before', async () => {
    const [, ofSecond, ofNext] = await linesOf(['a', 'broken'], ['broken']);
    expect(ofSecond).not.toHaveProperty('instructionId');
    expect(ofNext).not.toHaveProperty('instructionId');
  });
});
