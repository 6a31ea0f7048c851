import { createHash } from 'node:crypto';
import type { ApiSigners } from './api-signers.ts';
import { canonicalText, encodeValue } from './canonical.ts';
import { SigningModeError, TwoFactorNotConfiguredError } from './errors.ts';
import { proMessage, proTarget } from './pro-message.ts';
import type { CurrentRequest, ProRequest, SignedRequest } from './requests.ts';
import type { SigningMode } from './secret-rules.ts';
import { signedRequest } from './signed-request.ts';
import type { TwoFactor, TwoFactorOptions } from './two-factor.ts';

/** An opened key. Nothing secret can be read or printed from it. */
export interface Signer {
  /** First 8 hex digits of the SHA-256 of the API key. Says which key it is; may be logged. */
  readonly fingerprint: string;
  readonly signing: SigningMode;
  /** True when the secret holds a `totpSecret`. */
  readonly needsTwoFactor: boolean;
  /** Says which TOTP secret it is, for claiming its steps: two keys may share one. Undefined without one. */
  readonly twoFactorFingerprint: string | undefined;
  /** Signs for today's API. Throws an UnsignableRequestError or a SigningModeError. */
  signCurrent(request: CurrentRequest): SignedRequest;
  /** Signs for HashKey PRO. Throws an UnsignableRequestError or a SigningModeError. */
  signPro(request: ProRequest): SignedRequest;
  /** Six digits for `X-TWO-FA-TOKEN`. Throws a TwoFactorStepTakenError or a TwoFactorNotConfiguredError. */
  twoFactorToken(options: TwoFactorOptions): Promise<string>;
}

export class KeySigner implements Signer {
  readonly fingerprint: string;
  readonly signing: SigningMode;
  readonly needsTwoFactor: boolean;
  readonly twoFactorFingerprint: string | undefined;
  readonly #apiKey: string;
  readonly #modes: ApiSigners;
  readonly #twoFactor: TwoFactor | undefined;

  constructor(apiKey: string, signing: SigningMode, modes: ApiSigners, twoFactor: TwoFactor | undefined) {
    this.fingerprint = createHash('sha256').update(apiKey, 'utf8').digest('hex').slice(0, 8);
    this.signing = signing;
    this.needsTwoFactor = twoFactor !== undefined;
    this.twoFactorFingerprint = twoFactor?.fingerprint;
    this.#apiKey = apiKey;
    this.#modes = modes;
    this.#twoFactor = twoFactor;
  }

  signCurrent(request: CurrentRequest): SignedRequest {
    const sign = this.#modes.current;
    if (sign === undefined) throw new SigningModeError(this.signing, "today's API", "'hmac-sha256' or 'ed25519'");
    const text = canonicalText(request);
    // Last in every sample of the documentation. Only Base64 has characters to encode.
    const signed = `${text}&signature=${encodeValue(sign(text))}`;
    const { method, path } = request;
    const isForm = method === 'POST' || method === 'PUT';
    return signedRequest({
      method,
      path,
      target: isForm ? path : `${path}?${signed}`,
      headers: this.#currentHeaders(request, isForm),
      body: isForm ? signed : undefined,
    });
  }

  signPro(request: ProRequest): SignedRequest {
    const mode = this.#modes.pro;
    if (mode === undefined)
      throw new SigningModeError(this.signing, 'HashKey PRO', "'ecdsa-secp256k1' or 'hmac-sha256'");
    const signature = mode.sign(proMessage(request));
    const headers = {
      'API-KEY': this.#apiKey,
      'API-SIGNATURE': signature,
      'API-TIMESTAMP': String(request.timestamp),
      'AUTH-TYPE': mode.authType,
      'Content-Type': 'application/json',
    };
    const { method, path, body } = request;
    return signedRequest({ method, path, target: proTarget(request), headers, body });
  }

  twoFactorToken(options: TwoFactorOptions): Promise<string> {
    if (this.#twoFactor === undefined) return Promise.reject(new TwoFactorNotConfiguredError());
    return this.#twoFactor.token(options);
  }

  #currentHeaders({ twoFactorToken }: CurrentRequest, isForm: boolean): Record<string, string> {
    return {
      // ASSUMPTION A15: the sister site's newer `X-APIKEY` is not used.
      'X-HK-APIKEY': this.#apiKey,
      ...(isForm ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
      ...(twoFactorToken === undefined ? {} : { 'X-TWO-FA-TOKEN': twoFactorToken }),
    };
  }
}
