/** The signing layer: everything that touches a key of the exchange. Other folders import this file only. */
export {
  SecretFormatError,
  SecretUnavailableError,
  SigningModeError,
  TwoFactorNotConfiguredError,
  TwoFactorStepTakenError,
  type UnavailableReason,
  UnsignableRequestError,
} from './errors.ts';
export { type Key, type KeyOptions, openKey } from './key.ts';
export type { CurrentRequest, Method, ProRequest, SignedRequest } from './requests.ts';
export type { SigningMode } from './secret-rules.ts';
export type { SecretsClient } from './secret-source.ts';
export type { Signer } from './signer.ts';
export type { TwoFactorOptions } from './two-factor.ts';
