import type { Construct } from 'constructs';
import { consoleRoutes } from '../../functions/console/routes.ts';
import { paceKey } from '../../functions/shared/core/item-keys.ts';
import type { KeyName } from '../../functions/shared/core/key-names.ts';
import { readPasskeySettings } from '../../functions/shared/ledger/passkeys/passkey-settings.ts';
import { routesText, routesVariable } from '../../functions/shared/runtime/http/unknown-route.ts';
import type { Treasury } from '../config/define-treasury.ts';
import type { Passkeys } from '../config/passkeys.ts';
import { pascalCase } from '../constructs/pascal-case.ts';
import { nameIn } from '../constructs/stage.ts';
import { TreasuryFunction } from '../constructs/treasury-function.ts';
import type { ItemAction } from '../constructs/treasury-table.ts';
import type { FunctionRecord } from '../functions/function-record.ts';
import {
  type ForFunctions,
  type FunctionName,
  forEachStandingFunction,
  functionRecords,
} from '../functions/function-records.ts';
import { itemKeyPatterns } from '../functions/item-types.ts';
import { servedRoutes } from '../http-api/routes.ts';
import type { StackDependencies } from './dependencies.ts';

export type Functions = ForFunctions<TreasuryFunction>;

/** Makes every function with exactly what it needs. */
export function createFunctions(scope: Construct, dependencies: StackDependencies, treasury: Treasury): Functions {
  const standing = forEachStandingFunction((name, record) => {
    const made = createFunction(scope, dependencies, name, record);
    tellRoutes(made, record, treasury);
    return made;
  });
  if (treasury.console === undefined) return standing;
  return { ...standing, console: createFunction(scope, dependencies, 'console', functionRecords.console) };
}

function createFunction(
  scope: Construct,
  dependencies: StackDependencies,
  name: FunctionName,
  record: FunctionRecord,
): TreasuryFunction {
  const { stage, encryption, assets, layer, bus, keys, heads } = dependencies;
  const treasuryFunction = new TreasuryFunction(scope, pascalCase(name), {
    stage,
    encryption,
    name,
    folder: assets.folderOf(name),
    description: record.description,
    timeoutSeconds: record.timeoutSeconds,
    environment: environmentOf(dependencies, record),
    isTraced: !servesPages(record),
    ...(record.key === undefined ? {} : { layer }),
  });
  if (usesTable(record)) allowItems(treasuryFunction, dependencies, record);
  if (record.checksPasskeys === true) heads.allowJudge(treasuryFunction.lambda);
  else if (record.readsDeviceHeads === true) heads.allowRead(treasuryFunction.lambda);
  if (record.writesDeviceHeads === true) heads.allowWrite(treasuryFunction.role);
  if (record.recordsSends === true) heads.allowRecordSends(treasuryFunction.role);
  for (const key of keysOf(record)) keys[key].allowRead(treasuryFunction.role);
  if (record.key !== undefined) dependencies.egress?.connect(treasuryFunction);
  if (record.putsEvents === true) bus.allowPut(treasuryFunction);
  for (const queue of record.sendsTo ?? []) dependencies[queue].allowSend(treasuryFunction.lambda);
  return treasuryFunction;
}

/** Its own actions on its own items, each action by itself. */
function allowItems({ lambda }: TreasuryFunction, { table }: StackDependencies, record: FunctionRecord): void {
  const patterns = (names: FunctionRecord['reads'] = []): string[] => names.map((name) => itemKeyPatterns[name]);
  const items: Readonly<Record<ItemAction, readonly string[]>> = {
    GetItem: [...patterns(record.reads), ...keysOf(record).map(paceKey)],
    PutItem: patterns(record.creates),
    // A ban is written for all keys, so that no other function runs into it.
    UpdateItem: [
      ...patterns(record.updates),
      ...(record.key === undefined ? [] : patterns(['pacing', 'twoFactorSteps'])),
    ],
  };
  table.allowUse(lambda);
  table.allowItems(lambda, 'GetItem', items.GetItem);
  if (items.PutItem.length > 0) table.allowItems(lambda, 'PutItem', items.PutItem);
  if (items.UpdateItem.length > 0) table.allowItems(lambda, 'UpdateItem', items.UpdateItem);
  if (record.updatesAttributes !== undefined)
    table.allowAttributes(lambda, [itemKeyPatterns[record.updatesAttributes.on]], record.updatesAttributes.attributes);
  for (const { index, values } of record.queries ?? []) table.allowQuery(lambda, index, values);
}

function keysOf({ key, additionalKeys = [] }: FunctionRecord): readonly KeyName[] {
  return key === undefined ? additionalKeys : [key, ...additionalKeys];
}

function usesTable({ reads }: FunctionRecord): boolean {
  return reads.length > 0;
}

function readsDeviceHeads(record: FunctionRecord): boolean {
  return record.checksPasskeys === true || record.readsDeviceHeads === true;
}

/** Whoever has the address of the API calls it. */
function servesPages({ triggers }: FunctionRecord): boolean {
  return triggers.some(({ kind }) => kind === 'pages');
}

/** Who answers what is no route is told which routes there are. */
function tellRoutes({ lambda }: TreasuryFunction, { triggers }: FunctionRecord, treasury: Treasury): void {
  const isAskedForOthers = triggers.some((trigger) => trigger.kind === 'http' && trigger.others === true);
  if (!isAskedForOthers) return;
  const pages = treasury.console === undefined ? [] : consoleRoutes;
  lambda.addEnvironment(routesVariable, routesText([...servedRoutes.map(({ key }) => key), ...pages]));
}

/** Throws InvalidInputError, before a deployment, for what would stop each of these functions at its start. */
function passkeysText(stage: string, passkeys: Passkeys): string {
  const text = JSON.stringify({ stage, ...passkeys });
  readPasskeySettings(text);
  return text;
}

function environmentOf(
  { stage, table, heads, passkeys, bus, sweeps, releases, keys, exchange }: StackDependencies,
  record: FunctionRecord,
): Record<string, string> {
  const environment: Record<string, string> = usesTable(record) ? { TABLE_NAME: table.table.tableName } : {};
  if (record.putsEvents === true) {
    environment.EVENT_BUS_NAME = bus.bus.eventBusName;
    environment.POWERTOOLS_METRICS_NAMESPACE = nameIn(stage);
  }
  if (record.sendsTo?.includes('sweeps')) environment.SWEEP_QUEUE_URL = sweeps.queue.queueUrl;
  if (record.sendsTo?.includes('releases')) environment.RELEASE_QUEUE_URL = releases.queue.queueUrl;
  if (readsDeviceHeads(record)) environment.DEVICE_HEADS_TABLE_NAME = heads.table.tableName;
  if (record.checksPasskeys === true) environment.PASSKEYS = passkeysText(stage.name, passkeys);
  if (record.key === undefined) return environment;
  environment.KEY_NAME = record.key;
  environment.KEY_SECRET_ID = keys[record.key].arn;
  for (const key of record.additionalKeys ?? []) environment[`${key.toUpperCase()}_KEY_SECRET_ID`] = keys[key].arn;
  environment.EXCHANGE_ENVIRONMENT = exchange.environment;
  if (exchange.url !== undefined) environment.EXCHANGE_URL = exchange.url;
  return environment;
}
