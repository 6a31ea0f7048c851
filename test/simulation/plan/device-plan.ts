import type { PasskeyLevel } from '../../../functions/shared/ledger/policy/passkeys.ts';

/** Of devices in a plan: a device is named by its owner and its number, such as `tina@example.com/1`. */
export type DeviceName = `${string}/${number}`;

export interface DeviceOptions {
  /** The least that the stage asks for by its deployment. */
  readonly floor: PasskeyLevel;
  /** Devices that the configuration names. */
  readonly roots: readonly DeviceName[];
  /** Devices that count how often they have signed. */
  readonly counting: readonly DeviceName[];
  /** Somebody writes the table past all functions. */
  readonly isIntruded?: true;
}

/** How a person signs: `usual` where the policy asks for it. All others but `always` must not count. */
export type SigningKind =
  | 'usual'
  | 'always'
  | 'never'
  /** The device does not ask who holds it. */
  | 'unverified'
  /** On another page, which looks like the console. */
  | 'elsewhere'
  /** For another stage. */
  | 'other-stage'
  /** Another payment, or the opposite decision. */
  | 'other-subject'
  | 'other-decision'
  /** With a nonce that nobody gave. */
  | 'own-nonce'
  /** With the nonce of the decision before. */
  | 'former-nonce'
  /** A copy of the device, which counts as far as the device did. */
  | 'copied-device'
  /** Somebody lends theirs. */
  | 'lent-device'
  /** The newest one, whether or not it is in force. */
  | 'newest-device'
  /** After it expired. */
  | 'late';

export type DeviceAction =
  /** Its owner proposes it. */
  | { readonly kind: 'enroll'; readonly device: DeviceName }
  | { readonly kind: 'confirm-device'; readonly device: DeviceName; readonly by: string }
  | { readonly kind: 'revoke-device'; readonly device: DeviceName; readonly by: string };

/** Whose rights the intruder has: those of the role of `approval`, or to write the table with everything but the heads. */
export type IntruderRole = 'approval' | 'table';

/** What the intruder does. None of it takes a device of a person that is in force. */
export type Intrusion =
  /** Approvals in people's names, each with what stands for a signature. */
  | { readonly what: 'approve'; readonly of: string; readonly by: readonly string[]; readonly forgery: Forgery }
  /** What people signed for one instruction is put to another content of it. */
  | { readonly what: 'change-content'; readonly of: string }
  /** The address of a destination is another one, and so is what is paid to it. */
  | { readonly what: 'change-destination'; readonly of: string }
  /** The policy asks for no signatures any more, and for one person. */
  | { readonly what: 'lower-policy' }
  /** An own key as a person's device, confirmed by another own one, by a right chain. */
  | { readonly what: 'forge-device'; readonly as: string; readonly confirmer: string }
  /** An own key under the id of a device. */
  | { readonly what: 'change-key'; readonly device: DeviceName }
  /** With the stolen tokens of two people: own keys are enrolled for both, and one is to confirm the other. */
  | { readonly what: 'enroll-by-tokens'; readonly as: string; readonly confirmer: string }
  /** A device that was revoked is as it was before. */
  | { readonly what: 'restore-device'; readonly device: DeviceName }
  /** Any item as it was at some moment before. `u` chooses the item, and the moment. */
  | { readonly what: 'roll-back'; readonly u: number };

export type Forgery =
  | 'none'
  /** Signed by a key of the intruder's, under its own id. */
  | 'own-device'
  /** The same under the id of the person's device. */
  | 'own-key'
  /** What the person signed last, for whatever it was. */
  | 'last-word'
  /** What another person signed for this payment. */
  | 'word-of-another'
  /** By a device of the person that was lost, and is revoked: dated back to when it was in force. */
  | 'lost-device'
  /** By such a device, now: its revocation was taken back in the table. */
  | 'restored-device';

export type IntruderAction = { readonly kind: 'intrude'; readonly role: IntruderRole } & Intrusion;
