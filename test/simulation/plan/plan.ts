import type { PasskeyLevel } from '../../../functions/shared/ledger/policy/passkeys.ts';
import type { ListTimes } from '../../../infra/local/exchange-simulator/endpoints/list-window.ts';
import type { OddAmount } from '../../../infra/local/exchange-simulator/faults/odd-row.ts';
import type { FaultRates } from '../engine/faults.ts';
import type { DestinationId, InitialId } from '../fakes/simulated-policy.ts';
import type { DeviceAction, DeviceOptions, IntruderAction, SigningKind } from './device-plan.ts';

/** A limit of a policy, over a window of time. */
export interface RollingLimit {
  readonly windowMs: number;
  readonly amount?: string;
  readonly count?: number;
}

/** The part of a policy that a simulation changes. The rest never varies. */
export interface PolicyOptions {
  readonly perInstruction: string;
  readonly rolling: readonly RollingLimit[];
  /** For each destination by itself. */
  readonly perDestination?: { readonly perInstruction?: string; readonly rolling: readonly RollingLimit[] };
  readonly enabledSweeps: readonly string[];
  /** How a sweep is other than usual, by its id. */
  readonly sweepChanges?: Readonly<Record<string, SweepChange>>;
  /** So many more sweeps, each from an account of its own or another coin. */
  readonly manySweeps?: number;
  readonly absence: Readonly<Record<'asset-transfer' | 'withdrawal' | 'fiat-withdrawal', 'ask' | 'prove'>>;
  readonly approvalExpiryMs: number;
  readonly coolOffMs: number;
  readonly looseningDelayMs: number;
  readonly approvals: readonly Tier[];
  /** The most that is moved from trading for a withdrawal. Without it none is funded. */
  readonly funding?: { readonly most: string };
  /** Groups that have the role of an approver. */
  readonly approvers: readonly string[];
  /** The claim that names people. Their e-mail address where it is left out. */
  readonly userClaim?: 'sub';
  /** What takes a signature of a person's device. Nothing where it is left out. */
  readonly passkeys?: PasskeyLevel;
}

/** All of it lets a sweep move less. */
export interface SweepChange {
  readonly amount?: Readonly<Record<string, string>>;
  readonly min?: string;
  readonly max?: string;
  readonly startWithinMs?: number;
  readonly dryRun?: boolean;
}

/** Who has to agree to a quantity over `over`. */
export interface Tier {
  readonly over: string;
  readonly quorum: number;
  readonly groups: readonly string[];
  readonly passkeys?: true;
}

/** What a withdrawal is asked for with: to an address on a chain, or to a bank account. */
export type RequestBody = {
  readonly instructionId: string;
  readonly destination: string;
  readonly coin: string;
  readonly quantity: string;
  readonly requestedBy: string;
} & (
  | { readonly kind?: 'withdrawal'; readonly chain: string; readonly fundFrom?: string }
  | { readonly kind: 'fiat-withdrawal' }
);

/** How a request of CloudFormation arrives: so much later than it was made, and once more after so long. */
export interface DeploymentDelivery {
  readonly lateMs?: number;
  readonly repeatAfterMs?: number;
}

/** What people, schedules and the world do. Times are milliseconds from the start. */
export type Action = { readonly at: number } & (
  | { readonly kind: 'request'; readonly asked: RequestBody; readonly by: 'bus' | 'http' }
  | { readonly kind: 'sweep-due'; readonly sweepId: string; readonly scheduledTime: string }
  | { readonly kind: 'pause'; readonly by: string; readonly scope: string }
  | { readonly kind: 'resume'; readonly by: string; readonly scope: string }
  | ({ readonly kind: 'policy'; readonly policy: PolicyOptions } & DeploymentDelivery)
  | {
      readonly kind: 'word';
      readonly of: string;
      readonly by: string;
      readonly decision: 'approve' | 'decline';
      /** Whether the digest of what stands here is sent back, or that of something else. */
      readonly isOfThis: boolean;
      /** Where people have devices. */
      readonly signing?: SigningKind;
    }
  | DeviceAction
  | IntruderAction
  | { readonly kind: 'cancel'; readonly of: string; readonly by: string }
  | { readonly kind: 'revoke'; readonly entry: string; readonly by: string }
  | {
      readonly kind: 'propose';
      readonly entry: DestinationId;
      /** Another id than the usual one. */
      readonly id?: string;
      readonly address: string;
      readonly by: string;
    }
  | { readonly kind: 'prove'; readonly entry: DestinationId; readonly by: string }
  | { readonly kind: 'confirm'; readonly entry: string; readonly by: string; readonly isOfThis: boolean }
  /** The wallet pays what the last proof asked it to pay. */
  | { readonly kind: 'wallet-pays'; readonly entry: DestinationId }
  | {
      readonly kind: 'rotate-key';
      readonly key: string;
      readonly version: number;
      readonly part: 'secret' | 'exchange';
    }
  | {
      readonly kind: 'foreign-withdrawal';
      readonly like: RequestBody;
      readonly address: string;
      readonly remark: string;
    }
  | {
      readonly kind: 'foreign-transfer';
      readonly from: string;
      readonly to: string;
      readonly quantity: Quantity;
      readonly remark: string;
      /** The records show it so much later. */
      readonly lagMs: number;
    }
  /** Somebody who can write to the table makes an instruction that was stopped look approved. */
  | { readonly kind: 'tamper'; readonly of: string }
  | { readonly kind: 'clock-step'; readonly ms: number }
  /** Money comes to an account at the exchange. */
  | { readonly kind: 'deposit'; readonly account: 'custody' | 'fiat'; readonly quantity: string }
  /** A payer sends coins, which are credited at once. */
  | { readonly kind: 'payer-pays'; readonly quantity: string }
  | {
      readonly kind: 'trigger';
      readonly when: Moment;
      /** Of this instruction only. */
      readonly of?: string;
      readonly nth: number;
      readonly afterMs: number;
      readonly then: Action;
    }
  | {
      readonly kind: 'outage';
      readonly of: 'reads' | 'posts';
      readonly until: number;
      readonly how: 'lost' | 'maintenance' | 'empty';
    }
);

