import type { Amount } from '../../core/amount.ts';
import { canonicalDigest } from '../../core/canonical-digest.ts';
import type { AccountId, InstructionId } from '../../core/ids.ts';

interface CommonContent {
  readonly instructionId: InstructionId;
  readonly coin: string;
  /** Canonical: `1250.50` and `1250.5` are the same instruction. */
  readonly quantity: Amount;
  /** A person, `sweep:<id>` for a schedule, or `withdrawal:<id>` for the withdrawal that a transfer funds. */
  readonly requestedBy: string;
  readonly note?: string;
}

interface CommonTransferContent extends CommonContent {
  readonly kind: 'asset-transfer';
  readonly source: AccountId;
  readonly destination: string;
  readonly address: AccountId;
}

/** What a run of a sweep moves. */
export interface SweepContent extends CommonTransferContent {
  readonly sweepId: string;
}

/** What is moved for one withdrawal, so that it can leave. */
export interface FundingContent extends CommonTransferContent {
  /** The id of the withdrawal. */
  readonly funds: InstructionId;
}

/** Between two of the company's own accounts. `destination` is the account's name, `address` its id. */
export type TransferContent = SweepContent | FundingContent;

/**
 * To a whitelist entry. The address it resolves to is part of the content: a later change of the entry cannot redirect
 * it.
 */
export interface WithdrawalContent extends CommonContent {
  readonly kind: 'withdrawal';
  readonly destination: string;
  /** Absent only where the whitelist had no such destination, so that it was rejected. */
  readonly address?: string;
  readonly tag?: string;
  readonly chain: string;
  /** The name of the account that what is lacking is moved from first. */
  readonly fundFrom?: string;
}

/**
 * To one of the company's own bank accounts that are bound at the exchange. `address` is the account, as the exchange
 * names it.
 */
export interface FiatContent extends CommonContent {
  readonly kind: 'fiat-withdrawal';
  readonly destination: string;
  /** Absent only where the whitelist had no such destination, so that it was rejected. */
  readonly address?: string;
}

/** What leaves the company: it is authorized first. */
export type OutgoingContent = WithdrawalContent | FiatContent;

/** What an instruction says. It never changes after it was written. */
export type Content = TransferContent | OutgoingContent;

/**
 * Lower-case hex SHA-256 of the RFC 8785 JSON of the content. An approver signs this; the same id with another digest
 * is a conflict. Fields that are absent (tag, note, chain, fundFrom) are left out.
 */
export function digestOf(content: Content): string {
  return canonicalDigest(content);
}
