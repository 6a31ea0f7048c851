import { type Clock, systemClock } from '../../functions/shared/core/clock.ts';
import { InvalidInputError } from '../../functions/shared/core/errors.ts';
import { validate } from '../../functions/shared/core/validate.ts';
import { type Policy, parsePolicy, sentLimitDefaultsMs } from '../../functions/shared/ledger/policy/policy.ts';
import type { Sweep } from '../../functions/shared/ledger/policy/sweep.ts';
import { absenceOf } from './absence.ts';
import { type Console, consoleOf } from './console.ts';
import { crossCheck } from './cross-checks.ts';
import { ConfigError } from './errors.ts';
import { findExamples } from './example-values.ts';
import type { Exports } from './exports.ts';
import { limitsOf } from './limits.ts';
import { type MonitoredAssets, monitoredAssets } from './monitored.ts';
import type { Notifications } from './notifications.ts';
import { type Passkeys, passkeysOf } from './passkeys.ts';
import { wantedNotices } from './people.ts';
import { type CheckedTreasury, type TreasuryInput, treasurySchema } from './schema.ts';
import type { StatementSettings } from './statements.ts';
import { timingOf } from './sweep-trigger.ts';

/** What the deployed app has to know of a sweep. One that runs for deposits has no schedule. */
export interface DeployedSweep extends Pick<Sweep, 'id' | 'to' | 'coin' | 'amount' | 'schedule' | 'timezone'> {
  readonly enabled: boolean;
}

/** The Step Functions workflows that may wait for a withdrawal. */
export interface Workflows {
  /** Seconds after which the example asks people to look. Absent where it is not deployed. */
  readonly exampleWaitSeconds?: number;
  /** ARNs of others. */
  readonly stateMachines: readonly string[];
}

/** A network of the stage's own, whose calls come from addresses that stay the same. */
export interface Egress {
  /** How many gateways, each with an address of its own: with one, a data centre that fails stops all sending. */
  readonly natGateways: 1 | 2;
}

/** A stage's configuration, checked. */
export interface Treasury {
  /** The exchange environment's id in the registry. */
  readonly environment: string;
  readonly sweeps: readonly DeployedSweep[];
  readonly identity: { readonly issuer: string; readonly audience: string };
  /** When the exchange was looked at, where the policy rests on that. */
  readonly exchangeCheckedAt?: string;
  /** Absent where the stage has no pages for people. */
  readonly console?: Console;
  readonly passkeys: Passkeys;
  /** Absent where nobody may wait. */
  readonly workflows?: Workflows;
  /** How what is exported of the table is kept. */
  readonly exports: Exports;
  readonly statements: StatementSettings;
  /** Absent where nobody is told by mail. */
  readonly notifications?: Notifications;
  /** Absent where no money of its own is watched. */
  readonly monitored?: MonitoredAssets;
  /** Paths of example values that must be replaced before a deployment. Absent where there are none. */
  readonly examples?: readonly string[];
  /** How calls leave to the exchange. Absent where they take any address of AWS. */
  readonly egress?: Egress;
  /** JSON of what the functions obey. The deploy puts it into the table. */
  readonly policy: string;
  /** JSON of the destinations that the deploy proposes. */
  readonly whitelist: string;
}

/**
 * Checks a configuration. Throws ConfigError with the path and reason of every flaw. `clock` tells which years have gone
 * by.
 */
export function defineTreasury(input: TreasuryInput, clock: Clock = systemClock): Treasury {
  const checked = validateInput(input);
  const flaws = crossCheck(checked, clock.now());
  if (flaws.length > 0) throw new ConfigError(flaws);
  const { issuer, audience } = checked.identity;
  const { firstContact } = checked;
  const examples = findExamples(checked);
  return {
    environment: checked.environment,
    sweeps: checked.sweeps.map(({ id, to, coin, amount, enabled, ...sweep }) => {
      const { trigger: _inPolicy, ...schedule } = timingOf(sweep);
      return { ...{ id, to, coin, amount }, ...schedule, enabled };
    }),
    identity: { issuer, audience },
    ...(firstContact === undefined ? {} : { exchangeCheckedAt: firstContact.checkedAt }),
    ...(examples.length === 0 ? {} : { examples }),
    ...(checked.egress.staticIp ? { egress: { natGateways: checked.egress.natGateways } } : {}),
    ...consoleOf(checked.console, checked.identity),
    passkeys: passkeysOf(checked),
    workflows: workflowsOf(checked),
    exports: checked.exports,
    statements: checked.statements,
    notifications: checked.notifications,
    monitored: monitoredAssets(checked),
    policy: policyOf(checked),
    whitelist: JSON.stringify(checked.whitelist),
  };
}

/** For people to look, where what the exchange took does not end. */
const lookAllowanceMs = 86_400_000;

/** A withdrawal may wait its whole time for approval, then once more for its release, and then at the exchange. */
function workflowsOf({ workflows: { example, stateMachines }, approvalExpiry, sentLimit }: CheckedTreasury): Workflows {
  const sentMs = sentLimit.withdrawal ?? sentLimitDefaultsMs.withdrawal;
  const exampleWaitSeconds = (2 * approvalExpiry + sentMs + lookAllowanceMs) / 1_000;
  return { stateMachines, ...(example ? { exampleWaitSeconds } : {}) };
}

function validateInput(input: TreasuryInput): CheckedTreasury {
  try {
    return validate('configuration', treasurySchema, input);
  } catch (error) {
    throw error instanceof InvalidInputError ? new ConfigError(error.flaws) : error;
  }
}

function policyOf(checked: CheckedTreasury): string {
  const policy = {
    accounts: checked.accounts,
    coins: checked.coins,
    sweeps: checked.sweeps.map(({ startWithin, ...sweep }) => ({
      ...sweep,
      ...timingOf(sweep),
      startWithinMs: startWithin,
    })),
    withdrawals: Object.fromEntries(
      Object.entries(checked.withdrawals).map(([coin, { approvals, ...limits }]) => [
        coin,
        { ...limitsOf(limits), approvals },
      ]),
    ),
    absence: absenceOf(checked),
    approvalExpiryMs: checked.approvalExpiry,
    sentLimitMs: checked.sentLimit,
    depositLimitMs: { crypto: checked.deposits.stuckAfter, fiat: checked.deposits.fiatStuckAfter },
    whitelistCoolOffMs: checked.whitelistCoolOff,
    looseningDelayMs: checked.looseningDelay,
    identity: checked.identity,
    roles: checked.roles,
    passkeys: checked.passkeys.require,
    authenticators: checked.passkeys.authenticators,
    funding: checked.funding,
    officeHours: checked.officeHours,
    notifications: notificationsOf(checked.notifications),
  };
  // Read back as the functions will read it: what they would refuse fails here, before it is deployed.
  parsePolicy(JSON.parse(JSON.stringify(policy)));
  return JSON.stringify(policy);
}

/** Where nobody is notified it says nothing of them, as before there were notifications. */
function notificationsOf({ emails, people = [] }: Notifications): Policy['notifications'] {
  return people.length === 0 ? { emails } : { emails, people: wantedNotices(people) };
}
