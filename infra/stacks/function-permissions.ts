import { moneyStatuses } from '../../functions/reconciliation/list-open.ts';
import type { KeyName } from '../../functions/shared/core/key-names.ts';
import { byStatusIndex, openIndex, openValues } from '../../functions/shared/core/names.ts';
import { statuses } from '../../functions/shared/ledger/instruction/allowed-transitions.ts';
import { reportAttributes } from '../../functions/shared/ledger/store/waiting-tasks.ts';
import type { FunctionName } from '../bundling/entries.ts';
import type { TableIndex } from '../constructs/treasury-table.ts';
import type { ItemType } from './item-types.ts';

/** What a function needs, and so all that its role may do. */
export interface FunctionPermissions {
  readonly description: string;
  /**
   * The key it signs with. Only with one does it get the layer, the exchange's address and a secret; it then also paces the
   * key, claims two-factor steps, and notes a ban for all keys.
   */
  readonly key?: KeyName;
  /** Keys beside its own. The secret of each is told by a variable such as `FIAT_KEY_SECRET_ID`. */
  readonly additionalKeys?: readonly KeyName[];
  readonly reads: readonly ItemType[];
  /** Writes whole, where there is none yet. */
  readonly creates?: readonly ItemType[];
  readonly updates?: readonly ItemType[];
  /** Changes these attributes of these items only. */
  readonly updatesAttributes?: { readonly on: ItemType; readonly attributes: readonly string[] };
  readonly queries?: readonly IndexQuery[];
  readonly putsEvents?: boolean;
  readonly sendsTo?: readonly ('sweeps' | 'releases')[];
}

/** An index, and the values that are looked for in it. */
interface IndexQuery {
  readonly index: TableIndex;
  readonly values: readonly string[];
}

export const functionPermissions: Readonly<Record<FunctionName, FunctionPermissions>> = {
  'deposit-address': {
    description: 'Gives the address that a payer must use, and refuses one that changed',
    key: 'whitelist',
    reads: ['policy', 'depositAddresses'],
    creates: ['depositAddresses'],
    updates: ['depositAddresses'],
    putsEvents: true,
  },
  'asset-transfer': {
    description: 'Moves what a sweep decides between accounts at the exchange',
    key: 'transfer',
    reads: ['instructions', 'policy', 'pause', 'sourceClaims'],
    creates: ['instructions'],
    updates: ['instructions', 'sourceClaims'],
    putsEvents: true,
  },
  'withdrawal-request': {
    description: 'Takes requests for withdrawals and decides whether people may be asked',
    reads: ['instructions', 'policy', 'whitelistEntries'],
    creates: ['instructions'],
    updates: ['instructions'],
    putsEvents: true,
  },
  'withdrawal-release': {
    description: 'Checks an approved withdrawal again and sends it once',
    key: 'withdrawal',
    additionalKeys: ['fiat'],
    reads: ['instructions', 'policy', 'pause', 'whitelistEntries', 'limitBooks'],
    updates: ['instructions', 'limitBooks'],
    putsEvents: true,
  },
  reconciliation: {
    description: 'Finds out what became of open instructions, and goes on with them',
    key: 'read',
    reads: ['instructions', 'policy', 'pause', 'whitelistEntries', 'limitBooks', 'movementScans', 'knownOrders'],
    updates: ['instructions', 'policy', 'pause', 'limitBooks', 'movementScans', 'knownOrders', 'tickStarts'],
    queries: [
      { index: openIndex, values: Object.values(openValues) },
      { index: byStatusIndex, values: moneyStatuses },
    ],
    putsEvents: true,
    sendsTo: ['sweeps', 'releases'],
  },
  instructions: {
    description: 'Shows instructions and their history, and the policy',
    reads: ['instructions', 'policy'],
    queries: [
      { index: openIndex, values: [openValues.instructions] },
      { index: byStatusIndex, values: statuses },
    ],
  },
  approval: {
    description: 'Takes what people decide about instructions',
    reads: ['instructions', 'policy', 'whitelistEntries', 'limitBooks'],
    updates: ['instructions', 'limitBooks'],
    putsEvents: true,
    sendsTo: ['releases'],
  },
  pause: {
    description: 'Shows the switch that stops sending, of everything or a part, stops it, and starts it again',
    // The whitelist only to tell whether a name that is paused is known.
    reads: ['policy', 'pause', 'whitelistEntries'],
    updates: ['pause'],
    putsEvents: true,
  },
  whitelist: {
    description: 'Keeps the destinations that money may leave to, from their proposal to their end',
    key: 'whitelist',
    reads: ['policy', 'whitelistEntries', 'whitelistDirectory', 'depositAddresses'],
    creates: ['whitelistEntries'],
    updates: ['whitelistEntries', 'whitelistDirectory'],
    putsEvents: true,
  },
  policy: {
    description: 'Proposes the policy and the destinations of a deployment',
    reads: ['policy', 'whitelistEntries', 'whitelistDirectory', 'depositAddresses'],
    creates: ['whitelistEntries'],
    updates: ['policy', 'whitelistEntries', 'whitelistDirectory'],
    putsEvents: true,
  },
  'key-health': {
    description: 'Asks the owner of every key once a day whether it works',
    reads: ['policy'],
    putsEvents: true,
  },
  'task-outcome': {
    description: 'Tells a waiting Step Functions execution how its withdrawal ended',
    reads: ['instructions'],
    updatesAttributes: { on: 'instructions', attributes: reportAttributes },
  },
  'ledger-export': {
    description: 'Has each day of the table exported to a bucket that nobody can change',
    reads: ['ledgerExport'],
    updates: ['ledgerExport'],
    putsEvents: true,
  },
};
