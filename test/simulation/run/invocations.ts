import { between } from '../engine/chance.ts';
import type { FunctionName } from '../fakes/functions.ts';
import type { InvocationInput } from '../fakes/ports.ts';
import { policyJson } from '../fakes/simulated-policy.ts';
import { groupsOf } from '../plan/personas.ts';
import type { PolicyOptions, RequestBody } from '../plan/plan.ts';
import type { Simulation } from './simulation.ts';

/** How often a person, or the asynchronous invocation of a function, tries again what did not work. */
const triesMax = 3;
const retryMs = 60_000;
const personRetryMs = 7_000;

/** At least once, as EventBridge delivers: an invocation that fails is tried twice more. */
export function requestOverBus(simulation: Simulation, asked: RequestBody): void {
  const { io, timeline, trace } = simulation;
  const call = io.call('bus/requests', ['event-lost', 'event-twice', 'event-delay']);
  trace('bus', `WithdrawalRequested ${asked.instructionId} ${asked.quantity} to ${asked.destination}`);
  if (call.fault === 'event-lost') return;
  const delay = call.fault === 'event-delay' ? between(call.chance('delay'), 1_000, 200_000) : 0;
  timeline.after(delay, () => tryInvoke(simulation, 'withdrawal-request', { body: asked }, retryMs));
  if (call.fault === 'event-twice') {
    const later = between(call.chance('repeat'), 1, 20_000);
    timeline.after(delay + later, () => tryInvoke(simulation, 'withdrawal-request', { body: asked }, retryMs));
  }
}

export function requestOverHttp(simulation: Simulation, asked: RequestBody): void {
  simulation.trace('person', `POST /withdrawals ${asked.instructionId} ${asked.quantity} to ${asked.destination}`);
  callAsPerson(simulation, 'withdrawal-request', { body: asked });
}

/** CloudFormation calls the function again where it fails. */
export function deploy(simulation: Simulation, policy: PolicyOptions): void {
  simulation.trace('people', `deploy the policy ${JSON.stringify(policy)}`);
  tryInvoke(simulation, 'policy', { body: policyJson(policy) }, retryMs);
}

/** What a person, or the bus, gives along. */
type PersonInput = Partial<Pick<InvocationInput, 'body' | 'by' | 'groups' | 'of'>>;

export function callAsPerson(simulation: Simulation, name: FunctionName, input: PersonInput): void {
  simulation.trace(
    input.by ?? 'person',
    `calls ${[name, input.of, JSON.stringify(input.body)].filter(Boolean).join(' ')}`,
  );
  tryInvoke(simulation, name, { ...input, groups: groupsOf(input.by ?? '') }, personRetryMs);
}

function tryInvoke(simulation: Simulation, name: FunctionName, input: PersonInput, waitMs: number, tried = 1): void {
  const since = simulation.timeline.now;
  simulation.runner.invoke(name, input).then((invoked) => {
    if (invoked.kind === 'done')
      return simulation.observer.done({ since, name, body: input.body, value: invoked.value });
    if (invoked.kind === 'failed') simulation.observer.failed(name, invoked.error);
    simulation.trace(name, invoked.kind === 'failed' ? `fails: ${String(invoked.error)}` : invoked.kind);
    if (tried >= triesMax) return;
    simulation.timeline.after(waitMs, () => tryInvoke(simulation, name, input, waitMs, tried + 1));
  });
}

/** EventBridge Scheduler puts a message into the queue, at least once. Its content is its deduplication id. */
export function sendDueSweep({ io, sweeps, trace }: Simulation, sweepId: string, scheduledTime: string): void {
  const call = io.call('schedule/sweeps', ['event-lost', 'event-twice', 'event-delay']);
  trace('schedule', `sweep ${sweepId} of ${scheduledTime} is due`);
  if (call.fault === 'event-lost') return;
  const body = { sweepId, scheduledTime };
  const message = { body, group: 'transfer', deduplicationId: `${sweepId} ${scheduledTime}` };
  sweeps.accept(message, call.fault === 'event-delay' ? between(call.chance('delay'), 1_000, 200_000) : 0);
  if (call.fault === 'event-twice') sweeps.repeat(message, between(call.chance('repeat'), 1, 400_000));
}
