import * as v from 'valibot';
import { accountIdSchema, coinSchema, durationSchema, nameSchema } from '../../functions/base/schemas.ts';
import {
  absenceSchema,
  claimNameSchema,
  coinSettingsSchema,
  rolesSchema,
} from '../../functions/ledger/policy/policy.ts';
import { sweepSchema } from '../../functions/ledger/policy/sweep.ts';
import { proposalSchemaFor } from '../../functions/ledger/whitelist/proposal.ts';
import { reportSchema } from '../first-contact/report.ts';
import { limitEntries } from './limits.ts';

/** A policy that nobody enforces would be a false promise, so it is refused until its part is built. */
const notEnforcedYet = v.optional(
  v.never('to leave this out: this version does not enforce it, and takes no policy that it does not enforce'),
);

const sweepConfigSchema = v.strictObject({
  ...sweepSchema.entries,
  /** `cron(…)` or `rate(…)` as EventBridge Scheduler takes it. */
  schedule: v.pipe(
    v.string('a schedule such as "cron(0 18 ? * MON-FRI *)"'),
    v.regex(
      /^(cron\((\S+ ){5}\S+\)|rate\([1-9]\d* (minutes?|hours?|days?)\))$/,
      'cron(six fields) or rate(number unit)',
    ),
  ),
  timezone: v.optional(v.pipe(v.string(), v.check(isTimeZone, 'an IANA time zone such as "Asia/Hong_Kong"')), 'UTC'),
});

const withdrawalsSchema = v.strictObject({
  ...limitEntries,
  approvals: notEnforcedYet,
});

export const treasurySchema = v.strictObject({
  environment: nameSchema,
  accounts: v.record(nameSchema, accountIdSchema),
  coins: v.record(coinSchema, coinSettingsSchema),
  sweeps: v.optional(v.array(sweepConfigSchema), []),
  whitelist: v.optional(v.array(v.lazy(proposalSchemaFor)), []),
  withdrawals: v.optional(v.record(coinSchema, withdrawalsSchema), {}),
  approvalExpiry: v.optional(durationSchema, '24h'),
  whitelistCoolOff: notEnforcedYet,
  looseningDelay: notEnforcedYet,
  /** Outside environment `local`, `prove` takes a first-contact report of the environment. */
  absence: v.optional(absenceSchema, 'ask'),
  /** What `npm run first-contact` wrote, imported. Its type is left open: TypeScript widens the words of a JSON file. */
  firstContact: v.optional(v.pipe(v.unknown(), reportSchema)),
  identity: v.strictObject({
    issuer: v.pipe(
      v.string(),
      v.url(),
      v.startsWith('https://', 'an https address such as "https://login.example.com"'),
    ),
    audience: v.pipe(v.string(), v.nonEmpty('the audience that tokens are made out to')),
    userClaim: v.optional(claimNameSchema, 'email'),
    groupsClaim: v.optional(claimNameSchema, 'groups'),
  }),
  roles: v.optional(rolesSchema, {}),
});

export type TreasuryInput = v.InferInput<typeof treasurySchema>;
export type CheckedTreasury = v.InferOutput<typeof treasurySchema>;

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
