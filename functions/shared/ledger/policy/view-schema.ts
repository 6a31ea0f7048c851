import * as v from 'valibot';
import { momentSchema } from '../../core/schemas.ts';
import { policySchema } from './policy.ts';

/** What can happen to a policy. */
export const policyEventKinds = [
  'in-force',
  'tightened',
  'loosening-proposed',
  'loosening-in-force',
  'vetoed',
] as const;

const paths = v.array(v.string());

/** The policy in force, the looser one that waits, and what happened last. */
export const policyViewSchema = v.strictObject({
  inForce: v.strictObject({ policy: policySchema, by: v.string(), since: momentSchema }),
  pending: v.exactOptional(
    v.strictObject({
      policy: policySchema,
      by: v.string(),
      proposedAt: momentSchema,
      actsAt: momentSchema,
      loosened: v.pipe(paths, v.description('What is looser in it, such as `withdrawals.USDT.perInstruction`.')),
    }),
  ),
  events: v.array(
    v.strictObject({
      number: v.pipe(v.number(), v.integer(), v.minValue(1)),
      what: v.picklist(policyEventKinds),
      paths: v.exactOptional(paths),
      actsAt: v.exactOptional(momentSchema),
      by: v.string(),
      at: momentSchema,
    }),
  ),
});