/** A moment that no clock names: something is written for the n-th time, from 0. */
export type Moment =
  | 'reserved'
  | 'awaiting-approval'
  | 'approved'
  | 'sending'
  | 'sent'
  | 'unknown'
  | 'held'
  /** Declined or taken back. */
  | 'stopped'
  /** Of a destination: the exchange lists it. */
  | 'listed';

/** An amount, or whatever the last transfer that was written down is about to move. */
export type Quantity = string | 'like-last-sweep';

/** How an entry of the whitelist stands at the start. */
export interface InitialEntry {
  readonly status: 'none' | 'cooling-off' | 'active';
  /** How many people confirmed it. */
  readonly confirmers: 1 | 2;
  /** Of a cool-off: how long it still goes on. */
  readonly untilMs: number;
}

/** One balance that cannot be read, from the start to the end. */
export interface OddBalances {
  readonly account: 'trading' | 'many-0';
  readonly coin: string;
  readonly value: OddAmount;
}

/** How the world is, from the start to the end. */
export interface WorldOptions {
  readonly policy: PolicyOptions;
  readonly entries: Readonly<Record<InitialId, InitialEntry>>;
  /** How long the exchange takes no withdrawal to an address that it lists newly (-1182). */
  readonly exchangeWaitMs: number;
  readonly latencyMs: number;
  /** The exchange's clock is so much ahead of the truth, and gains so much in a million. */
  readonly exchangeOffsetMs: number;
  readonly exchangeDriftPpm: number;
  /** Instances' clocks are at most so much off. */
  readonly instanceOffsetMs: number;
  readonly duplicates: 'reject' | 'replay' | 'execute';
  readonly transferShortfall: '-1161' | '0401' | '-4003';
  readonly pageMax: number;
  /**
   * It cuts lists of withdrawals shorter than any page that is believed to be whole (A8): what is found is true, and no
   * more.
   */
  readonly cutsPages: boolean;
  /** The last row of every list cannot be read. */
  readonly hidesRecords: boolean;
  /** Its lists show our names in capitals, and quantities without a fee. */
  readonly altersRows: boolean;
  /** Its lists call orders by a word that is in no document, where they have words. */
  readonly hasUnknownWords: boolean;
  /** The read key is one of another house: it sees other accounts, and nothing in any list. */
  readonly hasForeignReadKey: boolean;
  /** So many foreign orders are in the records from the start, around the time of the first actions. */
  readonly unrelatedOrders: number;
  readonly unrelatedOrderKind: 'withdrawal' | 'asset-transfer';
  readonly hasBalanceFlow: boolean;
  /** Nothing goes wrong, and everything goes at full speed. */
  readonly isCalm: boolean;
  /** The exchange counts the requests of any second. */
  readonly strictRates: boolean;
  /** Both kinds. */
  readonly withdrawalEndsAfterMs: number;
  readonly custody: string;
  readonly trading: string;
  readonly fiat: string;
  /** Records may be so late, in all: both what is new, and the list as a whole. */
  readonly lagMaxMs: number;
  /** Two deliveries of one message group may run at once. */
  readonly groupsOverlap: boolean;
  /** Everything is slow, and comes at once. */
  readonly isCrowded: boolean;
  readonly tickMs: number;
  /** Once faults have stopped, people look at what still waits for their approval. */
  readonly isApproved: boolean;
  /** People look at what needs their attention, and decide. */
  readonly isResolved: boolean;
  readonly odd?: OddBalances;
  /** There is too little for a payment until somebody brings more, and nothing else goes wrong. */
  readonly isShort?: true;
  /** Payers send coins, and a sweep runs for each deposit. */
  readonly followsDeposits?: true;
  /** People have devices, and sign what they decide. */
  readonly devices?: DeviceOptions;
  /** Whole seconds, and which ends belong to a window. */
  readonly listTimes: ListTimes;
}

/** One schedule, as data: all else follows from it and the seed. */
export interface Plan {
  readonly seed: number;
  readonly world: WorldOptions;
  readonly actions: readonly Action[];
  readonly rates: FaultRates;
  /** From then on nothing goes wrong any more. */
  readonly faultsUntil: number;
}
