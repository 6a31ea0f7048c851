import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { claims } from '../../support/http-event.ts';
import { type PauseFunction, startPauseFunction } from './pause-function.ts';

let under: PauseFunction;
beforeAll(async () => {
  under = await startPauseFunction();
});
afterAll(() => under.close());
beforeEach(() => under.reset());

const lastChanges = async (count: number) => {
  const changes = (await under.show()).body.changes as { what: string; by: string }[];
  return changes.slice(-count).map(({ what, by }) => `${what} ${by.split('@')[0]}`);
};

describe('resuming', () => {
  test('is 202 for the first person, as often as they ask, and 200 for a second one', async () => {
    await under.pause();
    const first = await under.resume('bob');
    expect(first).toMatchObject({ status: 202, body: { paused: true, resume: { by: 'bob@example.com' } } });
    for (const name of ['bob', 'Bob', 'BOB']) {
      expect(await under.resume(name)).toEqual(first);
    }
    expect(await under.resume('carol')).toMatchObject({ status: 200, body: { paused: false } });
    expect(await lastChanges(3)).toEqual(['paused alice', 'resume-proposed bob', 'resumed carol']);
  });

  test('that waits is canceled by a pause', async () => {
    await under.pause();
    await under.resume('bob');
    expect((await under.pause('carol', 'not yet')).body).not.toHaveProperty('resume');
    expect(await under.resume('dave')).toMatchObject({ status: 202, body: { resume: { by: 'dave@example.com' } } });
    expect(await lastChanges(4)).toEqual([
      'paused alice',
      'resume-proposed bob',
      'paused carol',
      'resume-proposed dave',
    ]);
  });

  test('that is asked for again because its answer was lost is 200 still', async () => {
    await under.pause();
    await under.resume('bob');
    await under.resume('carol');
    const { body: before } = await under.show();
    const again = await under.resume('carol');
    expect(again).toMatchObject({ status: 200, body: { ...before, scope: 'all', message: 'all is not paused.' } });
  });

  test('one scope leaves the others, and says so', async () => {
    await under.pause('alice', 'odd', 'all');
    await under.pause('alice', 'odd', 'coin:USDT');
    expect((await under.resume('bob', 'coin:USDT')).status).toBe(202);
    // The word on one scope is none on another.
    expect((await under.resume('carol')).status).toBe(202);
    expect(await under.resume('carol', 'coin:USDT')).toMatchObject({
      status: 200,
      body: { paused: true, scope: 'coin:USDT', message: 'coin:USDT is not paused. Still paused: all.' },
    });
    expect((await under.show()).body).toMatchObject({
      pauses: [{ scope: 'all', resume: { by: 'carol@example.com' } }],
    });
  });

  test('a scope that does not stand is 200, and says what does', async () => {
    await under.pause('alice', 'odd', 'coin:USDT');
    expect(await under.resume('bob')).toMatchObject({
      status: 200,
      body: { paused: true, scope: 'all', message: 'all is not paused. Still paused: coin:USDT.' },
    });
    expect((await under.show()).body).not.toHaveProperty('pauses.0.resume');
  });

  test.each<[string, unknown, Record<string, string>, string]>([
    ['a scope that is none', undefined, { scope: 'coin:usdt' }, 'scope'],
    ['two scopes', undefined, { scope: 'coin:USDT,coin:BTC' }, 'scope'],
    ['a parameter that nobody knows', undefined, { scpoe: 'coin:USDT' }, 'scpoe'],
    ['its scope in a body, which would resume all', { scope: 'coin:USDT' }, {}, 'body'],
  ])('with %s is refused, and nothing is proposed', async (_what, body, query, field) => {
    await under.pause();
    const refused = await under.call('DELETE', claims('bob', 'finance'), body, query);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'invalid-input', details: [{ field }] } } });
    expect((await under.show()).body).not.toHaveProperty('pauses.0.resume');
  });

  test('at the same moment by two people is one 202 and one 200', async () => {
    await under.pause();
    const answers = await Promise.all([under.resume('bob'), under.resume('carol')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 202]);
    expect((await under.show()).body.paused).toBe(false);
  });

  test('while somebody else pauses ends paused, or proposed, but never resumed', async () => {
    for (let round = 0; round < 5; round += 1) {
      await under.pause('alice');
      await under.resume('bob');
      const [, resumed] = await Promise.all([under.pause('dave', 'no'), under.resume('carol')]);
      const { body } = await under.show();
      // Where the resume was first, it was over before the pause came, and the pause is a new one.
      expect(body.paused).toBe(true);
      expect(body.pauses).toMatchObject([{ by: resumed.status === 200 ? 'dave@example.com' : 'alice@example.com' }]);
      await under.resume('zoe');
      await under.resume('zack');
    }
  });
});

describe('people are told', () => {
  const told = () => under.outbox.events.map(({ type, detail }) => [type, detail.what, detail.scope, detail.standing]);

  test('of each change once, with what is paused then', async () => {
    await under.pause('alice', 'odd', 'coin:USDT');
    await under.pause('alice', 'odd again', 'coin:USDT');
    await under.resume('bob', 'coin:USDT');
    await under.resume('bob', 'coin:USDT');
    await under.resume('carol', 'coin:USDT');
    expect(told()).toEqual([
      ['PauseChanged', 'paused', 'coin:USDT', ['coin:USDT']],
      ['PauseChanged', 'resume-proposed', 'coin:USDT', ['coin:USDT']],
      ['PauseChanged', 'resumed', 'coin:USDT', []],
    ]);
    const numbers = under.outbox.events.map(({ detail }) => Number(detail.number));
    expect(numbers).toEqual([0, 1, 2].map((index) => (numbers[0] ?? 0) + index));
    expect(under.outbox.events[0]?.detail).toMatchObject({
      by: 'alice@example.com',
      reason: 'odd',
      at: expect.stringMatching(/Z$/),
    });
  });

  test('later where the bus was away: the pause stands, its answer is 200, and the next call tells both', async () => {
    under.outbox.setAway(true);
    expect(await under.pause()).toMatchObject({ status: 200, body: { paused: true } });
    under.outbox.setAway(false);
    expect(told()).toEqual([]);
    // Nothing changes by this one.
    await under.pause('bob', 'odd too');
    expect(told()).toEqual([['PauseChanged', 'paused', 'all', ['all']]]);
  });
});

test('a switch that cannot be read is an error for everybody, and nothing is written over it', async () => {
  await under.pause();
  const whole = await under.ledger.table.get('pause');
  await under.ledger.table.put({ pk: 'pause', version: 1 });
  for (const answer of [await under.show(), await under.pause(), await under.resume('bob')]) {
    expect(answer).toMatchObject({ status: 500, body: { error: { code: 'item-corrupt' } } });
  }
  expect(await under.ledger.table.get('pause')).toEqual({ pk: 'pause', version: 1 });
  await under.ledger.table.put({ ...whole });
});
