import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { NonCurrentVersion } from '../../../../functions/shared/core/key-versions.ts';
import { judgeKeyHealth, type KeyHealth } from '../../../../functions/shared/key-health/judge-key-health.ts';
import { restorePreviousKey } from '../../../../infra/tools/keys/restore-previous-key.ts';
import { noKeyVersionId, openSecretStore, type SecretStore } from '../../../../infra/tools/keys/secret-store.ts';
import { type KeyChange, type KeyChangeDependencies, setKey } from '../../../../infra/tools/keys/set-key.ts';
import { grants, working } from '../../../functions/shared/key-health/support/checks.ts';
import { noon } from '../../../support/clock.ts';
import { resource } from '../../local/aws/support/assembly.ts';
import { clientFor, start, type TestStack } from '../../local/aws/support/stack.ts';

/* The order of things around one secret of the local Secrets Manager. What a trial finds is said by the test. */
let stack: TestStack;
let client: SecretsManagerClient;
let secret: SecretStore;
let printed: string[];

beforeEach(async () => {
  stack = await start({ resources: { Key: resource('AWS::SecretsManager::Secret', { Name: 'app/key' }) } });
  client = new SecretsManagerClient(clientFor(stack, 'secrets_manager'));
  secret = openSecretStore(client, 'app/key');
  printed = [];
});
afterEach(async () => {
  client.destroy();
  await stack[Symbol.asyncDispose]();
});

const works = judgeKeyHealth({
  key: 'read',
  isNeeded: true,
  answer: { kind: 'answered', check: working('read') },
  at: noon,
});
const mayTooMuch = working('read', { permissions: grants({ whitelist: { kind: 'granted' } }) });
const warns = judgeKeyHealth({
  key: 'read',
  isNeeded: true,
  answer: { kind: 'answered', check: mayTooMuch },
  at: noon,
});
const silent = judgeKeyHealth({
  key: 'read',
  isNeeded: true,
  answer: {
    kind: 'answered',
    check: { key: 'read', checkedAt: noon, kind: 'unanswered', code: 'exchange-unavailable', message: 'It is away.' },
  },
  at: noon,
});
const ofAnotherHouse = judgeKeyHealth({
  key: 'read',
  isNeeded: true,
  answer: {
    kind: 'answered',
    check: working('read', { accounts: { kind: 'not-seen', names: ['trading', 'custody'] } }),
  },
  at: noon,
});
const lost = judgeKeyHealth({ key: 'read', isNeeded: true, answer: { kind: 'timed-out' }, at: noon });

/** `meanwhile` happens while the owner tries the version. */
function tools(
  health: KeyHealth,
  meanwhile: () => Promise<unknown> = async () => undefined,
): KeyChangeDependencies & Tried {
  const tried: NonCurrentVersion[] = [];
  return {
    secret,
    tried,
    tryVersion: async (version) => {
      tried.push(version);
      await meanwhile();
      return health;
    },
    consent: async () => 'nobody-to-ask',
    report: (line) => printed.push(line),
  };
}
interface Tried {
  readonly tried: readonly NonCurrentVersion[];
}

const manualVersion = 'a-version-that-was-put-there-by-hand';

const outcome = ({ outcome: ended }: KeyChange) => ended;
const set = (text: string, health = works, meanwhile?: () => Promise<unknown>) =>
  setKey(tools(health, meanwhile), text).then(outcome);

describe('a key becomes current', () => {
  test('after its trial and not before, and the former one is kept', async () => {
    await set('first');
    const first = (await secret.labels()).current;
    const during: unknown[] = [];
    await set('second', works, async () => during.push(await secret.labels()));
    expect(during).toEqual([{ current: first, previous: noKeyVersionId, pending: expect.any(String) }]);
    expect(await secret.labels()).toEqual({ current: expect.any(String), previous: first });
  });

  test('also the first one of a secret, which Secrets Manager would make current at once', async () => {
    const during: unknown[] = [];
    await set('first', works, async () => during.push(await secret.labels()));
    expect(during).toEqual([{ current: noKeyVersionId, pending: expect.any(String) }]);
    expect(await secret.labels()).toEqual({ current: expect.any(String), previous: noKeyVersionId });
  });
});

