import { type Answer, type ExchangeRequest, htmlAnswer, type Json, jsonAnswer } from './answers.ts';
import { authenticate } from './auth/current.ts';
import { isProSigned } from './auth/pro.ts';
import { answerInstead, spoil, wishesOf } from './faults/apply.ts';
import type { Fault } from './faults/fault.ts';
import { createFaultPlan, type FaultPlan } from './faults/plan.ts';
import type { ApiKey } from './keys.ts';
import { keepDayEnds } from './life/day-end.ts';
import { type DepositInput, receiveDeposit } from './life/deposit.ts';
import { receiveMicroPayment, type WalletPayment } from './life/micro-payment.ts';
import { type ExchangeOptions, settingsOf } from './options.ts';
import { readParams } from './params.ts';
import type { Deposit, Records } from './records.ts';
import { Refusal } from './refusal.ts';
import type { Route, Wishes } from './route.ts';
import { findRoute, isKnownPath } from './routes.ts';
import { createWorld, type World } from './world.ts';

/** HashKey Exchange as its documentation says, without a network. Time and chance come from outside. */
export interface Exchange {
  /** Answers one request, with the first planned fault that meets it. Faults of the connection are the caller's to play. */
  handle(request: ExchangeRequest): Answer;
  /** The same with a fault that the caller took from `faults` itself, or with none. */
  execute(request: ExchangeRequest, fault: Fault | undefined): Answer;
  /** Funds arrive from outside. */
  receive(deposit: DepositInput): Deposit;
  /** A wallet pays what a micro-payment asked for. False where nobody asked for this. */
  receiveMicroPayment(payment: WalletPayment): boolean;
  /** What the exchange knows, brought up to now. */
  readonly records: Records;
  readonly faults: FaultPlan;
  /** Keys by their name. May be changed while it runs, to revoke or to rotate one. */
  readonly keys: Map<string, ApiKey>;
}

export function createExchange(options: ExchangeOptions = {}): Exchange {
  const world = createWorld(settingsOf(options));
  const faults = createFaultPlan(world.now);
  keepDayEnds(world);
  return {
    handle: (request) => execute(world, request, faults.take(request)),
    execute: (request, fault) => execute(world, request, fault),
    receive: (deposit) => {
      world.agenda.advance(world.now());
      return receiveDeposit(world, deposit);
    },
    receiveMicroPayment: (payment) => {
      world.agenda.advance(world.now());
      return receiveMicroPayment(world, payment);
    },
    get records() {
      world.agenda.advance(world.now());
      return world.records;
    },
    faults,
    keys: world.keys,
  };
}

function execute(world: World, request: ExchangeRequest, fault: Fault | undefined): Answer {
  world.agenda.advance(world.now());
  return answerInstead(world, request, fault) ?? spoil(answer(world, request, wishesOf(fault)), fault);
}

function answer(world: World, request: ExchangeRequest, wishes: Wishes): Answer {
  try {
    if (world.limiter.isBanned(request.address ?? '127.0.0.1', world.now())) throw new Refusal('0003', undefined, 418);
    const route = findRoute(request.method, request.path);
    if (route !== undefined) return carryOut(world, route, request, wishes);
    if (isKnownPath(request.path)) throw new Refusal('-1020');
    return htmlAnswer(404);
  } catch (error) {
    if (error instanceof Refusal) return error.answer();
    throw error;
  }
}

function carryOut(world: World, route: Route, request: ExchangeRequest, wishes: Wishes): Answer {
  const params = readParams(request);
  if (route.security === 'signed') authenticate(world, route, request, params);
  if (route.security === 'pro' && !isProSigned(world, request)) return notSigned();
  const value: Json = route.endpoint({ world, params, now: world.now(), wishes });
  return jsonAnswer(200, value, world.settings.numericIds);
}

/** ASSUMPTION A18: how HashKey PRO refuses is not documented. */
function notSigned(): Answer {
  return jsonAnswer(401, { code: 401, msg: 'Unauthorized.' });
}
