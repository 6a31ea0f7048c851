import type { Amount } from '../../core/amount.ts';
import type { ResponseType } from '../../core/response-type.ts';
import type { Policy } from '../policy/policy.ts';
import { type PaymentSubject, type PaymentTerms, type SourceBalance, totalDebit } from '../readings/payment-terms.ts';
import { type FundingPlan, findFundingPlan } from './funding-plan.ts';
import { lackOf } from './lack.ts';
import type { fundingViewSchema } from './view-schema.ts';

/** What was last read of the exchange that bears on it. */
export interface FundingFacts {
  readonly policy: Policy;
  readonly terms: PaymentTerms | undefined;
  readonly balance: SourceBalance | undefined;
}

/** A payment as far as its funding goes. */
export type FundingSubject = PaymentSubject & { readonly fundFrom?: string };

/** What a payment lacks as things stand, and what the policy says of it. */
export interface Foreseen {
  /** Undefined where the policy does not let this account fund it. */
  readonly plan: FundingPlan | undefined;
  /** Undefined where it is not known. */
  readonly lacking: Amount | undefined;
}

/** Undefined where it names no account. */
export function foreseeFunding(subject: FundingSubject, facts: FundingFacts): Foreseen | undefined {
  const { coin, fundFrom } = subject;
  if (fundFrom === undefined) return undefined;
  const plan = findFundingPlan(facts.policy, { coin, fundFrom });
  const need = totalDebit(subject, facts.terms);
  const isKnown = plan !== undefined && need !== undefined && facts.balance !== undefined;
  return { plan, lacking: isKnown ? lackOf(need, facts.balance.free, plan.decimals) : undefined };
}

/** The same for people. */
export function fundingView(
  subject: FundingSubject,
  facts: FundingFacts,
): ResponseType<typeof fundingViewSchema> | undefined {
  const foreseen = foreseeFunding(subject, facts);
  if (foreseen === undefined) return undefined;
  const { plan, lacking } = foreseen;
  if (plan === undefined) return { allowed: false };
  return { allowed: true, to: plan.to, atMost: plan.most, ...(lacking === undefined ? {} : { lacking }) };
}
