import { approvalSummarySchema } from '../../../functions/approval/routes.ts';
import {
  acceptanceSchema,
  depositInstructionsSchema,
  knownAddressesSchema,
} from '../../../functions/deposit-address/routes.ts';
import {
  pausedViewSchema,
  pauseSchema,
  pauseStateViewSchema,
  resumedViewSchema,
} from '../../../functions/pause/routes.ts';
import {
  amountSchema,
  chainSchema,
  coinSchema,
  digestSchema,
  instructionIdSchema,
  momentSchema,
  nameSchema,
  positiveAmountSchema,
} from '../../../functions/shared/core/schemas.ts';
import {
  heldReasonSchema,
  reasonOrHeldReasonSchema,
  reasonSchema,
  statusSchema,
} from '../../../functions/shared/ledger/instruction/schemas.ts';
import {
  approvalViewSchema,
  attemptViewSchema,
  historyEntryViewSchema,
} from '../../../functions/shared/ledger/instruction/view-parts.ts';
import { instructionViewSchema } from '../../../functions/shared/ledger/instruction/view-schema.ts';
import { scopeSchema } from '../../../functions/shared/ledger/pause/scope.ts';
import { policySchema, withdrawalLimitsSchema } from '../../../functions/shared/ledger/policy/policy.ts';
import { sweepSchema } from '../../../functions/shared/ledger/policy/sweep.ts';
import { entryStatusSchema } from '../../../functions/shared/ledger/whitelist/schemas.ts';
import { errorResponseSchema } from '../../../functions/shared/runtime/http/error-response.ts';
import { entryPageSchema, entryViewSchema } from '../../../functions/whitelist/routes.ts';
import { previewSchema } from '../../../functions/withdrawal-request/routes.ts';

/** Parts of what is asked and of what is answered: the same in both. */
export const sharedSchemas = {
  Amount: amountSchema,
  PositiveAmount: positiveAmountSchema,
  InstructionId: instructionIdSchema,
  Name: nameSchema,
  Coin: coinSchema,
  Chain: chainSchema,
  Digest: digestSchema,
  Scope: scopeSchema,
  Status: statusSchema,
};

/** Of answers only. */
export const responseSchemas = {
  Instruction: instructionViewSchema,
  Approval: approvalViewSchema,
  Attempt: attemptViewSchema,
  HistoryEntry: historyEntryViewSchema,
  Reason: reasonSchema,
  HeldReason: heldReasonSchema,
  ReasonOrHeldReason: reasonOrHeldReasonSchema,
  ApprovalSheet: approvalSummarySchema,
  Preview: previewSchema,
  WhitelistEntry: entryViewSchema,
  WhitelistPage: entryPageSchema,
  WhitelistStatus: entryStatusSchema,
  Switch: pauseStateViewSchema,
  Pause: pauseSchema,
  Paused: pausedViewSchema,
  Resumed: resumedViewSchema,
  Policy: policySchema,
  WithdrawalLimits: withdrawalLimitsSchema,
  Sweep: sweepSchema,
  DepositInstructions: depositInstructionsSchema,
  DepositAcceptance: acceptanceSchema,
  DepositAddresses: knownAddressesSchema,
  Moment: momentSchema,
  Error: errorResponseSchema,
};
