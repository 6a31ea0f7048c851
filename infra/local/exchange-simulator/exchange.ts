import { type Answer, type ExchangeRequest, htmlAnswer, type Json, jsonAnswer } from './answers.ts';
import { authenticate } from './auth/current.ts';
import { isProSigned } from './auth/pro.ts';
import { withShownTimes } from './endpoints/list-window.ts';
import { ExchangeRefusal } from './exchange-refusal.ts';
import { answerAfterExecution, answerBeforeExecution, effectsOf } from './faults/apply.ts';
import type { Fault } from './faults/fault.ts';
import { createFaultPlan, type FaultPlan } from './faults/plan.ts';
import type { ApiKey } from './keys.ts';
import { bookMovement, type MovementInput } from './lifecycle/book-movement.ts';
import { scheduleDayEnds } from './lifecycle/day-end.ts';
import { type DepositInput, receiveDeposit } from './lifecycle/deposit.ts';
import { changeDepositStatus, type DepositChange } from './lifecycle/deposit-status.ts';
import { receiveMicroPayment, type WalletPayment } from './lifecycle/micro-payment.ts';
import { type ExchangeOptions, settingsOf } from './options.ts';
import { readParams } from './params.ts';
import type { Deposit, Records } from './records.ts';
import type { CallEffects, Route } from './route.ts';
import { findRoute, isKnownPath } from './routes.ts';
import { createSimulatorState, type SimulatorState } from './simulator-state.ts';
import { createStreams, type Streams } from './stream/streams.ts';

/** HashKey Exchange as its documentation says, without a network. Time and chance come from outside. */
export interface Exchange {
  /**
   * Answers one request, with the first planned fault that meets it. Faults of the connection are the caller's to play.
   */
  handle(request: ExchangeRequest): Answer;
  /** The same with a fault that the caller took from `faults` itself, or with none. */
  execute(request: ExchangeRequest, fault: Fault | undefined): Answer;
  /** Funds arrive from outside. */
  receive(deposit: DepositInput): Deposit;
  /** What becomes of a deposit. False where there is none of this id. */
  changeDeposit(orderId: string, change: DepositChange): boolean;
  /** A movement that is done at once, past all rules. Answers the id of its order. */
  book(movement: MovementInput): string;
  /** A wallet pays what a micro-payment asked for. False where nobody asked for this. */
  receiveMicroPayment(payment: WalletPayment): boolean;
  /** What the exchange knows, brought up to now. */
  readonly records: Records;
  readonly faults: FaultPlan;
  readonly streams: Streams;
  /** Keys by their name. May be changed while it runs, to revoke or to rotate one. */
  readonly keys: Map<string, ApiKey>;
}

export function createExchange(options: ExchangeOptions = {}): Exchange {
  const state = createSimulatorState(settingsOf(options));
  const faults = createFaultPlan(state.now);
  scheduleDayEnds(state);
  return {
    handle: (request) => execute(state, request, faults.take(request)),
    execute: (request, fault) => execute(state, request, fault),
    receive: (deposit) => {
      state.timedEvents.advance(state.now());
      return receiveDeposit(state, deposit);
    },
    changeDeposit: (orderId, change) => {
      state.timedEvents.advance(state.now());
      const deposit = state.records.deposits.findLast((each) => each.orderId === orderId);
      if (deposit !== undefined) changeDepositStatus(state, deposit, change);
      return deposit !== undefined;
    },
    book: (movement) => {
      state.timedEvents.advance(state.now());
      return bookMovement(state, movement);
    },
    receiveMicroPayment: (payment) => {
      state.timedEvents.advance(state.now());
      return receiveMicroPayment(state, payment);
    },
    get records() {
      state.timedEvents.advance(state.now());
      return state.records;
    },
    faults,
    streams: createStreams(state),
    keys: state.keys,
  };
}

function execute(state: SimulatorState, request: ExchangeRequest, fault: Fault | undefined): Answer {
  state.timedEvents.advance(state.now());
  return (
    answerBeforeExecution(state, request, fault) ??
    answerAfterExecution(answer(state, request, effectsOf(fault)), fault)
  );
}

function answer(state: SimulatorState, request: ExchangeRequest, effects: CallEffects): Answer {
  try {
    if (state.limiter.isBanned(request.address ?? '127.0.0.1', state.now()))
      throw new ExchangeRefusal('0003', undefined, 418);
    const route = findRoute(request.method, request.path);
    if (route !== undefined) return executeRoute(state, route, request, effects);
    if (isKnownPath(request.path)) throw new ExchangeRefusal('-1020');
    return htmlAnswer(404);
  } catch (error) {
    if (error instanceof ExchangeRefusal) return error.toAnswer();
    throw error;
  }
}

function executeRoute(state: SimulatorState, route: Route, request: ExchangeRequest, effects: CallEffects): Answer {
  const params = readParams(request);
  if (route.security === 'signed') authenticate(state, route, request, params);
  if (route.security === 'pro' && !isProSigned(state, request)) return unauthorizedAnswer();
  const value: Json = route.endpoint({ state, params, now: state.now(), effects });
  const shown = withShownTimes(value, effects.listTimes ?? state.settings.listTimes);
  return jsonAnswer(200, shown, state.settings.numericIds);
}

/** ASSUMPTION A18: how HashKey PRO refuses is not documented. */
function unauthorizedAnswer(): Answer {
  return jsonAnswer(401, { code: 401, msg: 'Unauthorized.' });
}
