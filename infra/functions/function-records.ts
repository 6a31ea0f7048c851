import { approvalRoutes } from '../../functions/approval/routes.ts';
import { consoleRoutes } from '../../functions/console/routes.ts';
import { depositAddressRoutes } from '../../functions/deposit-address/routes.ts';
import { instructionRoutes } from '../../functions/instructions/routes.ts';
import { passkeyRoutes } from '../../functions/passkeys/routes.ts';
import { pauseRoutes } from '../../functions/pause/routes.ts';
import { policyRoutes } from '../../functions/policy/routes.ts';
import { reportRoutes } from '../../functions/reports/routes.ts';
import {
  byStatusIndex,
  openIndex,
  openValues,
  searchIndex,
  searchPrefixes,
} from '../../functions/shared/core/names.ts';
import { moneyStatuses, statuses } from '../../functions/shared/ledger/instruction/allowed-transitions.ts';
import { reportAttributes } from '../../functions/shared/ledger/store/waiting-tasks.ts';
import { whitelistRoutes } from '../../functions/whitelist/routes.ts';
import { withdrawalRoutes } from '../../functions/withdrawal-request/routes.ts';
import type { FunctionRecord, Trigger } from './function-record.ts';

/**
 * Every Lambda of the stack, by the end of its name. Its code is in the folder of that name in `functions/`: to add one
 * is a folder and a record. What reads this file loads no CDK.
 */
