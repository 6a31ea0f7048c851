import { between } from '../engine/chance.ts';
import type { FunctionName, Input } from '../ground/functions.ts';
import { isHouseKey } from '../ground/keys.ts';
import { accounts, policyJson, startTime } from '../ground/policy.ts';
import type { Action, Asked, PolicyOptions } from '../plan/plan.ts';
import type { House } from './house.ts';
import { isMoment } from './moments.ts';
import { instructionOf } from './raw.ts';

/** How often a person, or the asynchronous invocation of a function, tries again what did not work. */
const triesMax = 3;
const retryMs = 60_000;
const personRetryMs = 7_000;

/** Lets happen what the plan says, at its time. */
export function scheduleActions(house: House): void {
  for (const action of house.plan.actions) {
    house.timeline.at(startTime + action.at, () => act(house, action));
  }
}

export function putPolicy({ put, observer, note }: House, policy: PolicyOptions): void {
  put({ pk: 'policy', policy: policyJson(policy) });
  observer.policies.push({ since: observer.now(), policy });
  note('people', `policy ${JSON.stringify(policy)}`);
}

function act(house: House, action: Action): void {
  switch (action.kind) {
    case 'request':
      return action.by === 'bus' ? overBus(house, action.asked) : overHttp(house, action.asked);
    case 'sweep-due':
      return sweepDue(house, action.sweepId, action.scheduledTime);
    case 'pause':
    case 'resume':
      return byPerson(house, action.kind, { by: action.by });
    case 'policy':
      return putPolicy(house, action.policy);
    case 'rotate-key':
      return rotate(house, action);
    case 'foreign-withdrawal':
      return foreignWithdrawal(house, action);
    case 'foreign-transfer':
      return foreignTransfer(house, action);
    case 'clock-step':
      house.note('exchange', `clock goes forward by ${action.ms} ms`);
      return house.world.step(action.ms);
    case 'ambush':
      return layAmbush(house, action);
    case 'outage':
      house.note('exchange', `${action.of} are away (${action.how}) until +${action.until / 1_000} s`);
      return house.outages.begin(startTime + action.at, startTime + action.until, action.of, action.how);
  }
}

/** When faults stop, people have stopped. */
const quietMs = 30_000;

/** Waits for its moment. */
function layAmbush(house: House, { when, nth, afterMs, then }: Extract<Action, { kind: 'ambush' }>): void {
  let met = 0;
  house.observer.listeners.push((write) => {
    if (!isMoment(when, write)) return;
    const isLate = house.timeline.now > startTime + house.plan.faultsUntil - quietMs;
    if (met === nth && !isLate) house.timeline.after(afterMs, () => act(house, then));
    met += 1;
  });
}

/** At least once, as EventBridge delivers: an invocation that fails is tried twice more. */
function overBus(house: House, asked: Asked): void {
  const { io, timeline, note } = house;
  const call = io.call('bus/requests', ['event-lost', 'event-twice', 'event-delay']);
  note('bus', `WithdrawalRequested ${asked.instructionId} ${asked.quantity} to ${asked.destination}`);
  if (call.fault === 'event-lost') return;
  const delay = call.fault === 'event-delay' ? between(call.chance('delay'), 1_000, 200_000) : 0;
  timeline.after(delay, () => tryInvoke(house, 'withdrawal-request', { body: asked }, retryMs));
  if (call.fault === 'event-twice') {
    const later = between(call.chance('repeat'), 1, 20_000);
    timeline.after(delay + later, () => tryInvoke(house, 'withdrawal-request', { body: asked }, retryMs));
  }
}

function overHttp(house: House, asked: Asked): void {
  house.note('person', `POST /withdrawals ${asked.instructionId} ${asked.quantity} to ${asked.destination}`);
  byPerson(house, 'withdrawal-request', { body: asked });
}

/** What a person, or the bus, gives along. */
type FromPerson = Partial<Pick<Input, 'body' | 'by' | 'of'>>;

