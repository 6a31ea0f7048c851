import type { Millis } from '../../../functions/shared/core/clock.ts';
import type { Json } from './answers.ts';
import type { ListTimes } from './endpoints/list-window.ts';
import type { Permission } from './keys.ts';
import type { Pace } from './limiter.ts';
import type { Params } from './params.ts';
import type { FailedReason, FiatFailure } from './records.ts';
import type { SimulatorState } from './simulator-state.ts';

/** What an endpoint gets. It answers with a value, or throws a Refusal. */
export interface Call {
  readonly state: SimulatorState;
  readonly params: Params;
  readonly now: Millis;
  /** What a planned fault changes in this one call. */
  readonly effects: CallEffects;
}

export interface CallEffects {
  /** Records made by this call show up so much later; a list answers as it would have so long ago. */
  readonly lagMs: number;
  /** Records made by this call show so much later, with a time that is so much later. */
  readonly lateMs?: number;
  /** A list is meant in another way than usual. */
  readonly listTimes?: ListTimes;
  /** The withdrawal made by this call ends `failed`. */
  readonly failedReason?: FailedReason;
  /** The payment to a bank made by this call comes to nothing. */
  readonly fiatFailure?: FiatFailure;
  /** Another deposit address than the usual one is told. */
  readonly changedAddress?: boolean;
  /** The fund statement shows what this call moves so much later. Infinite: never. */
  readonly flowDelayMs?: Millis;
  /** A page of the fund statement says a line again. */
  readonly repeatsFlowRow?: boolean;
  /** Balances at the end of a day are those of the day before. */
  readonly showsDayBefore?: boolean;
}

export const noEffects: CallEffects = { lagMs: 0 };

export type Endpoint = (call: Call) => Json;

interface RouteBase {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly endpoint: Endpoint;
}

export interface PublicRoute extends RouteBase {
  readonly security: 'none';
}

/** A call of today's API that needs a key and a signature. */
export interface SignedRoute extends RouteBase {
  readonly security: 'signed';
  /** None for queries: any valid key may read (exchange-api.md 1.3). */
  readonly permission: Permission | undefined;
  readonly pace: Exclude<Pace, 'public'>;
  /** exchange-api.md section 5. */
  readonly weight: number;
  readonly twoFactor: boolean;
}

/** A call of HashKey PRO, which signs in its own ways. */
export interface ProRoute extends RouteBase {
  readonly security: 'pro';
}

export type Route = PublicRoute | SignedRoute | ProRoute;
