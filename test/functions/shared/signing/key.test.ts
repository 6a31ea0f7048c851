import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SecretFormatError, SecretUnavailableError } from '../../../../functions/shared/signing/errors.ts';
import { type Key, openKey } from '../../../../functions/shared/signing/key.ts';
import type { SecretsClient } from '../../../../functions/shared/signing/secret-source.ts';
import { eventually } from '../../../support/eventually.ts';
import { FakeClock } from './support/fake-clock.ts';
import { ecdsaSecret, hmacSecret, rejection, totpSecret } from './support/secrets.ts';
import { type Answer, SecretsServer } from './support/secrets-server.ts';

const ttlMs = 300_000;
const hourMs = 3_600_000;
const first: Answer = { kind: 'secret', text: JSON.stringify(hmacSecret) };
const rotated: Answer = { kind: 'secret', text: JSON.stringify({ ...hmacSecret, apiKey: 'rotated' }) };
const outage: Answer = { kind: 'error', status: 500, type: 'InternalServiceError' };
const forbidden: Answer = { kind: 'error', status: 400, type: 'AccessDeniedException' };

let clock: FakeClock;
let server: SecretsServer;
let stale: SecretUnavailableError[];
let reads: Promise<unknown>[];

beforeEach(async () => {
  clock = new FakeClock();
  stale = [];
  reads = [];
  server = await SecretsServer.start(first);
});

afterEach(() => server[Symbol.asyncDispose]());

function opened(): Key {
  return openKey({
    secretId: 'treasury/transfer',
    ttlMs,
    clock,
    client: noted,
    onStaleKey: (error) => stale.push(error),
  });
}

/** The server's client, which also notes what was sent. */
const noted = {
  send: (...call: Parameters<SecretsClient['send']>) => {
    const answer = server.client.send(...call);
    reads.push(answer);
    return answer;
  },
};

/** Waits until the server was asked `count` times. */
const asked = (count: number) => eventually(() => (server.asked.length >= count ? true : undefined));

