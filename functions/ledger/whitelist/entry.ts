import type { Millis } from '../../base/clock.ts';

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

/** Where an entry stands, with what only that place has. */
export type EntryState =
  | { readonly status: 'proposed' }
  /** The exchange was asked how ownership is shown. */
  | { readonly status: 'proving' }
  /** A second person confirmed it. It waits for the exchange to list it. */
  | { readonly status: 'confirmed' }
  | { readonly status: 'cooling-off'; readonly until: Millis }
  | { readonly status: 'active' }
  | { readonly status: 'revoked' };

export interface Confirmation {
  readonly by: string;
  readonly at: Millis;
}

/** A destination that money may leave to, with its whole life. Its id is what instructions name; ids are never used again. */
export interface WhitelistEntry {
  readonly id: string;
  readonly target: Target;
  /** A person, or `config` for one that a deploy brought. */
  readonly proposedBy: string;
  readonly proposedAt: Millis;
  /** Of people other than the one who proposed it. */
  readonly confirmations: readonly Confirmation[];
  readonly state: EntryState;
}
