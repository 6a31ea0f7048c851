import type { Amount } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { HeldReason } from '../../core/held-reasons.ts';
import type { ExchangeOrderId, InstructionId } from '../../core/ids.ts';
import type { PersonStamp } from '../../core/person.ts';
import type { SignedWord } from '../../passkeys/signed-word.ts';
import type { Content } from './content.ts';
import type { NearMatch, ResolutionProposal } from './doubt.ts';
import type { ReasonCode } from './reasons.ts';
import type { WaitingTask } from './waiting-task.ts';

/** One POST to the exchange, written down before its bytes leave. */
export interface Attempt {
  /** 1 for the first. */
  readonly number: number;
  /** Always the instruction's id: the exchange's own guard against doubles works only if it never changes. */
  readonly clientOrderId: InstructionId;
  /** The signed `timestamp`, in milliseconds on the exchange's clock. */
  readonly timestamp: Millis;
  /** After `timestamp + recvWindow` the exchange takes this attempt no more (assumption A20). */
  readonly recvWindow: number;
  /** When the exchange took it, by its own records. Known once it has settled. */
  readonly takenAt?: Millis;
  /**
   * What came of it. Not there while nobody knows whether the bytes left. `absent`: unknown first, then proven never
   * taken.
   */
  readonly outcome?: 'accepted' | 'refused' | 'held' | 'unknown' | 'absent';
  /** The exchange's code where it refused, held or left it open. */
  readonly exchangeCode?: string;
}

/** One person agreed to exactly this content. */
export interface Approval extends PersonStamp {
  /** The person's groups that had the role of an approver then. */
  readonly groups: readonly string[];
  /** Of the content that the person saw. */
  readonly digest: string;
  /** What a device of the person signed for it. Nothing in it is believed before it is judged. */
  readonly word?: SignedWord;
}

/** One transition, for the auditor: who or what did it, and when. */
export interface HistoryEntry extends PersonStamp {
  /** The instruction's version that this transition made. */
  readonly version: number;
  /** SHA-256 of the entry before it, or of the content for the first: see history-chain.ts. */
  readonly previous: string;
  readonly from: InstructionStatus | 'new';
  readonly to: InstructionStatus;
  /** Why it stands there now. */
  readonly reason?: ReasonCode | HeldReason;
  /** The exchange's own code or word for it, where it gave one. */
  readonly exchangeCode?: string;
  /** What a person has to show for a decision. */
  readonly evidence?: string;
  /** Of an approval that a device signed: the lower-case hex SHA-256 of the RFC 8785 JSON of its word. */
  readonly wordDigest?: string;
  /** What a device signed for a decision about money in doubt. */
  readonly word?: SignedWord;
}

/** What the exchange's records say of a payment at its end, for people who look it up. */
export interface Receipt {
  /** The transaction's hash on its chain. */
  readonly txId?: string;
  /** What the exchange took for it. */
  readonly fee?: Amount;
  readonly feeCoin?: string;
}

/** Where an instruction stands, with what only that place has. */
export type InstructionState =
  | { readonly status: 'requested' }
  | { readonly status: 'awaiting-approval' }
  | { readonly status: 'declined'; readonly reason: ReasonCode }
  | { readonly status: 'canceled'; readonly reason: ReasonCode }
  | { readonly status: 'rejected'; readonly reason: ReasonCode }
  | { readonly status: 'expired'; readonly reason: ReasonCode }
  | { readonly status: 'approved'; readonly heldReason?: HeldReason; readonly notBefore?: Millis }
  | { readonly status: 'sending' }
  | {
      readonly status: 'unknown';
      readonly reason: ReasonCode;
      /**
       * On the exchange's clock: when its complete records were first read, after the quiet period, without this order.
       */
      readonly absentSince?: Millis;
    }
  | {
      readonly status: 'needs-attention';
      readonly reason: ReasonCode;
      /** Orders at the exchange that could be this one. */
      readonly nearMatches: readonly NearMatch[];
      /** Where the exchange had taken it, and then its records left doubt. */
      readonly exchangeOrderId?: ExchangeOrderId;
      /** What the first of two people decided. */
      readonly proposal?: ResolutionProposal;
    }
  | { readonly status: 'sent'; readonly exchangeOrderId: ExchangeOrderId }
  | ({ readonly status: 'settled'; readonly exchangeOrderId: ExchangeOrderId } & Receipt)
  /** By two people. With the order, where the exchange had named it. */
  | { readonly status: 'settled'; readonly reason: ReasonCode; readonly exchangeOrderId?: ExchangeOrderId }
  | { readonly status: 'failed'; readonly reason: ReasonCode; readonly exchangeOrderId?: ExchangeOrderId };

export type InstructionStatus = InstructionState['status'];

/** One instruction with its whole life. It is one item in the table, and every transition is one conditional write. */
export interface Instruction extends WaitingTask {
  readonly content: Content;
  readonly digest: string;
  readonly state: InstructionState;
  /** Grows by one with each transition. A write names the version it saw. */
  readonly version: number;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
  /** In the order in which they were given. */
  readonly approvals: readonly Approval[];
  readonly attempts: readonly Attempt[];
  readonly history: readonly HistoryEntry[];
  /** The last version whose events are on the bus. */
  readonly publishedVersion: number;
  /** What people were reminded of because time had passed: see due-reminders.ts. */
  readonly reminders?: readonly string[];
  /** The last version whose entries are in the search index. One of an earlier version of this project has none. */
  readonly searchableVersion?: number;
}