describe('a key does not become current', () => {
  test.each([
    ['that is tried by nobody, since the exchange is away', silent, 'refused'],
    ['whose owner does not answer', lost, 'refused'],
    ['with warnings that nobody accepts', warns, 'declined'],
    ['that sees the accounts of another house', ofAnotherHouse, 'refused'],
  ])('%s', async (_what, health, ended) => {
    await set('first');
    const before = await secret.labels();
    expect(await set('second', health)).toBe(ended);
    expect(await secret.labels()).toEqual(before);
  });

  test('although somebody would accept it, where it was not tried', async () => {
    await set('first');
    const asked: string[] = [];
    const agreeing: KeyChangeDependencies = {
      ...tools(silent),
      consent: async () => {
        asked.push('asked');
        return 'agreed';
      },
    };
    expect(outcome(await setKey(agreeing, 'second'))).toBe('refused');
    expect(asked).toEqual([]);
  });
});

describe('two people at the same time', () => {
  test('one whose version another has put aside during the trial is told, for the other’s was tried', async () => {
    await set('first');
    const before = await secret.labels();
    let other = '';
    const ended = await set('second', works, async () => {
      other = await secret.putPending('third');
    });
    expect(ended).toBe('overtaken');
    // The other’s version still waits for its own run.
    expect(await secret.labels()).toEqual({ ...before, pending: other });
  });

  test('who finds another current key than at the beginning overwrites nothing', async () => {
    await set('first');
    const first = (await secret.labels()).current;
    const ended = await set('second', works, () =>
      client.send(
        new PutSecretValueCommand({
          SecretId: 'app/key',
          SecretString: 'put by hand',
          ClientRequestToken: manualVersion,
        }),
      ),
    );
    expect(ended).toBe('overtaken');
    expect(await secret.labels()).toEqual({ current: manualVersion, previous: first });
  });

  test('who set the first key: one of them wins, and nothing waits', async () => {
    let begun = 0;
    const both = Promise.withResolvers<void>();
    const untilBoth = async () => {
      begun += 1;
      if (begun === 2) both.resolve();
      await both.promise;
    };
    const ends = await Promise.all([set('one', works, untilBoth), set('two', works, untilBoth)]);
    expect([...ends].sort()).toEqual(['current', 'overtaken']);
    expect(await secret.labels()).toEqual({ current: expect.any(String), previous: noKeyVersionId });
  });
});

describe('going back', () => {
  const back = (health = works, meanwhile?: () => Promise<unknown>) =>
    restorePreviousKey(tools(health, meanwhile)).then(outcome);

  test('tries the former key, and changes the two', async () => {
    await set('first');
    await set('second');
    const { current, previous } = await secret.labels();
    const using = tools(works);
    expect(outcome(await restorePreviousKey(using))).toBe('current');
    expect(using.tried).toEqual(['AWSPREVIOUS']);
    expect(await secret.labels()).toEqual({ current: previous, previous: current });
  });

  test('does not happen to a key that fails its trial', async () => {
    await set('first');
    await set('second');
    const before = await secret.labels();
    expect(await back(silent)).toBe('refused');
    expect(await back(warns)).toBe('declined');
    expect(await secret.labels()).toEqual(before);
  });

  test('does not happen where another key was set meanwhile, since another former key was then tried', async () => {
    await set('first');
    await set('second');
    expect(await back(works, () => set('third'))).toBe('overtaken');
  });

  test.each([0, 1])('from secret number %d that was set: there is no former key', async (times) => {
    for (let each = 0; each < times; each += 1) await set('first');
    expect(await back()).toBe('nothing-to-go-back-to');
  });
});

describe('a failure of AWS', () => {
  test('names the call and the secret', async () => {
    const gone = openSecretStore(client, 'app/gone');
    await expect(gone.labels()).rejects.toMatchObject({
      code: 'keys-not-reached',
      message: expect.stringMatching(/^DescribeSecret of app\/gone failed: there is no such thing/),
    });
  });

  test('whose answer alone was lost is none', async () => {
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const answer = await next(args);
          if (commandName === 'PutSecretValueCommand') throw new Error('the answer was lost');
          return answer;
        },
      { step: 'initialize' },
    );
    expect(await set('first')).toBe('current');
    expect(await secret.labels()).toEqual({ current: expect.any(String), previous: noKeyVersionId });
  });

  test('in a call that had the key with it is told by its name alone, and keeps no cause', async () => {
    const failure: unknown = await secret.putPending('5ecret'.repeat(20_000)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: 'PutSecretValue of app/key failed: ValidationException' });
    expect(failure).not.toHaveProperty('cause');
  });
});
