import { iso, type Millis } from '../../core/clock.ts';
import type { PublishedErrorCode } from '../../core/error-codes.ts';
import { TreasuryError } from '../../core/errors.ts';
import type { Unanchored } from './anchored-device.ts';

const askAgain = 'ask for a new challenge, and sign it';

/** What is decided takes a signature of the person's own device, and there was none. */
export class PasskeyRequiredError extends TreasuryError {
  constructor() {
    const how = 'ask POST /passkeys/challenges for what to sign, and send what the device gave back as "word"';
    super('passkey-required', `This takes a signature of a device of yours: ${how}`);
  }
}

/** This stage has no domain that devices could be bound to. */
export class PasskeysUnavailableError extends TreasuryError {
  constructor() {
    super('passkeys-unavailable', 'This stage has no devices: its configuration names no console.domain');
  }
}

/** Each refusal of a word, with what to do instead. */
const refusals = {
  'passkey-unknown': 'Nobody enrolled this device here. Enroll it, or use another one of yours',
  'passkey-of-another': 'This device belongs to somebody else. Use one of your own',
  'passkey-unconfirmed': 'Nobody has confirmed this device yet. Have another person confirm it with theirs',
  'passkey-revoked': 'This device was revoked. Use another one of yours, or enroll a new one',
  'passkey-not-rooted':
    'Whoever confirmed this device had none in force that leads back to one of the configuration. Enroll it anew, and ' +
    'have it confirmed by somebody whose device is in force',
  'passkey-expired': `It was signed too late, or waited too long: ${askAgain}`,
  'passkey-nonce-unknown': `This was not given to you to be signed for this: ${askAgain}`,
  'passkey-nonce-used': `This was used before: ${askAgain}`,
  'passkey-content-differs': `The device signed something else than what stands here. It may have changed since: read it again, ${askAgain}`,
  'passkey-user-not-verified': `The device did not ask who you are, by a PIN, a finger or a face. Set that up on the device, and ${askAgain}`,
  'passkey-wrong-origin':
    'It was signed on a page that is not this console. Open the console at its own address, and tell the person on ' +
    'call which page you were on',
  'passkey-signature-invalid': `The device's answer is not one of this device, or was changed on its way: ${askAgain}`,
  'passkey-cloned':
    'The counter of this device did not grow: there may be a copy of it. Revoke it, and use another one. The person on ' +
    'call was told',
} as const satisfies Readonly<Partial<Record<PublishedErrorCode, string>>>;

export type WordRefusal = keyof typeof refusals;

/** A word that does not count. Nothing was decided. */
export class PasskeyRefusedError extends TreasuryError {
  readonly refusal: WordRefusal;

  constructor(code: WordRefusal) {
    super(code, refusals[code]);
    this.refusal = code;
  }
}

/** A device that was confirmed, and whose time has not come. */
export class PasskeyNotInForceError extends TreasuryError {
  constructor(from: Millis | undefined) {
    const when = from === undefined ? 'later' : `from ${iso(from)} on`;
    super('passkey-not-in-force', `This device was confirmed and counts ${when}. Until then use another one of yours`);
  }
}

const restoredFlaw: Unanchored = 'in-a-restored-table';
const restored =
  'the table of device heads was restored, and no device counts until two people have accepted that. ' +
  'Tell the person on call';
const inconsistent = (flaw: string) => `what is kept of it is ${flaw}. Tell the person on call, and use another device`;

/** Somebody else than the function that keeps them changed what is known of devices. */
export class RegistryInconsistentError extends TreasuryError {
  constructor(credentialId: string, flaw: string) {
    const what = `The device ${credentialId} does not count`;
    super('registry-inconsistent', `${what}: ${flaw === restoredFlaw ? restored : inconsistent(flaw)}`);
  }
}

/** The credential was enrolled before, with something else. */
export class PasskeyConflictError extends TreasuryError {
  constructor() {
    super(
      'passkey-conflict',
      'A device with this id was enrolled before: have the device make a new key, and enroll it',
    );
  }
}

/** There is no room for another device, or one person enrolled very many. */
export class TooManyPasskeysError extends TreasuryError {
  constructor(what: string) {
    super('too-many-passkeys', what);
  }
}
