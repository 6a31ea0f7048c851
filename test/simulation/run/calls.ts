import { between } from '../engine/chance.ts';
import type { FunctionName } from '../ground/functions.ts';
import type { Input } from '../ground/ground.ts';
import { policyJson } from '../ground/policy.ts';
import { groupsOf } from '../plan/people.ts';
import type { Asked, PolicyOptions } from '../plan/plan.ts';
import type { House } from './house.ts';

/** How often a person, or the asynchronous invocation of a function, tries again what did not work. */
const triesMax = 3;
const retryMs = 60_000;
const personRetryMs = 7_000;

/** At least once, as EventBridge delivers: an invocation that fails is tried twice more. */
export function overBus(house: House, asked: Asked): void {
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

export function overHttp(house: House, asked: Asked): void {
  house.note('person', `POST /withdrawals ${asked.instructionId} ${asked.quantity} to ${asked.destination}`);
  byPerson(house, 'withdrawal-request', { body: asked });
}

/** CloudFormation calls the function again where it fails. */
export function deploy(house: House, policy: PolicyOptions): void {
  house.note('people', `deploy the policy ${JSON.stringify(policy)}`);
  tryInvoke(house, 'policy', { body: policyJson(policy) }, retryMs);
}

/** What a person, or the bus, gives along. */
type FromPerson = Partial<Pick<Input, 'body' | 'by' | 'groups' | 'of'>>;

export function byPerson(house: House, name: FunctionName, input: FromPerson): void {
  house.note(input.by ?? 'person', `calls ${[name, input.of, JSON.stringify(input.body)].filter(Boolean).join(' ')}`);
  tryInvoke(house, name, { ...input, groups: groupsOf(input.by ?? '') }, personRetryMs);
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
export function sweepDue({ io, sweeps, note }: House, sweepId: string, scheduledTime: string): void {
  const call = io.call('schedule/sweeps', ['event-lost', 'event-twice', 'event-delay']);
  note('schedule', `sweep ${sweepId} of ${scheduledTime} is due`);
  if (call.fault === 'event-lost') return;
  const body = { sweepId, scheduledTime };
  const message = { body, group: 'transfer', deduplicationId: `${sweepId} ${scheduledTime}` };
  sweeps.accept(message, call.fault === 'event-delay' ? between(call.chance('delay'), 1_000, 200_000) : 0);
  if (call.fault === 'event-twice') sweeps.repeat(message, between(call.chance('repeat'), 1, 400_000));
}
