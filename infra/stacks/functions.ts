import type { Construct } from 'constructs';
import { paceKey } from '../../functions/shared/core/item-keys.ts';
import type { KeyName } from '../../functions/shared/core/key-names.ts';
import type { FunctionName } from '../bundling/entries.ts';
import { pascalCase } from '../constructs/pascal-case.ts';
import { nameIn } from '../constructs/stage.ts';
import { TreasuryFunction } from '../constructs/treasury-function.ts';
import type { ItemAction } from '../constructs/treasury-table.ts';
import { type StackDependencies, timeouts } from './dependencies.ts';
import { type FunctionPermissions, functionPermissions } from './function-permissions.ts';
import { itemKeyPatterns } from './item-types.ts';

export type Functions = Readonly<Record<FunctionName, TreasuryFunction>>;

/** Makes every function with exactly what it needs. What triggers them is the stack's matter. */
export function createFunctions(scope: Construct, dependencies: StackDependencies): Functions {
  const create = (name: FunctionName): TreasuryFunction =>
    createFunction(scope, dependencies, name, functionPermissions[name]);
  return {
    'deposit-address': create('deposit-address'),
    'asset-transfer': create('asset-transfer'),
    'withdrawal-request': create('withdrawal-request'),
    'withdrawal-release': create('withdrawal-release'),
    reconciliation: create('reconciliation'),
    instructions: create('instructions'),
    approval: create('approval'),
    pause: create('pause'),
    whitelist: create('whitelist'),
    policy: create('policy'),
    'key-health': create('key-health'),
    'task-outcome': create('task-outcome'),
    'ledger-export': create('ledger-export'),
  };
}

function createFunction(
  scope: Construct,
  dependencies: StackDependencies,
  name: FunctionName,
  permissions: FunctionPermissions,
): TreasuryFunction {
  const { stage, encryption, assets, layer, bus, keys } = dependencies;
  const treasuryFunction = new TreasuryFunction(scope, pascalCase(name), {
    stage,
    encryption,
    name,
    folder: assets.folderOf(name),
    description: permissions.description,
    timeoutSeconds: timeouts[name],
    environment: environmentOf(dependencies, permissions),
    ...(permissions.key === undefined ? {} : { layer }),
  });
  allowItems(treasuryFunction, dependencies, permissions);
  for (const key of keysOf(permissions)) keys[key].allowRead(treasuryFunction.role);
  if (permissions.key !== undefined) dependencies.egress?.connect(treasuryFunction);
  if (permissions.putsEvents === true) bus.allowPut(treasuryFunction);
  for (const queue of permissions.sendsTo ?? []) dependencies[queue].allowSend(treasuryFunction.lambda);
  return treasuryFunction;
}

/** Its own actions on its own items, each action by itself. */
function allowItems(
  { lambda }: TreasuryFunction,
  { table }: StackDependencies,
  permissions: FunctionPermissions,
): void {
  const patterns = (names: FunctionPermissions['reads'] = []): string[] => names.map((name) => itemKeyPatterns[name]);
  const items: Readonly<Record<ItemAction, readonly string[]>> = {
    GetItem: [...patterns(permissions.reads), ...keysOf(permissions).map(paceKey)],
    PutItem: patterns(permissions.creates),
    // A ban is written for all keys, so that no other function runs into it.
    UpdateItem: [
      ...patterns(permissions.updates),
      ...(permissions.key === undefined ? [] : patterns(['pacing', 'twoFactorSteps'])),
    ],
  };
  table.allowUse(lambda);
  table.allowItems(lambda, 'GetItem', items.GetItem);
  if (items.PutItem.length > 0) table.allowItems(lambda, 'PutItem', items.PutItem);
  if (items.UpdateItem.length > 0) table.allowItems(lambda, 'UpdateItem', items.UpdateItem);
  if (permissions.updatesAttributes !== undefined)
    table.allowAttributes(
      lambda,
      [itemKeyPatterns[permissions.updatesAttributes.on]],
      permissions.updatesAttributes.attributes,
    );
  for (const { index, values } of permissions.queries ?? []) table.allowQuery(lambda, index, values);
}

function keysOf({ key, additionalKeys = [] }: FunctionPermissions): readonly KeyName[] {
  return key === undefined ? additionalKeys : [key, ...additionalKeys];
}

function environmentOf(
  { stage, table, bus, sweeps, releases, keys, exchange }: StackDependencies,
  permissions: FunctionPermissions,
): Record<string, string> {
  const environment: Record<string, string> = { TABLE_NAME: table.table.tableName };
  if (permissions.putsEvents === true) {
    environment.EVENT_BUS_NAME = bus.bus.eventBusName;
    environment.POWERTOOLS_METRICS_NAMESPACE = nameIn(stage);
  }
  if (permissions.sendsTo?.includes('sweeps')) environment.SWEEP_QUEUE_URL = sweeps.queue.queueUrl;
  if (permissions.sendsTo?.includes('releases')) environment.RELEASE_QUEUE_URL = releases.queue.queueUrl;
  if (permissions.key === undefined) return environment;
  environment.KEY_NAME = permissions.key;
  environment.KEY_SECRET_ID = keys[permissions.key].arn;
  for (const key of permissions.additionalKeys ?? []) environment[`${key.toUpperCase()}_KEY_SECRET_ID`] = keys[key].arn;
  environment.EXCHANGE_ENVIRONMENT = exchange.environment;
  if (exchange.url !== undefined) environment.EXCHANGE_URL = exchange.url;
  return environment;
}
