import type { Construct } from 'constructs';
import type { KeyName } from '../../functions/base/key-names.ts';
import { byStatusIndex, openIndex } from '../../functions/base/names.ts';
import type { FunctionName } from '../bundling/entries.ts';
import { allow } from '../constructs/grants.ts';
import { TreasuryFunction } from '../constructs/treasury-function.ts';
import type { TableIndex } from '../constructs/treasury-table.ts';
import { type Parts, timeouts } from './parts.ts';

export type Functions = Readonly<Record<FunctionName, TreasuryFunction>>;

type TableAction = 'GetItem' | 'PutItem' | 'UpdateItem';

interface Needs {
  readonly description: string;
  /** The key it signs with. Only with one does it get the layer, the exchange's address and a secret. */
  readonly key?: KeyName;
  /** Keys beside its own. The secret of each is told by a variable such as `FIAT_KEY_SECRET_ID`. */
  readonly otherKeys?: readonly KeyName[];
  readonly table: readonly TableAction[];
  /** The indexes it may query. */
  readonly indexes?: readonly TableIndex[];
  readonly putsEvents?: boolean;
  readonly sendsTo?: readonly ('sweeps' | 'releases')[];
}

/** Makes every function with exactly what it needs. What triggers them is the stack's matter. */
export function makeFunctions(scope: Construct, parts: Parts): Functions {
  const make = (name: FunctionName, needs: Needs): TreasuryFunction => makeFunction(scope, parts, name, needs);
  const sender = { table: ['GetItem', 'PutItem', 'UpdateItem'], putsEvents: true } as const;
  return {
    'deposit-address': make('deposit-address', {
      ...sender,
      description: 'Gives the address that a payer must use, and refuses one that changed',
      key: 'whitelist',
    }),
    'asset-transfer': make('asset-transfer', {
      ...sender,
      description: 'Moves what a sweep decides between accounts at the exchange',
      key: 'transfer',
    }),
    'withdrawal-request': make('withdrawal-request', {
      ...sender,
      description: 'Takes requests for withdrawals and decides whether people may be asked',
    }),
    'withdrawal-release': make('withdrawal-release', {
      description: 'Checks an approved withdrawal again and sends it once',
      key: 'withdrawal',
      otherKeys: ['fiat'],
      table: ['GetItem', 'UpdateItem'],
      putsEvents: true,
    }),
    reconciliation: make('reconciliation', {
      description: 'Finds out what became of open instructions, and goes on with them',
      key: 'read',
      table: ['GetItem', 'UpdateItem'],
      indexes: [openIndex, byStatusIndex],
      putsEvents: true,
      sendsTo: ['sweeps', 'releases'],
    }),
    instructions: make('instructions', {
      description: 'Shows instructions and their history, and the policy',
      table: ['GetItem'],
      indexes: [openIndex, byStatusIndex],
    }),
    approval: make('approval', {
      description: 'Takes what people decide about instructions',
      table: ['GetItem', 'UpdateItem'],
      putsEvents: true,
      sendsTo: ['releases'],
    }),
    pause: make('pause', {
      description: 'Shows the switch that stops sending, of everything or a part, stops it, and starts it again',
      table: ['GetItem', 'UpdateItem'],
      putsEvents: true,
    }),
    whitelist: make('whitelist', {
      ...sender,
      description: 'Keeps the destinations that money may leave to, from their proposal to their end',
      key: 'whitelist',
    }),
    policy: make('policy', {
      description: 'Proposes the policy and the destinations of a deployment',
      table: ['GetItem', 'PutItem', 'UpdateItem'],
      putsEvents: true,
    }),
    'key-health': make('key-health', {
      description: 'Asks the owner of every key once a day whether it works',
      table: ['GetItem'],
      putsEvents: true,
    }),
    'task-outcome': make('task-outcome', {
      description: 'Tells a waiting Step Functions execution how its withdrawal ended',
      table: ['GetItem', 'UpdateItem'],
    }),
    'ledger-export': make('ledger-export', {
      description: 'Has each day of the table exported to a bucket that nobody can change',
      table: ['GetItem', 'UpdateItem'],
      putsEvents: true,
    }),
  };
}

function makeFunction(scope: Construct, parts: Parts, name: FunctionName, needs: Needs): TreasuryFunction {
  const made = new TreasuryFunction(scope, constructId(name), {
    stage: parts.stage,
    name,
    folder: parts.assets.folderOf(name),
    description: needs.description,
    timeoutSeconds: timeouts[name],
    environment: environmentOf(parts, needs),
    ...(needs.key === undefined ? {} : { layer: parts.layer }),
  });
  allow(
    made.lambda,
    needs.table.map((action) => `dynamodb:${action}`),
    [parts.table.table.tableArn],
  );
  for (const index of needs.indexes ?? []) allow(made.lambda, ['dynamodb:Query'], [parts.table.indexArn(index)]);
  for (const key of keysOf(needs)) parts.keys[key].allowRead(made.lambda);
  if (needs.key !== undefined) parts.egress?.connect(made);
  if (needs.putsEvents === true) parts.bus.allowPut(made);
  for (const queue of needs.sendsTo ?? []) allow(made.lambda, ['sqs:SendMessage'], [parts[queue].queue.queueArn]);
  return made;
}

function keysOf({ key, otherKeys = [] }: Needs): readonly KeyName[] {
  return key === undefined ? otherKeys : [key, ...otherKeys];
}

function environmentOf({ table, bus, sweeps, releases, keys, exchange }: Parts, needs: Needs): Record<string, string> {
  const environment: Record<string, string> = { TABLE_NAME: table.table.tableName };
  if (needs.putsEvents === true) environment.EVENT_BUS_NAME = bus.bus.eventBusName;
  if (needs.sendsTo?.includes('sweeps')) environment.SWEEP_QUEUE_URL = sweeps.queue.queueUrl;
  if (needs.sendsTo?.includes('releases')) environment.RELEASE_QUEUE_URL = releases.queue.queueUrl;
  if (needs.key === undefined) return environment;
  environment.KEY_NAME = needs.key;
  environment.KEY_SECRET_ID = keys[needs.key].arn;
  for (const key of needs.otherKeys ?? []) environment[`${key.toUpperCase()}_KEY_SECRET_ID`] = keys[key].arn;
  environment.EXCHANGE_ENVIRONMENT = exchange.environment;
  if (exchange.url !== undefined) environment.EXCHANGE_URL = exchange.url;
  return environment;
}

/** `asset-transfer` is `AssetTransfer` in the tree of constructs. */
function constructId(name: FunctionName): string {
  return name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
