import { instructionDigest } from '../../../../console/digest/instruction-digest.ts';
import type { ApprovalSummary, Payment } from '../../../../console/pages/payments/payment/read-payment.ts';
import { type InstructionView, shownContent } from '../../../../console/pages/payments/payment/shown-content.ts';
import { exampleApprovalSummary, exampleInstruction } from '../../../../infra/http-api/openapi/example-lifecycle.ts';

export interface Changes {
  readonly instruction?: Partial<InstructionView>;
  readonly summary?: Partial<ApprovalSummary>;
}

/** The payment of the API's own examples: bob approved it, and somebody of finance is missing. */
export async function examplePayment({ instruction, summary }: Changes = {}): Promise<Payment> {
  const view: InstructionView = { ...exampleInstruction, ...instruction };
  const shown = shownContent(view);
  return {
    instruction: view,
    shown,
    digest: await instructionDigest(shown),
    isAsShown: true,
    summary: { state: 'ready', body: { ...exampleApprovalSummary, ...summary } },
    readAt: new Date('2026-11-20T10:02:00Z'),
  };
}
