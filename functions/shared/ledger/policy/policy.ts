import * as v from 'valibot';
import { isZero } from '../../core/amount.ts';
import { rule } from '../../core/rule.ts';
import { accountIdSchema, amountSchema, coinSchema, nameSchema, positiveAmountSchema } from '../../core/schemas.ts';
import { validate } from '../../core/validate.ts';
import { fundingSchema } from './funding.ts';
import { officeHoursSchema } from './office-hours.ts';
import { authenticatorsSchema, passkeyLevelSchema } from './passkeys.ts';
import { sweepSchema } from './sweep.ts';

/** More withdrawals than this in one window no limit allows. */
export const countMax = 100_000;
const countForm = `a whole number of withdrawals from 1 to ${countMax}`;
export const withdrawalCountSchema = v.pipe(
  v.number(countForm),
  v.integer(countForm),
  v.minValue(1, countForm),
  v.maxValue(countMax, countForm),
);

/**
 * At most `amount`, and at most `count` withdrawals, may leave in any stretch of `windowMs`, counted by the exchange's
 * times.
 */
export const rollingLimitSchema = v.pipe(
  v.strictObject({
    windowMs: v.pipe(v.number(), v.integer(), v.minValue(60_000, 'at least a minute'), v.maxValue(7 * 86_400_000)),
    amount: v.exactOptional(positiveAmountSchema),
    count: v.exactOptional(withdrawalCountSchema),
  }),
  rule(({ amount, count }) => amount !== undefined || count !== undefined, {
    reason: 'limits nothing',
    expected: 'an amount, a count or both',
  }),
);

/**
 * The name of a group of the identity provider. An HTTP API flattens lists into text, so that a space would divide it.
 */
export const groupSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/, 'a group name of letters, digits, _ and -'));

const quorumForm = 'a whole number of people from 1 to 10';

/** Who must agree to a quantity over `over`: `quorum` people, and among them a different one of each group. */
export const approvalTierSchema = v.pipe(
  v.strictObject({
    over: amountSchema,
    quorum: v.pipe(v.number(quorumForm), v.integer(quorumForm), v.minValue(1, quorumForm), v.maxValue(10, quorumForm)),
    groups: v.optional(v.array(groupSchema), []),
    /** Whether each of them signs with a device of their own, whatever the level of the policy is. */
    passkeys: v.exactOptional(v.literal(true, 'true, or left out')),
  }),
  rule(({ groups }) => new Set(groups).size === groups.length, {
    reason: 'names a group twice',
    expected: 'each group once',
  }),
  rule(({ quorum, groups }) => groups.length <= quorum, {
    reason: 'names more groups than people',
    expected: 'no more groups than people: each group needs a different person',
  }),
);

/** One person, whatever the quantity: no withdrawal leaves on a request alone. */
const oneApproval = [{ over: '0', quorum: 1 }];

/** Tiers by quantity. The first begins at zero, so that none is exempt; the highest that a quantity is over applies. */
export const approvalsSchema = v.optional(
  v.pipe(
    v.array(approvalTierSchema),
    rule((tiers) => tiers.some(({ over }) => isZero(over)), {
      reason: 'has no tier from zero on',
      expected: 'a first tier with "over": "0", so that no quantity is exempt',
    }),
    rule((tiers) => new Set(tiers.map(({ over }) => over)).size === tiers.length, {
      reason: 'has two tiers with one `over`',
      expected: 'each `over` once',
    }),
  ),
  oneApproval,
);

/** Limits for one coin. A coin without an entry cannot leave. */
export const withdrawalLimitsSchema = v.strictObject({
  perInstruction: positiveAmountSchema,
  rolling: v.optional(v.array(rollingLimitSchema), []),
  /** For each destination of the coin by itself. */
  perDestination: v.exactOptional(
    v.strictObject({
      perInstruction: v.exactOptional(positiveAmountSchema),
      rolling: v.optional(v.array(rollingLimitSchema), []),
    }),
  ),
  approvals: approvalsSchema,
});

/**
 * What the proof that the exchange never took an order leads to: `prove` acts on it, `ask` asks two people. Only where
 * a known order was found by the same route does an order that is not found prove anything.
 */
export const absenceSchema = v.picklist(['ask', 'prove'], '"ask" or "prove"');

const decimalsForm = 'a whole number from 0 to 18';

/**
 * A coin as we use it. `decimals` is what the exchange takes: it documents no precision for transfers (exchange-api.md
 * 3.15, A25).
 */
export const coinSettingsSchema = v.strictObject({
  decimals: v.pipe(
    v.number(decimalsForm),
    v.integer(decimalsForm),
    v.minValue(0, decimalsForm),
    v.maxValue(18, decimalsForm),
  ),
});

const groupsSchema = v.array(groupSchema);

/** Which groups of the identity provider may do what. */
export const rolesSchema = v.strictObject({
  requester: v.optional(groupsSchema, []),
  approver: v.optional(groupsSchema, []),
  whitelister: v.optional(groupsSchema, []),
  operator: v.optional(groupsSchema, []),
  auditor: v.optional(groupsSchema, []),
});

/** The name of a claim, such as `groups`, `cognito:groups` or a URL. */
export const claimNameSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_:./-]{1,128}$/, 'the name of a claim in the token'),
);

/** Without a space: an HTTP API flattens a list of audiences into text. */
export const audienceSchema = v.pipe(
  v.string('the audience that tokens are made out to'),
  v.regex(/^[\x21-\x7e]{1,256}$/, 'the audience that tokens are made out to, without spaces'),
);

const delaySchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1_000, 'at least a second'),
  v.maxValue(30 * 86_400_000, 'at most 30 days'),
);

/** Whose tokens are taken, and which of their claims name the person and the groups. */
export const identitySchema = v.strictObject({
  issuer: v.pipe(v.string(), v.url(), v.startsWith('https://', 'an https address such as "https://login.example.com"')),
  audience: audienceSchema,
  userClaim: claimNameSchema,
  groupsClaim: claimNameSchema,
});

/** An order that ends within minutes is no matter for people, and one without an end must be. */
export const sentLimitMinMs = 3_600_000;
const sentLimitMaxMs = 30 * 86_400_000;

/** How long the exchange may have an instruction before people are asked what became of it, in milliseconds. */
const sentLimitSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(sentLimitMinMs, 'at least an hour'),
  v.maxValue(sentLimitMaxMs, 'at most 30 days'),
);

/**
 * Coins are there within hours. ASSUMPTION A32: a bank takes days for a payment (exchange-api.md 3.12), and none over a
 * weekend.
 */
export const sentLimitDefaultsMs = {
  'asset-transfer': 86_400_000,
  withdrawal: 86_400_000,
  'fiat-withdrawal': 5 * 86_400_000,
} as const;

/** How long a deposit may be on its way before people are asked to look, in milliseconds. */
const depositLimitSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(60_000, 'at least a minute'),
  v.maxValue(30 * 86_400_000, 'at most 30 days'),
);

/** Confirmations take minutes, and a bank's money, which the exchange looks at by hand, a day. */
export const depositLimitDefaultsMs = { crypto: 2 * 3_600_000, fiat: 86_400_000 } as const;

const mailboxSchema = v.pipe(v.string(), v.nonEmpty());

/**
 * Which notices somebody gets: of these kinds, and for one of these groups. No groups stand for all. A kind that this
 * version does not know does not keep it from reading its policy.
 */
export const wantedNoticesSchema = v.strictObject({
  kinds: v.array(v.pipe(v.string(), v.nonEmpty())),
  groups: v.array(groupSchema),
});

/** What the functions obey. They read it from the table only; a deploy puts it there. */
export const policySchema = v.strictObject({
  accounts: v.record(nameSchema, accountIdSchema),
  coins: v.record(coinSchema, coinSettingsSchema),
  sweeps: v.array(sweepSchema),
  withdrawals: v.record(coinSchema, withdrawalLimitsSchema),
  absence: v.optional(
    v.strictObject({
      'asset-transfer': absenceSchema,
      withdrawal: absenceSchema,
      'fiat-withdrawal': v.optional(absenceSchema, 'ask'),
    }),
    { 'asset-transfer': 'ask', withdrawal: 'ask' },
  ),
  /**
   * How long an instruction may wait for people and its release, in milliseconds. Held for longer it would outgrow its
   * item.
   */
  approvalExpiryMs: delaySchema,
  sentLimitMs: v.optional(
    v.strictObject({
      'asset-transfer': v.optional(sentLimitSchema, sentLimitDefaultsMs['asset-transfer']),
      withdrawal: v.optional(sentLimitSchema, sentLimitDefaultsMs.withdrawal),
      'fiat-withdrawal': v.optional(sentLimitSchema, sentLimitDefaultsMs['fiat-withdrawal']),
    }),
    {},
  ),
  /** How long a deposit may be on its way before it counts as stuck. */
  depositLimitMs: v.optional(
    v.strictObject({
      crypto: v.optional(depositLimitSchema, depositLimitDefaultsMs.crypto),
      fiat: v.optional(depositLimitSchema, depositLimitDefaultsMs.fiat),
    }),
    {},
  ),
  /** How long a destination waits after it was confirmed, in milliseconds. */
  whitelistCoolOffMs: v.optional(delaySchema, 86_400_000),
  /** How long a looser policy waits before it acts, in milliseconds. */
  looseningDelayMs: v.optional(delaySchema, 86_400_000),
  identity: identitySchema,
  roles: rolesSchema,
  /** What takes a signature of a person's own device. A deployment may ask for more at once, and never for less. */
  passkeys: v.optional(passkeyLevelSchema, 'off'),
  /** Without it every device may be enrolled. */
  authenticators: v.exactOptional(authenticatorsSchema),
  /** Without it no withdrawal may name an account to fund it from. */
  funding: v.exactOptional(fundingSchema),
  /** Approvers are told of what is asked for outside of them. Without them no hour is unusual. */
  officeHours: v.exactOptional(officeHoursSchema),
  /** Who gets mails: of alarms, and of what people are notified of. A policy of an earlier version lacks one or both. */
  notifications: v.exactOptional(
    v.strictObject({
      emails: v.array(mailboxSchema),
      people: v.exactOptional(v.record(mailboxSchema, wantedNoticesSchema)),
    }),
  ),
});

export type Policy = v.InferOutput<typeof policySchema>;
export type RollingLimit = v.InferOutput<typeof rollingLimitSchema>;
export type WithdrawalLimits = v.InferOutput<typeof withdrawalLimitsSchema>;
export type ApprovalTier = v.InferOutput<typeof approvalTierSchema>;
export type WantedNotices = v.InferOutput<typeof wantedNoticesSchema>;
export type Role = keyof v.InferOutput<typeof rolesSchema>;

/** Reads a policy. Throws InvalidInputError with the path and reason of each flaw. */
export function parsePolicy(input: unknown): Policy {
  return validate('policy', policySchema, input);
}
