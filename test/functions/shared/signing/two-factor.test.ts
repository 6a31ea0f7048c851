import { describe, expect, test } from '@jest/globals';
import { TwoFactorNotConfiguredError, TwoFactorStepTakenError } from '../../../../functions/shared/signing/errors.ts';
import { hmacSecret, open, rejection, totpSecret } from './support/secrets.ts';

const start = 1_712_317_320_000; // The beginning of a step.
const always = async () => true;
const opened = () => open({ ...hmacSecret, totpSecret });

describe('two-factor tokens', () => {
  test('the published token of a moment is made once the step is claimed', async () => {
    const claimed: number[] = [];
    const signer = await opened();
    const token = await signer.twoFactorToken({
      now: 1_234_567_890_000,
      claimStep: async (step) => claimed.push(step) === 1,
    });
    expect(token).toBe('005924');
    expect(claimed).toEqual([41_152_263]);
  });

  test('a signer never uses a step twice and says when the next begins', async () => {
    const signer = await opened();
    await signer.twoFactorToken({ now: start, claimStep: always });
    const error = await rejection(signer.twoFactorToken({ now: start + 29_999, claimStep: always }));
    expect(error).toBeInstanceOf(TwoFactorStepTakenError);
    expect(error).toMatchObject({ code: 'two-factor-step-taken', retryAt: start + 30_000 });
    await expect(signer.twoFactorToken({ now: start + 30_000, claimStep: always })).resolves.toMatch(/^\d{6}$/);
  });

  test('of two calls at the same time one gets the token', async () => {
    const signer = await opened();
    const calls = [1, 2].map(() => signer.twoFactorToken({ now: start, claimStep: always }));
    const outcomes = (await Promise.allSettled(calls)).map(({ status }) => status);
    expect(outcomes).toEqual(['fulfilled', 'rejected']);
  });

  test('a step that another instance claimed is not used', async () => {
    const signer = await opened();
    const error = await rejection(signer.twoFactorToken({ now: start + 1, claimStep: async () => false }));
    expect(error).toMatchObject({ code: 'two-factor-step-taken', retryAt: start + 30_000 });
  });

  test('after a claim that failed, the failure is told and the step stays used: it may have been written', async () => {
    const signer = await opened();
    const failure = new Error('table not reached');
    const claimStep = () => Promise.reject(failure);
    expect(await rejection(signer.twoFactorToken({ now: start, claimStep }))).toBe(failure);
    expect(await rejection(signer.twoFactorToken({ now: start, claimStep: always }))).toBeInstanceOf(
      TwoFactorStepTakenError,
    );
  });

  test('a clock that goes back makes no old step new', async () => {
    const signer = await opened();
    await signer.twoFactorToken({ now: start, claimStep: always });
    const error = await rejection(signer.twoFactorToken({ now: start - 60_000, claimStep: always }));
    expect(error).toMatchObject({ retryAt: start + 30_000 });
  });

  test('a key without a totpSecret needs no token and cannot make one', async () => {
    const signer = await open(hmacSecret);
    expect(signer.needsTwoFactor).toBe(false);
    expect(signer.twoFactorFingerprint).toBeUndefined();
    const error = await rejection(signer.twoFactorToken({ now: start, claimStep: always }));
    expect(error).toBeInstanceOf(TwoFactorNotConfiguredError);
    expect(error).toMatchObject({ code: 'two-factor-not-configured' });
  });

  test('keys that share a TOTP secret show the same fingerprint for it, however it is written', async () => {
    const one = await opened();
    const other = await open({ ...hmacSecret, apiKey: 'other', totpSecret: totpSecret.toLowerCase() });
    expect(one.needsTwoFactor).toBe(true);
    expect(one.twoFactorFingerprint).toMatch(/^[0-9a-f]{8}$/);
    expect(other.twoFactorFingerprint).toBe(one.twoFactorFingerprint);
  });
});
