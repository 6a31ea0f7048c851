import type { Construct } from 'constructs';
import { paceKey } from '../../functions/shared/core/item-keys.ts';
import type { KeyName } from '../../functions/shared/core/key-names.ts';
import type { FunctionName } from '../bundling/entries.ts';
import { pascalCase } from '../constructs/pascal-case.ts';
import { nameIn } from '../constructs/stage.ts';
import { TreasuryFunction } from '../constructs/treasury-function.ts';
import type { ItemAction } from '../constructs/treasury-table.ts';
import { type Needs, needs } from './function-permissions.ts';
import { families } from './item-families.ts';
import { type Parts, timeouts } from './parts.ts';

export type Functions = Readonly<Record<FunctionName, TreasuryFunction>>;

/** Makes every function with exactly what it needs. What triggers them is the stack's matter. */
export function makeFunctions(scope: Construct, parts: Parts): Functions {
  const make = (name: FunctionName): TreasuryFunction => makeFunction(scope, parts, name, needs[name]);
  return {
    'deposit-address': make('deposit-address'),
    'asset-transfer': make('asset-transfer'),
    'withdrawal-request': make('withdrawal-request'),
    'withdrawal-release': make('withdrawal-release'),
    reconciliation: make('reconciliation'),
    instructions: make('instructions'),
    approval: make('approval'),
    pause: make('pause'),
    whitelist: make('whitelist'),
    policy: make('policy'),
    'key-health': make('key-health'),
    'task-outcome': make('task-outcome'),
    'ledger-export': make('ledger-export'),
  };
}

function makeFunction(scope: Construct, parts: Parts, name: FunctionName, its: Needs): TreasuryFunction {
  const { stage, encryption, assets, layer, bus, keys } = parts;
  const made = new TreasuryFunction(scope, pascalCase(name), {
    stage,
    encryption,
    name,
    folder: assets.folderOf(name),
    description: its.description,
    timeoutSeconds: timeouts[name],
    environment: environmentOf(parts, its),
    ...(its.key === undefined ? {} : { layer }),
  });
  allowItems(made, parts, its);
  for (const key of keysOf(its)) keys[key].allowRead(made.role);
  if (its.key !== undefined) parts.egress?.connect(made);
  if (its.putsEvents === true) bus.allowPut(made);
  for (const queue of its.sendsTo ?? []) parts[queue].allowSend(made.lambda);
  return made;
}

/** Its own actions on its own items, each action by itself. */
function allowItems({ lambda }: TreasuryFunction, { table }: Parts, its: Needs): void {
  const patterns = (names: Needs['reads'] = []): string[] => names.map((name) => families[name]);
  const items: Readonly<Record<ItemAction, readonly string[]>> = {
    GetItem: [...patterns(its.reads), ...keysOf(its).map(paceKey)],
    PutItem: patterns(its.makes),
    // A ban is written for all keys, so that no other function runs into it.
    UpdateItem: [...patterns(its.changes), ...(its.key === undefined ? [] : patterns(['pacing', 'twoFactorSteps']))],
  };
  table.allowUse(lambda);
  table.allowItems(lambda, 'GetItem', items.GetItem);
  if (items.PutItem.length > 0) table.allowItems(lambda, 'PutItem', items.PutItem);
  if (items.UpdateItem.length > 0) table.allowItems(lambda, 'UpdateItem', items.UpdateItem);
  if (its.notes !== undefined) table.allowAttributes(lambda, [families[its.notes.on]], its.notes.attributes);
  for (const { index, values } of its.finds ?? []) table.allowFind(lambda, index, values);
}

function keysOf({ key, otherKeys = [] }: Needs): readonly KeyName[] {
  return key === undefined ? otherKeys : [key, ...otherKeys];
}

function environmentOf(
  { stage, table, bus, sweeps, releases, keys, exchange }: Parts,
  its: Needs,
): Record<string, string> {
  const environment: Record<string, string> = { TABLE_NAME: table.table.tableName };
  if (its.putsEvents === true) {
    environment.EVENT_BUS_NAME = bus.bus.eventBusName;
    environment.POWERTOOLS_METRICS_NAMESPACE = nameIn(stage);
  }
  if (its.sendsTo?.includes('sweeps')) environment.SWEEP_QUEUE_URL = sweeps.queue.queueUrl;
  if (its.sendsTo?.includes('releases')) environment.RELEASE_QUEUE_URL = releases.queue.queueUrl;
  if (its.key === undefined) return environment;
  environment.KEY_NAME = its.key;
  environment.KEY_SECRET_ID = keys[its.key].arn;
  for (const key of its.otherKeys ?? []) environment[`${key.toUpperCase()}_KEY_SECRET_ID`] = keys[key].arn;
  environment.EXCHANGE_ENVIRONMENT = exchange.environment;
  if (exchange.url !== undefined) environment.EXCHANGE_URL = exchange.url;
  return environment;
}
