import { TreasuryError } from '../shared/core/errors.ts';

/** What the browser gave back is no enrolment that can be taken. */
export class EnrolmentRefusedError extends TreasuryError {
  constructor(reason: string, cause?: unknown) {
    super('enrolment-refused', `The device is not enrolled: ${reason}. Begin again`, { cause });
  }
}

/** The policy does not take devices of this kind. */
export class AuthenticatorNotAllowedError extends TreasuryError {
  constructor(reason: string) {
    super('authenticator-not-allowed', `By the policy this device cannot be enrolled: ${reason}`);
  }
}

/** Another person confirms it. */
export class OwnPasskeyError extends TreasuryError {
  constructor() {
    super('own-passkey', 'This device is your own: another person confirms it, with a device of theirs');
  }
}

/** Its owner, an approver, a whitelister or an operator revokes a device. */
export class NotYourPasskeyError extends TreasuryError {
  constructor() {
    const who = 'its owner, an approver, a whitelister or an operator can revoke it';
    super('not-your-passkey', `This device belongs to somebody else: ${who}`);
  }
}

/** The step does not follow from where the device stands. */
export class PasskeyStateError extends TreasuryError {
  constructor(status: string) {
    super('passkey-state', `The device is ${status}: only one that is proposed can be confirmed`);
  }
}

/** Whose device it is was named by another claim or issuer: they may be the person who confirms it. */
export class PasskeyIdentityChangedError extends TreasuryError {
  constructor() {
    super(
      'identity-changed',
      'This device was enrolled when people were named by another issuer or claim, so that nobody can tell whether ' +
        'you are another person: have its owner enroll it again',
    );
  }
}

/** The caller looked at something else than what stands here. */
export class PasskeyDigestError extends TreasuryError {
  constructor() {
    super('digest-mismatch', 'The device has another digest: read it again, and confirm what you see');
  }
}

/** A device went on since the caller looked at the restored table. */
export class RestoreDigestError extends TreasuryError {
  constructor() {
    super('digest-mismatch', 'The devices have another digest: read them again, and accept what you see');
  }
}
