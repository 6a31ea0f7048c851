import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import middy from '@middy/core';
import { aliases } from '../../../../functions/shared/core/names.ts';
import type { OpenKeyTrial } from '../../../../functions/shared/exchange/key-trial.ts';
import { keyCheckMiddleware, type OwnedKeys } from '../../../../functions/shared/key-health/key-check-middleware.ts';
import { openLogger } from '../../../../functions/shared/runtime/logger.ts';
import { createTablePacer } from '../../../../functions/shared/runtime/table-pacer.ts';
import { type RunningExchange, startExchange } from '../../../../infra/local/exchange-simulator/server.ts';
import { manualClock } from '../../../support/clock.ts';
import { type ClientUnderTest, clientAt } from '../../../support/exchange-client.ts';
import { contextOf } from '../../../support/lambda-context.ts';
import { startLedger, type TestLedger } from '../../../support/ledger.ts';

/* What every owner of keys does with an event before its own handler sees it. */
const clock = manualClock();
let ledger: TestLedger;
let simulator: RunningExchange;
let clientUnderTest: ClientUnderTest;

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
  [ledger, simulator] = await Promise.all([startLedger(), startExchange({ clock })]);
  const pacer = createTablePacer(ledger.table, 'withdrawal', clock);
  clientUnderTest = clientAt(simulator.url, clock, [simulator.keys.withdrawal], pacer);
});
afterAll(async () => {
  await clientUnderTest.transport.close();
  await Promise.all([ledger.close(), simulator.close()]);
});

/** Each version that was opened for a trial, and whether it is still open. */
const trials: { readonly version: string; isOpen: boolean }[] = [];
const onTrial: OpenKeyTrial = (version) => {
  const trial = { version, isOpen: true };
  trials.push(trial);
  const close = async () => {
    trial.isOpen = false;
  };
  return { client: clientUnderTest.client, close };
};
const withdrawal: OwnedKeys = { withdrawal: { inForce: () => clientUnderTest.client, onTrial } };
const both: OwnedKeys = { ...withdrawal, fiat: { inForce: () => clientUnderTest.client, onTrial } };

/** What a function with these keys answers. Its own handler says `own`. */
async function answerTo(event: unknown, owned: OwnedKeys = withdrawal, alias?: string): Promise<unknown> {
  const tools = { table: ledger.table, clock, log: openLogger() };
  const handler = middy(async (): Promise<unknown> => 'own').use(keyCheckMiddleware(tools, owned));
  return handler(event, contextOf(alias));
}

describe('an owner of one key', () => {
  test.each([{ check: 'key' }, { check: 'key', key: 'withdrawal' }])('answers %j', async (event) => {
    expect(await answerTo(event)).toMatchObject({ key: 'withdrawal', kind: 'works' });
  });

  test.each([
    {},
    null,
    'key',
    { Records: [] },
    { scheduledTime: '2026-11-20T01:00:00Z' },
    { version: '2.0', body: '{"check":"key"}', queryStringParameters: { check: 'key' } },
    { 'detail-type': 'X', detail: { check: 'key' } },
    { coin: 'USDT', chain: 'ETH' },
    { check: 'exchange' },
    { check: null, key: 'withdrawal' },
  ])('leaves %j to its own handler', async (event) => {
    expect(await answerTo(event)).toBe('own');
  });

  test.each([
    [{ check: 'key', key: 'trading' }, 'key'],
    [{ check: 'key', key: 'read' }, 'key'],
    [{ check: 'key', secret: true }, 'secret'],
    [{ check: 'key', key: 'withdrawal', version: 'AWSCURRENT' }, 'version'],
    [{ check: 'key', key: 'withdrawal', version: '5c1f4a52-0000-4000-8000-000000000000' }, 'version'],
  ])('refuses %j', async (event, field) => {
    await expect(answerTo(event)).rejects.toMatchObject({ code: 'invalid-input', flaws: [{ field }] });
  });
});

describe('the alias for checks', () => {
  test('answers a check', async () => {
    const answer = await answerTo({ check: 'key' }, withdrawal, aliases.keyCheck);
    expect(answer).toMatchObject({ key: 'withdrawal', kind: 'works' });
  });

  test.each([
    {},
    null,
    { Records: [{ body: '{"instructionId":"inv-1"}' }] },
    { sweepId: 'usdt-to-custody', scheduledTime: '2026-11-20T01:00:00Z' },
    { version: '2.0', routeKey: 'POST /withdrawals', requestContext: {} },
    { check: 'exchange' },
  ])('refuses %j, which the function would do otherwise', async (event) => {
    await expect(answerTo(event, withdrawal, aliases.keyCheck)).rejects.toMatchObject({
      code: 'invalid-input',
      flaws: [{ field: 'check' }],
    });
  });
});

describe('a version that is not in force', () => {
  test.each(['AWSPENDING', 'AWSPREVIOUS'])('%s is opened for one check, and closed', async (version) => {
    trials.length = 0;
    const answer = await answerTo({ check: 'key', key: 'withdrawal', version });
    expect(answer).toMatchObject({ key: 'withdrawal', version, kind: 'works' });
    expect(trials).toEqual([{ version, isOpen: false }]);
  });

  test('that cannot be checked is closed too', async () => {
    trials.length = 0;
    const failing: OpenKeyTrial = (version) => ({
      ...onTrial(version),
      client: { read: () => Promise.reject(new TypeError('a mistake of ours')) },
    });
    const owned: OwnedKeys = { fiat: { inForce: () => clientUnderTest.client, onTrial: failing } };
    await expect(answerTo({ check: 'key', version: 'AWSPENDING' }, owned)).rejects.toThrow('a mistake of ours');
    expect(trials).toEqual([{ version: 'AWSPENDING', isOpen: false }]);
  });

  test('says nothing of the use of the key', async () => {
    await answerTo({ check: 'key' });
    const answer = await answerTo({ check: 'key', version: 'AWSPENDING' });
    expect(answer).not.toHaveProperty('usedAt');
    expect(answer).not.toHaveProperty('previousCheckAt');
  });
});

describe('an owner of two keys', () => {
  test('has to be told which, and opens no other', async () => {
    const opened: string[] = [];
    const open = (key: string) => {
      opened.push(key);
      return clientUnderTest.client;
    };
    const owned: OwnedKeys = {
      withdrawal: { inForce: () => open('withdrawal'), onTrial },
      fiat: { inForce: () => open('fiat'), onTrial },
    };
    expect(await answerTo({ check: 'key', key: 'withdrawal' }, owned)).toMatchObject({ key: 'withdrawal' });
    expect(opened).toEqual(['withdrawal']);
  });

  test('is not asked without a name', async () => {
    await expect(answerTo({ check: 'key' }, both)).rejects.toMatchObject({
      flaws: [{ field: 'key', expected: 'one of the keys of this function: withdrawal, fiat' }],
    });
  });
});
