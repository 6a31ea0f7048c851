import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Amount } from '../../core/amount.ts';
import { assert } from '../../core/errors.ts';
import type { AccountId, InstructionId } from '../../core/ids.ts';

interface CommonContent {
  readonly instructionId: InstructionId;
  readonly coin: string;
  /** Canonical: `1250.50` and `1250.5` are the same instruction. */
  readonly quantity: Amount;
  /** A person, or `sweep:<id>` for a schedule. */
  readonly requestedBy: string;
  readonly note?: string;
}

/** Between two of the company's own accounts. `destination` is the account's name, `address` its id. */
export interface TransferContent extends CommonContent {
  readonly kind: 'asset-transfer';
  readonly sweepId: string;
  readonly source: AccountId;
  readonly destination: string;
  readonly address: AccountId;
}

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
 * is a conflict. Fields that are absent (tag, note, chain) are left out.
 */
export function digestOf(content: Content): string {
  const text = canonicalize(content);
  assert(text !== undefined, 'content has a canonical form');
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
