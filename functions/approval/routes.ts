import { instructionIdSchema } from '../shared/core/schemas.ts';
import { instructionViewSchema } from '../shared/ledger/instruction/view-schema.ts';
import { anyRole } from '../shared/runtime/http/identity.ts';
import { type RouteTable, wordErrors } from '../shared/runtime/http/route.ts';
import { approvalRequestSchema } from './approval-request.ts';
import { approvalSummarySchema } from './approval-summary-schema.ts';
import { decisionAccess } from './decision-access.ts';
import { resolutionRequestSchema } from './resolution-request.ts';

const path = { id: instructionIdSchema };
const answer = (means: string) => ({ means, schema: instructionViewSchema });

export const approvalRoutes = {
  'GET /instructions/{id}/approvals': {
    summary: 'See all that an approver has to see before deciding.',
    allowed: anyRole,
    what: 'see approvals',
    path,
    answers: {
      200: { means: 'The payment, its destination, and who has approved it.', schema: approvalSummarySchema },
    },
    errors: ['invalid-input', 'not-found'],
  },
  'POST /instructions/{id}/approvals': {
    summary: 'Approve or decline exactly what you have read: send its digest back.',
    ...decisionAccess,
    path,
    body: approvalRequestSchema,
    answers: {
      200: answer('It was approved or declined, and nobody is asked any more.'),
      202: answer('Your approval is kept. It takes more people.'),
    },
    errors: [
      'invalid-input',
      'own-instruction',
      'own-destination',
      'identity-changed',
      'not-found',
      'digest-mismatch',
      'already-approved',
      'not-awaiting-approval',
      'approval-expired',
      'version-conflict',
      'transition-not-allowed',
      'bus-unavailable',
      'queue-unavailable',
      ...wordErrors,
    ],
  },
  'POST /instructions/{id}/cancel': {
    summary: 'Take back what you asked for, before it is sent.',
    onlyStops: true,
    allowed: ['requester'],
    what: 'cancel an instruction',
    instead: 'Only who asked for it can cancel it; an approver declines it instead',
    path,
    answers: { 200: answer('It is canceled.') },
    errors: [
      'invalid-input',
      'not-your-instruction',
      'not-found',
      'not-cancelable',
      'version-conflict',
      'reservations-busy',
      'transition-not-allowed',
      'bus-unavailable',
    ],
  },
  'POST /instructions/{id}/resolution': {
    summary:
      'Decide what became of money in doubt. It takes two people who say the same, and three where one may have asked.',
    allowed: ['approver', 'operator'],
    what: 'decide about money in doubt',
    path,
    body: resolutionRequestSchema,
    answers: {
      200: answer('Enough people agree: it is decided.'),
      202: answer('Your decision is kept until another person says the same.'),
    },
    errors: [
      'invalid-input',
      'own-instruction',
      'not-found',
      'digest-mismatch',
      'not-in-doubt',
      'too-many-proposals',
      'version-conflict',
      'reservations-busy',
      'transition-not-allowed',
      'bus-unavailable',
      ...wordErrors,
    ],
  },
} as const satisfies RouteTable;

export { type ApprovalSummary, approvalSummary } from './approval-summary.ts';
export { approvalSummarySchema } from './approval-summary-schema.ts';
