import * as v from 'valibot';
import type { Flaw } from '../../functions/shared/core/errors.ts';
import { recoveryDays } from '../../functions/shared/ledger/export-span.ts';

/** Object Lock's own limit, about a hundred years. */
const retentionMax = 36_500;

const daysForm = `a whole number of days, 1 to ${retentionMax}`;

/** What is kept of the table outside the table, and how. */
export const exportsSchema = v.strictObject({
  /**
   * How long nobody can delete an export. Seven years, leap days counted: business records must be kept so long in Hong
   * Kong (Inland Revenue Ordinance, section 51C), and elsewhere mostly shorter.
   */
  retentionDays: v.optional(
    v.pipe(v.number(daysForm), v.integer(daysForm), v.minValue(1, daysForm), v.maxValue(retentionMax, daysForm)),
    2_557,
  ),
  /**
   * Whom the lock holds. `compliance`: everybody, the account's root and AWS included, so that no administrator can
   * take away what he did. It cannot be shortened either, so what is exported is paid for to the end. `governance`:
   * everybody but those with s3:BypassGovernanceRetention, for a stage whose money is play money.
   */
  lock: v.optional(v.picklist(['compliance', 'governance'], '"compliance" or "governance"'), 'compliance'),
});

export type Exports = v.InferOutput<typeof exportsSchema>;

/** What could be restored from the table itself needs no lock: it must hold for longer. */
export function checkExports(environment: string, { retentionDays }: Exports): Flaw[] {
  if (environment === 'local' || retentionDays > recoveryDays) return [];
  const reason = `is no longer than the ${recoveryDays} days that the table itself can be restored for`;
  return [{ field: 'exports.retentionDays', reason, expected: `${recoveryDays + 1} or more` }];
}
