import * as v from 'valibot';

/** What the HTTP API returns, as far as the demo shows it. */

export const instructionSchema = v.object({
  id: v.string(),
  status: v.string(),
  reason: v.optional(v.string()),
  heldReason: v.optional(v.string()),
  quantity: v.string(),
  destination: v.string(),
  exchangeOrderId: v.optional(v.string()),
  digest: v.string(),
  approvals: v.array(v.object({ by: v.string() })),
});
export type InstructionResponse = v.InferOutput<typeof instructionSchema>;

export const depositSchema = v.object({
  coin: v.string(),
  chain: v.string(),
  address: v.string(),
  minQuantity: v.string(),
});
export type DepositAddressResponse = v.InferOutput<typeof depositSchema>;

export const entrySchema = v.object({
  id: v.string(),
  status: v.string(),
  usable: v.boolean(),
  until: v.optional(v.string()),
  digest: v.string(),
  addressBlocks: v.array(v.string()),
  proposedBy: v.string(),
  confirmations: v.array(v.object({ by: v.string() })),
  proofs: v.array(
    v.object({
      kind: v.string(),
      depositAddress: v.optional(v.string()),
      depositAmount: v.optional(v.string()),
    }),
  ),
});
export type WhitelistEntryResponse = v.InferOutput<typeof entrySchema>;

/** What would become of a request. */
export const previewSchema = v.object({
  wouldAnswer: v.number(),
  objections: v.array(v.object({ code: v.string(), effect: v.string(), reason: v.string() })),
  exchange: v.object({
    fee: v.optional(v.string()),
    totalDebit: v.optional(v.string()),
    minimum: v.optional(v.string()),
  }),
  balance: v.object({ free: v.optional(v.string()), ageSeconds: v.optional(v.number()) }),
  approvals: v.object({ quorum: v.number(), groups: v.array(v.string()) }),
});
export type PreviewResponse = v.InferOutput<typeof previewSchema>;

/** All that an approver sees. */
export const approvalSummarySchema = v.object({
  quantity: v.string(),
  coin: v.string(),
  chain: v.string(),
  addressBlocks: v.array(v.string()),
  destination: v.object({
    id: v.string(),
    proposedBy: v.string(),
    ageInDays: v.number(),
    confirmedBy: v.array(v.object({ by: v.string() })),
  }),
  requestedBy: v.string(),
  note: v.optional(v.string(), 'none'),
  digest: v.string(),
  missing: v.object({ people: v.number(), groups: v.array(v.string()) }),
  risks: v.array(v.object({ code: v.string(), message: v.string() })),
});
export type ApprovalSummaryResponse = v.InferOutput<typeof approvalSummarySchema>;

export const policySchema = v.object({
  inForce: v.object({ policy: v.object({ approvalExpiryMs: v.number() }) }),
  pending: v.optional(v.object({ actsAt: v.string() })),
  events: v.array(v.object({ what: v.string() })),
});

export const pauseSchema = v.object({ message: v.string() });

export const errorSchema = v.object({
  error: v.object({ code: v.string(), message: v.string(), details: v.array(v.object({ reason: v.string() })) }),
});
