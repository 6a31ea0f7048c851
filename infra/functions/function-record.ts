import type { KeyName } from '../../functions/shared/core/key-names.ts';
import type { RouteKey, RouteTable } from '../../functions/shared/runtime/http/route.ts';
import type { TableIndex } from '../constructs/treasury-table.ts';
import type { ItemType } from './item-types.ts';

/** All that the stack knows of one Lambda: how long it may run, what calls it, and what its role may do. */
export interface FunctionRecord {
  readonly description: string;
  /**
   * Seconds after which Lambda ends it. Behind HTTP it must be under API Gateway's 29. The queues' times follow from
   * it.
   */
  readonly timeoutSeconds: number;
  readonly triggers: readonly Trigger[];
  /**
   * The key it signs with. Only with one does it get the layer, the exchange's address and a secret; it then also paces
   * the key, claims two-factor steps, and notes a ban for all keys.
   */
  readonly key?: KeyName;
  /** Keys beside its own. The secret of each is told by a variable such as `FIAT_KEY_SECRET_ID`. */
  readonly additionalKeys?: readonly KeyName[];
  /** Where there is nothing here it does not use the table at all. */
  readonly reads: readonly ItemType[];
  /** Writes whole, where there is none yet. */
  readonly creates?: readonly ItemType[];
  readonly updates?: readonly ItemType[];
  /** Changes these attributes of these items only. */
  readonly updatesAttributes?: { readonly on: ItemType; readonly attributes: readonly string[] };
  readonly queries?: readonly IndexQuery[];
  readonly putsEvents?: boolean;
  /** It judges signatures of devices: it is told what the deployment says of them, and reads their heads. */
  readonly checksPasskeys?: true;
  /** It reads the heads of devices, and judges no signature. */
  readonly readsDeviceHeads?: true;
  /** It alone writes the heads of devices, into the table of heads. */
  readonly writesDeviceHeads?: true;
  /** It alone writes down, in the table of heads, what was sent of what people signed. */
  readonly recordsSends?: true;
  readonly sendsTo?: readonly QueueName[];
}

export type QueueName = 'sweeps' | 'releases';

/** What calls a function. Every one can be called directly too, by whoever an administrator lets. */
export type Trigger =
  /** `others`: also what is asked for and is no route of any function, to tell who asked what there is. */
  | { readonly kind: 'http'; readonly routes: RouteTable; readonly others?: true }
  /** `atOnce`: so many groups of messages at the most. Without it all of them. */
  /** Routes without a token, for browsers. What answers them may do nothing but write its log. */
  | { readonly kind: 'pages'; readonly routes: readonly RouteKey[] }
  | { readonly kind: 'queue'; readonly queue: QueueName; readonly atOnce?: number }
  | { readonly kind: 'schedule'; readonly schedule: ScheduleName }
  /** A rule on the bus. */
  | { readonly kind: 'event'; readonly event: EventTrigger }
  /** CloudFormation, at each deployment. */
  | { readonly kind: 'deployment' };

export type EventTrigger = 'withdrawal-requested' | 'outcome-unknown' | 'withdrawal-ended' | 'people-to-notify';

export type ScheduleName = 'tick' | 'deposits' | 'whitelist' | 'key-health' | 'ledger-export' | 'statements';

/** An index, and the values that are looked for in it. */
interface IndexQuery {
  readonly index: TableIndex;
  readonly values: readonly string[];
}
