import * as v from 'valibot';
import { identityEpochSchema } from '../shared/core/person.ts';
import { amountSchema, digestSchema, instructionIdSchema, momentSchema } from '../shared/core/schemas.ts';
import { kindSchema, millisSchema, statusSchema } from '../shared/ledger/instruction/schemas.ts';
import { decisionKinds } from '../shared/ledger/search/decisions.ts';

/** What people decided about instructions, one entry for each decision. */
export const decisionPageSchema = v.strictObject({
  approvals: v.array(
    v.strictObject({
      at: momentSchema,
      by: v.string(),
      identity: v.exactOptional(identityEpochSchema),
      decision: v.pipe(
        v.picklist(decisionKinds),
        v.description(
          '`resolution-proposed` and `resolved` are of money in doubt: the first person, and the last one.',
        ),
      ),
      groups: v.exactOptional(
        v.pipe(v.array(v.string()), v.description('Of an approval: the groups that had the role then.')),
      ),
      evidence: v.exactOptional(v.pipe(v.string(), v.description("In the person's own words."))),
      instructionId: instructionIdSchema,
      version: v.pipe(millisSchema, v.description('Which step of the instruction the decision was.')),
      kind: kindSchema,
      coin: v.string(),
      quantity: amountSchema,
      destination: v.string(),
      digest: digestSchema,
      status: v.pipe(statusSchema, v.description('Of the instruction, as it stands now.')),
    }),
  ),
  unreadable: v.exactOptional(
    v.pipe(v.array(v.string()), v.description('Ids of instructions that are not as they were written.')),
  ),
  next: v.exactOptional(v.pipe(v.string(), v.description('The `after` of the next page. Absent on the last one.'))),
});
