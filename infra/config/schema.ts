import * as v from 'valibot';
import { rule } from '../../functions/shared/core/rule.ts';
import { accountIdSchema, coinSchema, durationSchema, nameSchema } from '../../functions/shared/core/schemas.ts';
import { fundingSchema } from '../../functions/shared/ledger/policy/funding.ts';
import { officeHoursSchema } from '../../functions/shared/ledger/policy/office-hours.ts';
import {
  absenceSchema,
  approvalsSchema,
  audienceSchema,
  claimNameSchema,
  coinSettingsSchema,
  rolesSchema,
} from '../../functions/shared/ledger/policy/policy.ts';
import { sweepSchema } from '../../functions/shared/ledger/policy/sweep.ts';
import { proposalSchemaFor } from '../../functions/shared/ledger/whitelist/proposal.ts';
import { consoleSchema } from './console.ts';
import { reportSchema } from './exchange-check-report.ts';
import { exportsSchema } from './exports.ts';
import { limitEntries } from './limits.ts';
import { notificationsSchema } from './notifications.ts';
import { passkeysSchema } from './passkeys.ts';
import { scheduleSchema } from './schedule/schedule.ts';
import { timeZoneSchema } from './schedule/time-zone.ts';
import { statementsSchema } from './statements.ts';

const delaySchema = durationSchema({ most: '30d' });

/** Without one it is the policy's. */
const sentLimitSchema = v.exactOptional(durationSchema({ least: '1h', most: '30d' }));

/** Without one it is the policy's. */
const depositLimitSchema = v.exactOptional(durationSchema({ least: '10m', most: '30d' }));

const { startWithinMs: _startWithinMs, ...sweepEntries } = sweepSchema.entries;

const sweepConfigSchema = v.strictObject({
  ...sweepEntries,
  /** How long after its time a run may still be sent. */
  startWithin: v.optional(durationSchema({ least: '1m', most: '1d' }), '1h'),
  /** Either this or `trigger`. */
  schedule: v.optional(scheduleSchema),
  /** Of the schedule. UTC where nothing is said. */
  timezone: v.optional(timeZoneSchema),
});

const withdrawalsSchema = v.strictObject({
  ...limitEntries,
  approvals: approvalsSchema,
});

/** Who may wait for a withdrawal with a task token. A token works in its own account only. */
const workflowsSchema = v.strictObject({
  /** Whether the example of a finance workflow is deployed too. */
  example: v.optional(v.boolean(), false),
  stateMachines: v.optional(
    v.array(
      v.pipe(
        v.string('the ARN of a state machine'),
        v.regex(
          /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:stateMachine:[A-Za-z0-9_-]{1,80}$/,
          'the ARN of one state machine, without a version or alias',
        ),
      ),
    ),
    [],
  ),
});

/** Where calls to the exchange come from: HashKey binds keys to addresses. */
const egressSchema = v.strictObject({
  /** Whether they come from addresses that stay the same. Costs a monthly amount: docs/egress.md. */
  staticIp: v.optional(v.boolean(), false),
  natGateways: v.optional(v.picklist([1, 2], '1 or 2'), 2),
});

const issuerForm = 'an https address such as "https://login.example.com"';

const issuerSchema = v.pipe(
  v.string(issuerForm),
  v.url(issuerForm),
  v.startsWith('https://', issuerForm),
  // API Gateway adds this path itself. With it twice, no token would ever be taken.
  rule((text) => !text.includes('/.well-known/'), {
    reason: 'is the address of a document about the issuer',
    expected: 'the issuer itself, as the claim iss of its tokens has it, without /.well-known/ and what follows',
  }),
);

export const treasurySchema = v.strictObject({
  environment: nameSchema,
  accounts: v.record(nameSchema, accountIdSchema),
  coins: v.record(coinSchema, coinSettingsSchema),
  sweeps: v.optional(v.array(sweepConfigSchema), []),
  whitelist: v.optional(v.array(v.lazy(proposalSchemaFor)), []),
  withdrawals: v.optional(v.record(coinSchema, withdrawalsSchema), {}),
  /** What may be moved for withdrawals that name an account to fund them from. Without it none may. */
  funding: v.exactOptional(fundingSchema),
  /** How long an instruction waits for people, and for its release. */
  approvalExpiry: v.optional(delaySchema, '24h'),
  /** How long the exchange may have an instruction before people are asked what became of it. */
  sentLimit: v.optional(
    v.strictObject({
      'asset-transfer': sentLimitSchema,
      withdrawal: sentLimitSchema,
      'fiat-withdrawal': sentLimitSchema,
    }),
    {},
  ),
  /** How long a deposit may be on its way before people are asked to look. */
  deposits: v.optional(v.strictObject({ stuckAfter: depositLimitSchema, fiatStuckAfter: depositLimitSchema }), {}),
  /** How long a destination waits after it was confirmed. */
  whitelistCoolOff: v.optional(delaySchema, '24h'),
  /** How long a looser policy waits before it acts, so that somebody can veto it. */
  looseningDelay: v.optional(delaySchema, '24h'),
  /** Outside environment `local`, `prove` takes a report of the exchange check of the environment. */
  absence: v.optional(absenceSchema, 'ask'),
  /**
   * What `npm run exchange-check` wrote, imported. Its type is left open: TypeScript widens the words of a JSON file.
   */
  firstContact: v.optional(v.pipe(v.unknown(), reportSchema)),
  identity: v.strictObject({
    issuer: issuerSchema,
    audience: audienceSchema,
    userClaim: v.optional(claimNameSchema, 'email'),
    groupsClaim: v.optional(claimNameSchema, 'groups'),
  }),
  roles: v.optional(rolesSchema, {}),
  /** When payments are usually asked for. */
  officeHours: v.exactOptional(officeHoursSchema),
  workflows: v.optional(workflowsSchema, {}),
  exports: v.optional(exportsSchema, {}),
  statements: v.optional(statementsSchema, {}),
  notifications: v.optional(notificationsSchema, {}),
  egress: v.optional(egressSchema, {}),
  /** What takes a signature of a person's own device. */
  passkeys: passkeysSchema,
  /** The pages for people. `false` leaves them out. */
  console: consoleSchema,
});

export type TreasuryInput = v.InferInput<typeof treasurySchema>;
export type CheckedTreasury = v.InferOutput<typeof treasurySchema>;
