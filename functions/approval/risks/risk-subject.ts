import type { Millis } from '../../shared/core/clock.ts';
import type { OutgoingContent } from '../../shared/ledger/instruction/content.ts';
import type { Policy } from '../../shared/ledger/policy/policy.ts';
import type { WhitelistEntry } from '../../shared/ledger/whitelist/entry.ts';
import type { KnownPayments } from '../known-payments.ts';
import type { Risk } from './risk-schema.ts';

/** A payment that people are asked about, and what the treasury's own records say around it. */
export interface RiskSubject {
  readonly content: OutgoingContent;
  readonly requestedAt: Millis;
  readonly policy: Policy;
  /** The whitelist's entry of its destination. */
  readonly entry: WhitelistEntry | undefined;
  readonly payments: KnownPayments;
  readonly now: Millis;
}

/** What there is to say about a payment, in a sentence for the approver and in figures. Undefined where there is nothing. */
export type RiskRule = (subject: RiskSubject) => Omit<Risk, 'code'> | undefined;