export function byPerson(house: House, name: FunctionName, input: FromPerson): void {
  house.note(input.by ?? 'person', `calls ${name}`);
  tryInvoke(house, name, input, personRetryMs);
}

function tryInvoke(house: House, name: FunctionName, input: FromPerson, waitMs: number, tried = 1): void {
  const since = house.timeline.now;
  house.runner.invoke(name, input).then((invoked) => {
    if (invoked.kind === 'done') return house.observer.done({ since, name, body: input.body, value: invoked.value });
    if (invoked.kind === 'failed') house.observer.failed(name, invoked.error);
    house.note(name, invoked.kind === 'failed' ? `fails: ${String(invoked.error)}` : invoked.kind);
    if (tried >= triesMax) return;
    house.timeline.after(waitMs, () => tryInvoke(house, name, input, waitMs, tried + 1));
  });
}

/** EventBridge Scheduler puts a message into the queue, at least once. Its content is its deduplication id. */
function sweepDue({ io, sweeps, note }: House, sweepId: string, scheduledTime: string): void {
  const call = io.call('schedule/sweeps', ['event-lost', 'event-twice', 'event-delay']);
  note('schedule', `sweep ${sweepId} of ${scheduledTime} is due`);
  if (call.fault === 'event-lost') return;
  const body = { sweepId, scheduledTime };
  const message = { body, group: 'transfer', deduplicationId: `${sweepId} ${scheduledTime}` };
  sweeps.accept(message, call.fault === 'event-delay' ? between(call.chance('delay'), 1_000, 200_000) : 0);
  if (call.fault === 'event-twice') sweeps.repeat(message, between(call.chance('repeat'), 1, 400_000));
}

function rotate({ secrets, world, note }: House, action: Extract<Action, { kind: 'rotate-key' }>): void {
  const { key, version, part } = action;
  note('people', `key ${key} is at version ${version} in ${part}`);
  if (part === 'secret') secrets.rotate(key, version);
  else if (isHouseKey(key)) world.setKey(key, version);
}

function foreignWithdrawal(
  house: House,
  { like, address, remark }: Extract<Action, { kind: 'foreign-withdrawal' }>,
): void {
  const made = house.world.byHand('/api/v1/account/withdraw', {
    coin: like.coin,
    chainType: like.chain,
    address,
    quantity: like.quantity,
    clientOrderId: `by-hand-${house.timeline.now}`,
    remark,
  });
  tellForeign(house, made);
}

function foreignTransfer(house: House, action: Extract<Action, { kind: 'foreign-transfer' }>): void {
  const quantity = action.quantity === 'like-last-sweep' ? lastSweepQuantity(house) : action.quantity;
  if (quantity === undefined) return;
  const made = house.world.byHand('/api/v1/account/assetTransfer', {
    fromAccountId: action.from === 'trading' ? accounts.trading.id : accounts.custody.id,
    toAccountId: action.to === 'trading' ? accounts.trading.id : accounts.custody.id,
    coin: 'USDT',
    quantity,
    clientOrderId: `by-hand-${house.timeline.now}`,
    remark: action.remark,
  });
  tellForeign(house, made);
}

/** What a sweep was to move last: a person does the same by hand, because it seems to hang. */
function lastSweepQuantity({ table }: House): string | undefined {
  const transfers = table.all().flatMap((item) => instructionOf(item) ?? []);
  const last = transfers.findLast(({ content, attempts }) => content.kind === 'asset-transfer' && attempts.length > 0);
  return last === undefined ? undefined : String(last.content.quantity);
}

function tellForeign({ observer, world, note }: House, made: ReturnType<House['world']['byHand']>): void {
  if (made === undefined) return;
  note('person', `moves ${made.order.quantity} by hand at the exchange: ${made.order.orderId}`);
  observer.executed({ ...made, at: observer.now(), exchangeAt: world.now() });
}
