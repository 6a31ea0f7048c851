import type { ApprovalSummary } from '../../functions/approval/approval-summary.ts';
import type { PublishedErrorCode } from '../../functions/shared/core/error-codes.ts';
import type { HeldReason } from '../../functions/shared/core/held-reasons.ts';
import type { Attempt, InstructionStatus } from '../../functions/shared/ledger/instruction/instruction.ts';
import type { ReasonCode } from '../../functions/shared/ledger/instruction/reasons.ts';

/** What a published code means, and what to do. */
export interface CodeWords {
  readonly means: string;
  readonly todo: string;
}

export interface StatusWords extends CodeWords {
  readonly name: string;
}

/** What a request was refused for is said in the words of the reason that an instruction ends with. */
type SameAsReason = Exclude<Extract<PublishedErrorCode, ReasonCode>, 'exchange-refused' | 'identity-changed'>;

type RiskCode = ApprovalSummary['risks'][number]['code'];

export type ErrorTexts = Readonly<Record<Exclude<PublishedErrorCode, SameAsReason>, CodeWords>>;
export type ReasonTexts = Readonly<Record<ReasonCode, CodeWords>>;
export type HeldTexts = Readonly<Record<HeldReason, CodeWords>>;
export type StatusTexts = Readonly<Record<InstructionStatus, StatusWords>>;
export type RiskTexts = Readonly<Record<RiskCode, CodeWords>>;
export type OutcomeTexts = Readonly<Record<NonNullable<Attempt['outcome']>, string>>;

/** Words for every code that the API publishes: one that lacks them does not compile. */
export interface CodeTexts {
  /** What to do, before the words that say it. */
  readonly todo: string;
  readonly errors: ErrorTexts;
  readonly reasons: ReasonTexts;
  readonly held: HeldTexts;
  readonly statuses: StatusTexts;
  readonly risks: RiskTexts;
  readonly outcomes: OutcomeTexts;
}