const records = {
  'deposit-address': {
    description: 'Gives the address that a payer must use, and refuses one that changed',
    timeoutSeconds: 20,
    triggers: [{ kind: 'http', routes: depositAddressRoutes }],
    key: 'whitelist',
    checksPasskeys: true,
    reads: ['policy', 'depositAddresses', 'passkeys', 'passkeyNonces', 'passkeyUses'],
    creates: ['depositAddresses'],
    updates: ['depositAddresses', 'passkeyNonces', 'passkeyUses'],
    putsEvents: true,
  },
  'asset-transfer': {
    description: 'Moves what a sweep decides, or a withdrawal lacks, between accounts at the exchange',
    timeoutSeconds: 60,
    // As many as wait for one slot of the key after the other, and none so long that it would give up: see
    // functions/shared/runtime/table-pacer.ts.
    triggers: [{ kind: 'queue', queue: 'sweeps', atOnce: 4 }],
    key: 'transfer',
    // The readings for the fee of a withdrawal that it funds.
    reads: ['instructions', 'policy', 'pause', 'sourceClaims', 'exchangeReadings'],
    creates: ['instructions', 'searchEntries'],
    updates: ['instructions', 'sourceClaims'],
    putsEvents: true,
  },
  'withdrawal-request': {
    description: 'Takes requests for withdrawals and decides whether people may be asked',
    timeoutSeconds: 15,
    triggers: [
      { kind: 'http', routes: withdrawalRoutes },
      { kind: 'event', event: 'withdrawal-requested' },
    ],
    // The pause and the limits only to preview: see functions/withdrawal-request/preview-withdrawal.ts.
    reads: ['instructions', 'policy', 'whitelistEntries', 'exchangeReadings', 'pause', 'limitBooks'],
    creates: ['instructions', 'searchEntries'],
    updates: ['instructions'],
    putsEvents: true,
  },
  'withdrawal-release': {
    description: 'Checks an approved withdrawal again and sends it once',
    timeoutSeconds: 60,
    triggers: [{ kind: 'queue', queue: 'releases' }],
    key: 'withdrawal',
    additionalKeys: ['fiat'],
    checksPasskeys: true,
    recordsSends: true,
    // The directory only for the first reservation of an account: see store/former-books.ts.
    reads: ['instructions', 'policy', 'pause', 'whitelistEntries', 'whitelistDirectory', 'limitBooks', 'passkeys'],
    creates: ['searchEntries'],
    updates: ['instructions', 'limitBooks'],
    putsEvents: true,
  },
  reconciliation: {
    description: 'Finds out what became of open instructions, and goes on with them',
    timeoutSeconds: 50,
    triggers: [
      { kind: 'schedule', schedule: 'tick' },
      { kind: 'event', event: 'outcome-unknown' },
    ],
    key: 'read',
    reads: [
      'instructions',
      'policy',
      'pause',
      'whitelistEntries',
      'limitBooks',
      'movementScans',
      'knownOrders',
      'paymentHistories',
      'searchBackfill',
      'exchangeReadings',
      'accountBalances',
      'tickStarts',
    ],
    creates: ['paymentHistories', 'searchEntries', 'policyEvents', 'policySnapshots'],
    updates: [
      'instructions',
      'policy',
      'pause',
      'limitBooks',
      'movementScans',
      'knownOrders',
      'paymentHistories',
      'searchBackfill',
      'exchangeReadings',
      'accountBalances',
      'tickStarts',
    ],
    queries: [
      { index: openIndex, values: [openValues.instructions, openValues.limitBooks] },
      // All of them: what an earlier version ended is put into the search index.
      { index: byStatusIndex, values: statuses },
    ],
    putsEvents: true,
    sendsTo: ['sweeps', 'releases'],
  },
  deposits: {
    description: 'Follows what payers sent, and has the sweeps run that are for it',
    timeoutSeconds: 50,
    triggers: [{ kind: 'schedule', schedule: 'deposits' }],
    key: 'read',
    // Instructions and claims only to send one run of an account and coin after the other.
    reads: ['policy', 'deposits', 'depositScans', 'depositAddresses', 'instructions', 'sourceClaims'],
    updates: ['deposits', 'depositScans'],
    queries: [{ index: openIndex, values: [openValues.deposits] }],
    putsEvents: true,
    sendsTo: ['sweeps'],
  },
  instructions: {
    description: 'Shows instructions and their history, and the policy',
    timeoutSeconds: 10,
    // It has no key and writes nothing, and answers what is no route without reading anything.
    triggers: [{ kind: 'http', routes: instructionRoutes, others: true }],
    reads: ['instructions', 'policy', 'policyEvents', 'policySnapshots', 'whitelistEntries'],
    queries: [
      { index: openIndex, values: [openValues.instructions] },
      { index: byStatusIndex, values: statuses },
      { index: searchIndex, values: Object.values(searchPrefixes).map((prefix) => `${prefix}*`) },
    ],
  },
  reports: {
    description: 'Shows what is in the accounts and what is still to leave them',
    // A month of very many movements is read as a whole.
    timeoutSeconds: 28,
    triggers: [{ kind: 'http', routes: reportRoutes }],
    reads: [
      'policy',
      'pause',
      'exchangeReadings',
      'accountBalances',
      'statements',
      'statementRows',
      'statementNotes',
      'monthCloses',
      'limitBooks',
      // How everything stands: see functions/reports/health.
      'statementProgress',
      'ledgerExport',
      'depositScans',
      'keyHealths',
      'passkeys',
      'passkeyNonces',
      'passkeyUses',
    ],
    checksPasskeys: true,
    creates: ['statementNotes'],
    updates: ['monthCloses', 'passkeyNonces', 'passkeyUses'],
    queries: [{ index: byStatusIndex, values: moneyStatuses }],
    putsEvents: true,
  },
  approval: {
    description: 'Takes what people decide about instructions',
    timeoutSeconds: 20,
    triggers: [{ kind: 'http', routes: approvalRoutes }],
    checksPasskeys: true,
    reads: [
      'instructions',
      'policy',
      'pause',
      'whitelistEntries',
      'limitBooks',
      'paymentHistories',
      'exchangeReadings',
      'passkeys',
      'passkeyNonces',
      'passkeyUses',
    ],
    creates: ['searchEntries', 'paymentHistories'],
    updates: ['instructions', 'limitBooks', 'paymentHistories', 'passkeyNonces', 'passkeyUses'],
    putsEvents: true,
    sendsTo: ['releases'],
  },
  pause: {
    description: 'Shows the switch that stops sending, of everything or a part, stops it, and starts it again',
    // functions/shared/ledger/pause/pause.ts counts on it.
    timeoutSeconds: 20,
    triggers: [{ kind: 'http', routes: pauseRoutes }],
    // The whitelist only to tell whether a name that is paused is known.
    checksPasskeys: true,
    reads: ['policy', 'pause', 'whitelistEntries', 'passkeys', 'passkeyNonces', 'passkeyUses'],
    updates: ['pause', 'passkeyNonces', 'passkeyUses'],
    putsEvents: true,
  },
  whitelist: {
    description: 'Keeps the destinations that money may leave to, from their proposal to their end',
    timeoutSeconds: 25,
    triggers: [
      { kind: 'http', routes: whitelistRoutes },
      { kind: 'schedule', schedule: 'whitelist' },
    ],
    key: 'whitelist',
    checksPasskeys: true,
    reads: [
      'policy',
      'whitelistEntries',
      'whitelistDirectory',
      'depositAddresses',
      'passkeys',
      'passkeyNonces',
      'passkeyUses',
    ],
    creates: ['whitelistEntries'],
    updates: ['whitelistEntries', 'whitelistDirectory', 'passkeyNonces', 'passkeyUses'],
    putsEvents: true,
  },
  passkeys: {
    description: 'Keeps the devices that people sign with, from their enrolment to their end',
    timeoutSeconds: 20,
    triggers: [{ kind: 'http', routes: passkeyRoutes }],
    checksPasskeys: true,
    writesDeviceHeads: true,
    reads: ['policy', 'passkeys', 'passkeyNonces', 'passkeyUses'],
    creates: ['passkeyNonces'],
    updates: ['passkeys', 'passkeyNonces', 'passkeyUses'],
    putsEvents: true,
  },
  policy: {
    description: 'Proposes the policy and the destinations of a deployment, and lets a person veto a looser one',
    timeoutSeconds: 25,
    triggers: [{ kind: 'deployment' }, { kind: 'http', routes: policyRoutes }],
    reads: ['policy', 'whitelistEntries', 'whitelistDirectory', 'depositAddresses'],
    creates: ['whitelistEntries', 'policyEvents', 'policySnapshots'],
    updates: ['policy', 'whitelistEntries', 'whitelistDirectory'],
    putsEvents: true,
  },
  'key-health': {
    description: 'Asks the owner of every key once a day whether it works',
    timeoutSeconds: 60,
    triggers: [{ kind: 'schedule', schedule: 'key-health' }],
    reads: ['policy'],
    updates: ['keyHealths'],
    putsEvents: true,
  },
  'task-outcome': {
    description: 'Tells a waiting Step Functions execution how its withdrawal ended',
    timeoutSeconds: 20,
    triggers: [{ kind: 'event', event: 'withdrawal-ended' }],
    reads: ['instructions'],
    updatesAttributes: { on: 'instructions', attributes: reportAttributes },
  },
  notifications: {
    description: 'Tells people what waits for them, and what became of what they asked for',
    timeoutSeconds: 20,
    triggers: [{ kind: 'event', event: 'people-to-notify' }],
    reads: ['instructions', 'policy', 'pause', 'whitelistEntries', 'notices'],
    creates: ['notices'],
  },
  'ledger-export': {
    description: 'Has each day of the table exported to a bucket that nobody can change',
    timeoutSeconds: 60,
    triggers: [{ kind: 'schedule', schedule: 'ledger-export' }],
    reads: ['ledgerExport'],
    readsDeviceHeads: true,
    creates: ['registryHeads'],
    updates: ['ledgerExport'],
    putsEvents: true,
  },
  statements: {
    description: 'Makes a statement of each account for each day, in a bucket that nobody can change',
    // A day with many movements takes minutes to read at a fifth of the rate of the key.
    timeoutSeconds: 900,
    triggers: [{ kind: 'schedule', schedule: 'statements' }],
    key: 'read',
    reads: [
      'policy',
      'instructions',
      'statements',
      'statementRows',
      'statementProgress',
      'statementNotes',
      'monthCloses',
    ],
    readsDeviceHeads: true,
    creates: ['registryHeads'],
    updates: ['statements', 'statementRows', 'statementProgress', 'monthCloses'],
    // Of orders only: to find the instruction behind one.
    queries: [{ index: searchIndex, values: [`${searchPrefixes.instructions}exchangeOrderId=*`] }],
    putsEvents: true,
  },
  console: {
    description: 'Gives the console to browsers: the same files for everybody, without a token',
    timeoutSeconds: 10,
    triggers: [{ kind: 'pages', routes: consoleRoutes }],
    reads: [],
  },
} as const satisfies Readonly<Record<string, FunctionRecord>>;

