import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { claims } from '../../support/http-event.ts';
import { type PauseFunction, startPauseFunction } from './pause-function.ts';

let pauseFunction: PauseFunction;
beforeAll(async () => {
  pauseFunction = await startPauseFunction();
});
afterAll(() => pauseFunction.close());
beforeEach(() => pauseFunction.reset());

const lastChanges = async (count: number) => {
  const changes = (await pauseFunction.show()).body.changes as { what: string; by: string }[];
  return changes.slice(-count).map(({ what, by }) => `${what} ${by.split('@')[0]}`);
};

describe('resuming', () => {
  test('is 202 for the first person, as often as they ask, and 200 for a second one', async () => {
    await pauseFunction.pause();
    const first = await pauseFunction.resume('bob');
    expect(first).toMatchObject({ status: 202, body: { paused: true, resume: { by: 'bob@example.com' } } });
    for (const name of ['bob', 'Bob', 'BOB']) {
      expect(await pauseFunction.resume(name)).toEqual(first);
    }
    expect(await pauseFunction.resume('carol')).toMatchObject({ status: 200, body: { paused: false } });
    expect(await lastChanges(3)).toEqual(['paused alice', 'resume-proposed bob', 'resumed carol']);
  });

  test('that waits is canceled by a pause', async () => {
    await pauseFunction.pause();
    await pauseFunction.resume('bob');
    expect((await pauseFunction.pause('carol', 'not yet')).body).not.toHaveProperty('resume');
    expect(await pauseFunction.resume('dave')).toMatchObject({
      status: 202,
      body: { resume: { by: 'dave@example.com' } },
    });
    expect(await lastChanges(4)).toEqual([
      'paused alice',
      'resume-proposed bob',
      'paused carol',
      'resume-proposed dave',
    ]);
  });

  test('that is asked for again because its answer was lost is 200 still', async () => {
    await pauseFunction.pause();
    await pauseFunction.resume('bob');
    await pauseFunction.resume('carol');
    const { body: before } = await pauseFunction.show();
    const again = await pauseFunction.resume('carol');
    expect(again).toMatchObject({ status: 200, body: { ...before, scope: 'all', message: 'all is not paused.' } });
  });

  test('one scope leaves the others, and says so', async () => {
    await pauseFunction.pause('alice', 'odd', 'all');
    await pauseFunction.pause('alice', 'odd', 'coin:USDT');
    expect((await pauseFunction.resume('bob', 'coin:USDT')).status).toBe(202);
    // The word on one scope is none on another.
    expect((await pauseFunction.resume('carol')).status).toBe(202);
    expect(await pauseFunction.resume('carol', 'coin:USDT')).toMatchObject({
      status: 200,
      body: { paused: true, scope: 'coin:USDT', message: 'coin:USDT is not paused. Still paused: all.' },
    });
    expect((await pauseFunction.show()).body).toMatchObject({
      pauses: [{ scope: 'all', resume: { by: 'carol@example.com' } }],
    });
  });

  test('a scope that does not stand is 200, and says what does', async () => {
    await pauseFunction.pause('alice', 'odd', 'coin:USDT');
    expect(await pauseFunction.resume('bob')).toMatchObject({
      status: 200,
      body: { paused: true, scope: 'all', message: 'all is not paused. Still paused: coin:USDT.' },
    });
    expect((await pauseFunction.show()).body).not.toHaveProperty('pauses.0.resume');
  });

  test.each<[string, unknown, Record<string, string>, string]>([
    ['a scope that is none', undefined, { scope: 'coin:usdt' }, 'scope'],
    ['two scopes', undefined, { scope: 'coin:USDT,coin:BTC' }, 'scope'],
    ['a parameter that nobody knows', undefined, { scpoe: 'coin:USDT' }, 'scpoe'],
    ['its scope in a body, which would resume all', { scope: 'coin:USDT' }, {}, 'body'],
  ])('with %s is refused, and nothing is proposed', async (_what, body, query, field) => {
    await pauseFunction.pause();
    const refused = await pauseFunction.call('DELETE', claims('bob', 'finance'), body, query);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'invalid-input', details: [{ field }] } } });
    expect((await pauseFunction.show()).body).not.toHaveProperty('pauses.0.resume');
  });

  test('at the same moment by two people is one 202 and one 200', async () => {
    await pauseFunction.pause();
    const answers = await Promise.all([pauseFunction.resume('bob'), pauseFunction.resume('carol')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 202]);
    expect((await pauseFunction.show()).body.paused).toBe(false);
  });

  test('while somebody else pauses ends paused, or proposed, but never resumed', async () => {
    for (let round = 0; round < 5; round += 1) {
      await pauseFunction.pause('alice');
      await pauseFunction.resume('bob');
      const [, resumed] = await Promise.all([pauseFunction.pause('dave', 'no'), pauseFunction.resume('carol')]);
      const { body } = await pauseFunction.show();
      // Where the resume was first, it was over before the pause came, and the pause is a new one.
      expect(body.paused).toBe(true);
      expect(body.pauses).toMatchObject([{ by: resumed.status === 200 ? 'dave@example.com' : 'alice@example.com' }]);
      await pauseFunction.resume('zoe');
      await pauseFunction.resume('zack');
    }
  });
});

describe('people are told', () => {
  const told = () =>
    pauseFunction.outbox.events.map(({ type, detail }) => [type, detail.what, detail.scope, detail.standing]);

  test('of each change once, with what is paused then', async () => {
    await pauseFunction.pause('alice', 'odd', 'coin:USDT');
    await pauseFunction.pause('alice', 'odd again', 'coin:USDT');
    await pauseFunction.resume('bob', 'coin:USDT');
    await pauseFunction.resume('bob', 'coin:USDT');
    await pauseFunction.resume('carol', 'coin:USDT');
    expect(told()).toEqual([
      ['PauseChanged', 'paused', 'coin:USDT', ['coin:USDT']],
      ['PauseChanged', 'resume-proposed', 'coin:USDT', ['coin:USDT']],
      ['PauseChanged', 'resumed', 'coin:USDT', []],
    ]);
    const numbers = pauseFunction.outbox.events.map(({ detail }) => Number(detail.number));
    expect(numbers).toEqual([0, 1, 2].map((index) => (numbers[0] ?? 0) + index));
    expect(pauseFunction.outbox.events[0]?.detail).toMatchObject({
      by: 'alice@example.com',
      reason: 'odd',
      at: expect.stringMatching(/Z$/),
    });
  });

  test('later where the bus was away: the pause stands, its answer is 200, and the next call tells both', async () => {
    pauseFunction.outbox.setAway(true);
    expect(await pauseFunction.pause()).toMatchObject({ status: 200, body: { paused: true } });
    pauseFunction.outbox.setAway(false);
    expect(told()).toEqual([]);
    // Nothing changes by this one.
    await pauseFunction.pause('bob', 'odd too');
    expect(told()).toEqual([['PauseChanged', 'paused', 'all', ['all']]]);
  });
});

test('a switch that cannot be read is an error for everybody, and nothing is written over it', async () => {
  await pauseFunction.pause();
  const whole = await pauseFunction.ledger.table.get('pause');
  await pauseFunction.ledger.table.put({ pk: 'pause', version: 1 });
  for (const answer of [await pauseFunction.show(), await pauseFunction.pause(), await pauseFunction.resume('bob')]) {
    expect(answer).toMatchObject({ status: 500, body: { error: { code: 'item-corrupt' } } });
  }
  expect(await pauseFunction.ledger.table.get('pause')).toEqual({ pk: 'pause', version: 1 });
  await pauseFunction.ledger.table.put({ ...whole });
});
