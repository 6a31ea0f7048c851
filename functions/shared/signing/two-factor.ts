import { createHash, type KeyObject } from 'node:crypto';
import type { Millis } from '../core/clock.ts';
import { TwoFactorStepTakenError } from './errors.ts';
import { readTotpSecret, stepStart, totpStep, totpToken } from './totp.ts';

/** When a token is wanted, and who says whether its time step is still free. */
export interface TwoFactorOptions {
  /** Milliseconds on the exchange's clock: a step of our own skewed clock would give a wrong token. */
  readonly now: Millis;
  /**
   * Claims a time step among all instances, for ever: true for the first claim only. Claim it per
   * `twoFactorFingerprint`, since several keys of one user may share one TOTP secret.
   */
  readonly claimStep: (step: number) => Promise<boolean>;
}

/** Makes tokens for `X-TWO-FA-TOKEN`, never two of the same time step (exchange-api.md 2.4: single use). */
export class TwoFactor {
  /** First 8 hex digits of a SHA-256 over the TOTP secret. Says which secret it is; may be logged. */
  readonly fingerprint: string;
  readonly #key: KeyObject;
  #lastStep = -1;

  constructor(key: KeyObject) {
    this.#key = key;
    this.fingerprint = createHash('sha256').update('totp:').update(key.export()).digest('hex').slice(0, 8);
  }

  /** Throws a TwoFactorStepTakenError when the step was used, here or elsewhere. */
  async token({ now, claimStep }: TwoFactorOptions): Promise<string> {
    const step = totpStep(now);
    // A clock that went back must not make an old step new again.
    if (step <= this.#lastStep) throw new TwoFactorStepTakenError(stepStart(this.#lastStep + 1));
    // Before the wait, so that a second call meanwhile finds it used. It stays used if the claim fails: whether
    // the claim was written is then unknown.
    this.#lastStep = step;
    if (!(await claimStep(step))) throw new TwoFactorStepTakenError(stepStart(step + 1));
    return totpToken(this.#key, step);
  }
}

/** Undefined when the text is no base32 secret of at least 80 bits. */
export function openTwoFactor(totpSecret: string): TwoFactor | undefined {
  const key = readTotpSecret(totpSecret);
  return key === undefined ? undefined : new TwoFactor(key);
}
