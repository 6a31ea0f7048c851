import type { Amount } from '../../../functions/shared/core/amount.ts';
import type { Policy } from '../../../functions/shared/ledger/policy/policy.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import type { LoggedError } from '../../../functions/shared/runtime/logger.ts';
import type { Order, SimulatedExchange } from '../fakes/simulated-exchange.ts';
import type { Plan } from '../plan/plan.ts';
import type { DeviceBook } from './devices/device-book.ts';
import type { PersonRoute } from './person-routes.ts';

/** An item was written. Times are the truth, which no function knows. */
export interface Write {
  readonly at: number;
  readonly pk: string;
  readonly item: Item;
  readonly before: Item | undefined;
}

/** A function got an item, or learned that there is none. */
export interface Read {
  /** When the item stood so. What it stood like is known to the function somewhat later. */
  readonly at: number;
  readonly by: string;
  readonly pk: string;
  readonly item: Item | undefined;
}

/** The bytes of a money call left a function. */
export interface Post {
  readonly at: number;
  readonly by: string;
  /** What its function had left. */
  readonly remainingMs: number;
  readonly path: string;
  readonly params: ReadonlyMap<string, string>;
}

/** What came back of a money call, as it was meant. By exchange-api.md section 4, and not by our own reading of it. */
export interface MoneyAnswer {
  readonly id: string;
  readonly timestamp: string;
  readonly meaning: 'accepted' | 'refused' | 'not-taken' | 'ambiguous';
}

/** What a person says of an instruction, before anybody has heard it. */
export interface PersonDecision {
  readonly at: number;
  readonly of: string;
  readonly by: string;
  readonly decision: 'approve' | 'decline' | 'cancel' | 'confirm';
  readonly digest: string;
}

/** A function did what was asked. */
export interface CompletedInvocation {
  /** When it was called. */
  readonly since: number;
  readonly name: string;
  readonly body: unknown;
  readonly value: unknown;
}

/** A person called a route, and was answered. */
export interface PersonAnswer {
  readonly since: number;
  readonly name: PersonRoute;
  readonly by: string;
  readonly status: number;
  /** Of an answer that is no success. */
  readonly code: string;
  /** The instruction that the body names, where it names one. */
  readonly instructionId?: string;
}

/** A signed request left a function. */
export interface SentRequest {
  readonly at: number;
  readonly apiKey: string;
}

/** The exchange told the sender of a request to wait. */
export type RateLimited = SentRequest & {
  readonly isBan: boolean;
  /** How long, where the answer says so. */
  readonly namedMs?: number;
};

/** A function asked Secrets Manager for a key, and got it or did not. */
export interface SecretAsked {
  readonly at: number;
  readonly by: string;
  readonly key: string;
  readonly isAnswered: boolean;
}

/** Money that came to an account at the exchange. */
export interface Deposit {
  readonly at: number;
  readonly coin: string;
  readonly quantity: Amount;
  /** Of one that the exchange lists. */
  readonly orderId?: string;
}

/** The exchange took an order. `post` is what asked for it, and not there where a person did by hand. */
export type Execution = Order & {
  readonly at: number;
  readonly exchangeAt: number;
  readonly post?: Post;
};

export interface PublishedEvent {
  readonly at: number;
  readonly type: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** All that is true about a run, seen from outside: what the invariants judge by. */
export interface Observed {
  readonly plan: Plan;
  readonly exchange: SimulatedExchange;
  readonly now: () => number;
  readonly item: (pk: string) => Item | undefined;
  readonly items: () => readonly Item[];
  readonly writes: readonly Write[];
  /** Those of one item. */
  readonly writesOf: (pk: string) => readonly Write[];
  readonly posts: readonly Post[];
  readonly executions: readonly Execution[];
  readonly events: readonly PublishedEvent[];
  /** What people brought to the exchange from outside. */
  readonly deposits: readonly Deposit[];
  readonly decisions: readonly PersonDecision[];
  /** The policies that CloudFormation was asked to bring, in this order, whenever they arrived. */
  readonly deployed: readonly { readonly at: number; readonly policy: Policy }[];
  /** The lines of the functions' logs, what people were answered, and the errors that functions ended with. */
  readonly reported: readonly unknown[];
  /** Who signed what, with which device. */
  readonly devices: DeviceBook;
  /** Signatures that were on the wire. */
  readonly signatures: ReadonlySet<string>;
}

/** What one invariant looks at in one run. An answer is a violation, in words. */
export interface InvariantChecks {
  written?(write: Write): string | undefined;
  read?(read: Read): string | undefined;
  requestSent?(left: SentRequest): string | undefined;
  posted?(post: Post): string | undefined;
  /** A function was told 429, or 418. */
  rateLimited?(limited: RateLimited): string | undefined;
  secretAsked?(asked: SecretAsked): string | undefined;
  answered?(answered: MoneyAnswer): string | undefined;
  done?(done: CompletedInvocation): string | undefined;
  executed?(execution: Execution): string | undefined;
  called?(answer: PersonAnswer): string | undefined;
  failed?(by: string, error: LoggedError): string | undefined;
  /** Everything is at rest. */
  ended?(): string | undefined;
}

export interface Invariant {
  readonly name: string;
  readonly watch: (observed: Observed) => InvariantChecks;
}

export interface Violation {
  readonly invariant: string;
  readonly at: number;
  readonly what: string;
}