/** The same, and until each answer arrived and was looked at. */
async function settledReads(count: number): Promise<void> {
  await asked(count);
  await Promise.allSettled(reads);
  await pause(0);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe('the first read', () => {
  test('begins before anybody asks', async () => {
    const key = opened();
    await settledReads(1);
    expect(server.asked).toHaveLength(1);
    await key.signer();
    expect(server.asked).toHaveLength(1);
  });

  test('is shared by all who ask meanwhile', async () => {
    const key = opened();
    const signers = await Promise.all([key.signer(), key.signer(), key.signer()]);
    expect(new Set(signers).size).toBe(1);
    expect(server.asked).toHaveLength(1);
  });

  test('that fails unasked is no unhandled rejection; the first to ask is told and the next ask reads again', async () => {
    const unhandled: unknown[] = [];
    const listen = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', listen);
    server.answer = outage;
    const key = opened();
    await settledReads(1);
    process.off('unhandledRejection', listen);
    expect(unhandled).toEqual([]);
    server.answer = first;
    expect(await rejection(key.signer())).toBeInstanceOf(SecretUnavailableError);
    expect(server.asked).toHaveLength(1);
    expect((await key.signer()).signing).toBe('hmac-sha256');
    expect(server.asked).toHaveLength(2);
  });

  test('that fails while somebody waits is told to them and not once more', async () => {
    server.answer = outage;
    const key = opened();
    expect(await rejection(key.signer())).toBeInstanceOf(SecretUnavailableError);
    server.answer = first;
    await expect(key.signer()).resolves.toBeDefined();
  });

  test('that failed long ago is not told: it says nothing about now', async () => {
    server.answer = outage;
    const key = opened();
    await settledReads(1);
    clock.advance(ttlMs);
    server.answer = first;
    await expect(key.signer()).resolves.toBeDefined();
  });

  test.each<[string, Answer]>([
    ['malformed', { kind: 'secret', text: 'not JSON' }],
    ['forbidden', forbidden],
  ])('that found the secret %s is not told once somebody has mended it', async (_what, answer) => {
    server.answer = answer;
    const key = opened();
    await settledReads(1);
    server.answer = first;
    expect((await key.signer()).signing).toBe('hmac-sha256');
    expect(server.asked).toHaveLength(2);
  });

  test('of a malformed secret tells the field', async () => {
    server.answer = { kind: 'secret', text: '{"signing":"ed25519","apiKey":"a"}' };
    const error = await rejection(opened().signer());
    expect(error).toBeInstanceOf(SecretFormatError);
    expect(error).toMatchObject({ secretId: 'treasury/transfer', flaws: [{ field: 'privateKey' }] });
  });
});

describe('the cache', () => {
  test('is used for its time, and after it the next ask reads again', async () => {
    const key = opened();
    const before = await key.signer();
    server.answer = rotated;
    clock.advance(ttlMs - 1);
    expect(await key.signer()).toBe(before);
    expect(server.asked).toHaveLength(1);
    clock.advance(1);
    expect((await key.signer()).fingerprint).not.toBe(before.fingerprint);
    expect(server.asked).toHaveLength(2);
  });

  test('is never read again in the background', async () => {
    const key = opened();
    await key.signer();
    clock.advance(10 * ttlMs);
    await pause(50);
    expect(server.asked).toHaveLength(1);
  });

  test('is read once for all who ask after its time', async () => {
    const key = opened();
    await key.signer();
    clock.advance(ttlMs);
    await Promise.all([key.signer(), key.signer(), key.signer()]);
    expect(server.asked).toHaveLength(2);
  });

  test('keeps the signer of an unchanged secret, and with it the two-factor steps that were used', async () => {
    server.answer = { kind: 'secret', text: JSON.stringify({ ...hmacSecret, totpSecret }) };
    const key = opened();
    const options = { now: clock.now(), claimStep: async () => true };
    await (await key.signer()).twoFactorToken(options);
    clock.advance(ttlMs);
    expect(await rejection((await key.signer()).twoFactorToken(options))).toMatchObject({
      code: 'two-factor-step-taken',
    });
    expect(await rejection((await key.refresh()).twoFactorToken(options))).toMatchObject({
      code: 'two-factor-step-taken',
    });
    expect(server.asked).toHaveLength(3);
  });

  test('takes a rotation to another signing mode', async () => {
    const key = opened();
    await key.signer();
    server.answer = { kind: 'secret', text: JSON.stringify(ecdsaSecret) };
    clock.advance(ttlMs);
    expect((await key.signer()).signing).toBe('ecdsa-secp256k1');
  });
});

describe('while Secrets Manager fails', () => {
  test('the key held is used on and told, with a pause between the tries', async () => {
    const key = opened();
    const held = await key.signer();
    server.answer = outage;
    clock.advance(ttlMs);
    expect(await key.signer()).toBe(held);
    expect(await key.signer()).toBe(held);
    expect(server.asked).toHaveLength(2);
    expect(stale).toEqual([expect.objectContaining({ code: 'secret-unavailable', reason: 'service-error' })]);
    clock.advance(10_000);
    server.answer = rotated;
    expect(await key.signer()).not.toBe(held);
  });

  test('the key held is used until it is an hour old and not beyond', async () => {
    const key = opened();
    const held = await key.signer();
    server.answer = outage;
    clock.advance(hourMs - 1);
    expect(await key.signer()).toBe(held);
    clock.advance(1);
    expect(await rejection(key.signer())).toBeInstanceOf(SecretUnavailableError);
  });

  test.each<[string, Answer, string]>([
    ['forbidden', forbidden, 'secret-unavailable'],
    ['deleted', { kind: 'error', status: 400, type: 'ResourceNotFoundException' }, 'secret-unavailable'],
    ['malformed', { kind: 'secret', text: '{}' }, 'secret-malformed'],
  ])(
    'a secret that is now %s counts at once, and an outage after it brings nothing back',
    async (_name, answer, code) => {
      const key = opened();
      await key.signer();
      server.answer = answer;
      clock.advance(ttlMs);
      expect(await rejection(key.signer())).toMatchObject({ code });
      server.answer = outage;
      expect(await rejection(key.signer())).toMatchObject({ code: 'secret-unavailable', reason: 'service-error' });
      expect(stale).toEqual([]);
    },
  );
});

describe('a refresh', () => {
  test('drops the cache and brings the rotated key, for later asks too', async () => {
    const key = opened();
    const old = await key.signer();
    server.answer = rotated;
    const fresh = await key.refresh();
    expect(fresh.fingerprint).not.toBe(old.fingerprint);
    expect(await key.signer()).toBe(fresh);
    expect(server.asked).toHaveLength(2);
  });

  test('is shared by those who ask for one at the same time, and by those who ask for the signer', async () => {
    const key = opened();
    await key.signer();
    const signers = await Promise.all([key.refresh(), key.refresh(), key.signer()]);
    expect(new Set(signers).size).toBe(1);
    expect(server.asked).toHaveLength(2);
  });

  test('that fails leaves no older key to use', async () => {
    const key = opened();
    await key.signer();
    server.answer = outage;
    expect(await rejection(key.refresh())).toBeInstanceOf(SecretUnavailableError);
    expect(await rejection(key.signer())).toBeInstanceOf(SecretUnavailableError);
    expect(stale).toEqual([]);
    server.answer = first;
    await expect(key.signer()).resolves.toBeDefined();
  });

  test('does not trust a read that began before it, and that read changes nothing when it ends later', async () => {
    const key = opened();
    await key.signer();
    clock.advance(ttlMs);
    let release = () => {};
    server.gate = new Promise((resolve) => {
      release = resolve;
    });
    const early = key.signer();
    await asked(2);
    server.gate = undefined;
    server.answer = rotated;
    const fresh = await key.refresh();
    release();
    expect(await early).toBe(fresh);
    expect(await key.signer()).toBe(fresh);
    expect(server.asked).toHaveLength(3);
  });
});

describe('opening a key', () => {
  test('gives an object that prints nothing of its secret', async () => {
    const key = opened();
    await key.signer();
    const shown = `${inspect(key, { depth: 9, showHidden: true, customInspect: false })}${JSON.stringify(key)}${key}`;
    for (const hidden of Object.values(hmacSecret)) expect(shown).not.toContain(hidden);
  });

  test.each([
    ['no secret id', { secretId: '' }],
    ['no time for the cache', { ttlMs: 0 }],
    ['a fraction of a millisecond', { ttlMs: 0.5 }],
    ['no end to the cache', { ttlMs: Number.POSITIVE_INFINITY }],
  ])('with %s is a mistake in our own code', (_name, change) => {
    const options = { secretId: 'treasury/transfer', ttlMs, clock, client: server.client, ...change };
    expect(() => openKey(options)).toThrow(expect.objectContaining({ code: 'assertion-failed' }));
    expect(server.asked).toEqual([]);
  });
});