export type FunctionName = keyof typeof records;

/** Those that a configuration may leave out. */
type OptionalFunctionName = 'console';

/** Those that every stage has. */
export type StandingFunctionName = Exclude<FunctionName, OptionalFunctionName>;

/** Something for each function that a stage has. */
export type ForFunctions<Made> = Readonly<Record<StandingFunctionName, Made>> &
  Readonly<Partial<Record<OptionalFunctionName, Made>>>;

export const functionRecords: Readonly<Record<FunctionName, FunctionRecord>> = records;

export const functionNames: readonly FunctionName[] = Object.keys(records).filter(isFunctionName);

const standingNames = functionNames.filter(isStanding);

/** The file that a function's bundle begins with, relative to the repository's root. */
export function entryOf(name: FunctionName): string {
  return `functions/${name}/handler.ts`;
}

/** Every trigger of this kind, each with the function that it calls. */
export function triggersOf<Kind extends Exclude<Trigger['kind'], 'pages'>>(
  kind: Kind,
): readonly { readonly name: StandingFunctionName; readonly trigger: Extract<Trigger, { kind: Kind }> }[] {
  const isOfKind = (trigger: Trigger): trigger is Extract<Trigger, { kind: Kind }> => trigger.kind === kind;
  return standingNames.flatMap((name) =>
    functionRecords[name].triggers.filter(isOfKind).map((trigger) => ({ name, trigger })),
  );
}

/** Makes something for every function that each stage has. */
export function forEachStandingFunction<Made>(
  make: (name: StandingFunctionName, record: FunctionRecord) => Made,
): Readonly<Record<StandingFunctionName, Made>> {
  const made: Partial<Record<StandingFunctionName, Made>> = {};
  for (const name of standingNames) made[name] = make(name, functionRecords[name]);
  if (!isComplete(made)) throw new TypeError('a function is missing');
  return made;
}

function isFunctionName(text: string): text is FunctionName {
  return Object.hasOwn(records, text);
}

function isStanding(name: FunctionName): name is StandingFunctionName {
  return name !== 'console';
}

function isComplete<Made>(
  made: Partial<Record<StandingFunctionName, Made>>,
): made is Record<StandingFunctionName, Made> {
  return standingNames.every((name) => Object.hasOwn(made, name));
}
