import type { ApiClient } from '../../../api/client.ts';
import { RefusedError } from '../../../api/errors.ts';
import type { BodyOfResponse } from '../../../api/routes.ts';
import { instructionDigest } from '../../../digest/instruction-digest.ts';
import { type InstructionView, type Shown, shownContent } from './shown-content.ts';

export type ApprovalSummary = BodyOfResponse<'GET /instructions/{id}/approvals'>;

/** What the treasury knows around a payment. A sweep has none: nobody approves it. */
export type SummaryAnswer =
  | { readonly state: 'none' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'ready'; readonly body: ApprovalSummary };

/** A payment as it was read at one time. */
export interface Payment {
  readonly instruction: InstructionView;
  readonly shown: Shown;
  /** Computed from `shown`. A decision is never sent with another one. */
  readonly digest: string;
  /** Whether the treasury has the same digest. Where it has not, something else is shown than it has. */
  readonly isAsShown: boolean;
  readonly summary: SummaryAnswer;
  readonly readAt: Date;
}

/** Throws what the API throws where the payment itself cannot be read. */
export async function readPayment(api: Pick<ApiClient, 'call'>, id: string): Promise<Payment> {
  const [{ body: instruction }, answer] = await Promise.all([
    api.call('GET /instructions/{id}', { path: { id } }),
    readSummary(api, id),
  ]);
  const summary: SummaryAnswer = instruction.kind === 'asset-transfer' ? { state: 'none' } : answer;
  const shown = shownContent(instruction);
  const digest = await instructionDigest(shown);
  return {
    instruction,
    shown,
    digest,
    isAsShown: shown.instructionId === id && agree(digest, instruction, summary),
    summary,
    readAt: new Date(),
  };
}

async function readSummary(api: Pick<ApiClient, 'call'>, id: string): Promise<SummaryAnswer> {
  try {
    const { body } = await api.call('GET /instructions/{id}/approvals', { path: { id } });
    return { state: 'ready', body };
  } catch (error) {
    // The payment itself is worth showing without it. What fails otherwise fails for the payment too.
    if (error instanceof RefusedError) return { state: 'failed', error };
    throw error;
  }
}

/** What is asked for must be one thing in all answers. */
function agree(digest: string, instruction: InstructionView, summary: SummaryAnswer): boolean {
  return digest === instruction.digest && (summary.state !== 'ready' || summary.body.digest === digest);
}
