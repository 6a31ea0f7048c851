import type { Amount } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { PersonStamp } from '../../core/person.ts';
import type { SignedWord } from '../../passkeys/signed-word.ts';

/** Where money may go. Two entries are for the same place only where all of it is the same. */
export type Target =
  | {
      readonly kind: 'crypto';
      readonly coin: string;
      readonly chain: string;
      readonly address: string;
      /** Memo or tag of coins that need one. */
      readonly tag?: string;
    }
  /** One of the company's own bank accounts, as it is bound at the exchange. */
  | { readonly kind: 'bank'; readonly coin: string; readonly bankAccount: string };

export type CryptoTarget = Extract<Target, { kind: 'crypto' }>;

/** Where an entry stands, with what only that place has. */
export type EntryState =
  | { readonly status: 'proposed' }
  /** It was shown, or is being shown, who owns it. */
  | { readonly status: 'proving' }
  /** A second person confirmed it. It waits for the exchange to list it. */
  | { readonly status: 'confirmed' }
  | { readonly status: 'cooling-off'; readonly until: Millis }
  | { readonly status: 'active' }
  | { readonly status: 'revoked' };

export type EntryStatus = EntryState['status'];

/** What is done to an entry. `list`: the exchange's own list shows it. `activate`: its cool-off is over. */
export type EntryStep = 'propose' | 'prove' | 'confirm' | 'list' | 'activate' | 'revoke';

/** How it was shown who owns the target. Never a signature or a key: this is read by many. */
export type Evidence =
  /**
   * The exchange asked for a payment of exactly this amount, from the wallet to this address of ours. It lists the
   * wallet's address when the payment has come.
   */
  | {
      readonly kind: 'micro-payment';
      readonly quantity: Amount;
      readonly depositAddress: string;
      readonly depositAmount: Amount;
    }
  /** The exchange took the wallet's signature under this text, or it knew the address as ours before. */
  | {
      readonly kind: 'wallet-signature';
      readonly message: string;
      /** Lower-case hex SHA-256 of the signature: enough to tell later which one it was. */
      readonly signatureDigest: string;
      readonly answer: 'accepted' | 'known-before';
    }
  /** For a bank account, which the exchange binds by itself: what a person has seen, in their words. */
  | { readonly kind: 'document'; readonly text: string };

/** Who did something, and when. */
export type EntryStamp = PersonStamp;

export type Proof = Evidence & EntryStamp;

export interface Confirmation extends EntryStamp {
  /** What a device of the person signed for it. Nothing in it is believed before it is judged. */
  readonly word?: SignedWord;
}

/** What a person named as the difference to an address that looks like this one. */
export interface Difference {
  /** The other entry's id, or `deposit-address/<coin>/<chain>` for one of our own. */
  readonly id: string;
  /** Which block of four characters differs. 1 is the first. */
  readonly block: number;
  /** How this address reads there. */
  readonly here: string;
  /** How the other one does. */
  readonly there: string;
}

/** One step of an entry's life, for the auditor. All that an entry says beside its target is told by these. */
export interface EntryHistoryStep extends EntryStamp {
  /** The entry's version that this step made. */
  readonly version: number;
  /** SHA-256 of the step before it, or of id and target for the first: see history-chain.ts. */
  readonly previous: string;
  readonly step: EntryStep;
  readonly from: EntryStatus | 'new';
  readonly to: EntryStatus;
  /** Of the proposal: what it looked like, and how it differs. */
  readonly lookAlikes?: readonly Difference[];
  /** Of a proof. */
  readonly evidence?: Evidence;
  /** Of what begins a cool-off. */
  readonly until?: Millis;
  /** Of a confirmation that a device signed. */
  readonly word?: SignedWord;
}

/**
 * A destination that money may leave to, with its whole life. Its id is what instructions name; ids are never used
 * again.
 */
export interface WhitelistEntry {
  readonly id: string;
  readonly target: Target;
  /** Of id and target: see target.ts. Who confirms sends it back. */
  readonly digest: string;
  /** A person, or `config` for one that a deploy brought. */
  readonly proposedBy: string;
  readonly proposedAt: Millis;
  readonly lookAlikes: readonly Difference[];
  readonly proofs: readonly Proof[];
  /** Of people other than the one who proposed it, in the order in which they were given. */
  readonly confirmations: readonly Confirmation[];
  readonly state: EntryState;
  /** Grows by one with each step. A write names the version it saw. */
  readonly version: number;
  readonly history: readonly EntryHistoryStep[];
  /** The last version whose events are on the bus. */
  readonly publishedVersion: number;
}
