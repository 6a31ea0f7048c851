import * as v from 'valibot';
import { sweepGroup } from '../../../functions/shared/ledger/messaging/sweep-group.ts';
import type { DeploymentAnswer } from '../../../functions/shared/ledger/policy/deployments.ts';
import { parsePolicy } from '../../../functions/shared/ledger/policy/policy.ts';
import { sweepSchema } from '../../../functions/shared/ledger/policy/sweep.ts';
import { between } from '../engine/chance.ts';
import type { FunctionName } from '../fakes/functions.ts';
import { busEvent, deploymentEvent } from '../fakes/lambda-events.ts';
import type { InvocationResult } from '../fakes/runner.ts';
import { policyJson } from '../fakes/simulated-policy.ts';
import { subOf } from '../plan/personas.ts';
import type { DeploymentDelivery, PolicyOptions, RequestBody } from '../plan/plan.ts';
import { claimsSince } from './claim-in-force.ts';
import { callAsPerson } from './person-calls.ts';
import type { Simulation } from './simulation.ts';

/** How often the asynchronous invocation of a function, or who deploys, tries again what did not work. */
const triesMax = 3;
const retryMs = 60_000;

/** Who sends requests takes so long to name people in the new way. */
const changeoverMs = 5_000;

/** At least once, as EventBridge delivers: an invocation that fails is tried twice more. */
export function requestOverBus(simulation: Simulation, byEmail: RequestBody): void {
  const { io, timeline, trace, observer } = simulation;
  const [claim, ...others] = claimsSince(observer, changeoverMs);
  if (others.length > 0) {
    timeline.after(changeoverMs, () => requestOverBus(simulation, byEmail));
    return;
  }
  const asked = claim === 'sub' ? { ...byEmail, requestedBy: subOf(byEmail.requestedBy) } : byEmail;
  const sentAt = timeline.now;
  const call = io.call('bus/requests', ['event-lost', 'event-twice', 'event-delay']);
  trace('bus', `WithdrawalRequested ${asked.instructionId} ${asked.quantity} to ${asked.destination}`);
  if (call.fault === 'event-lost') return;
  const delay = call.fault === 'event-delay' ? between(call.chance('delay'), 1_000, 200_000) : 0;
  timeline.after(delay, () => deliverRequest(simulation, asked, sentAt));
  if (call.fault === 'event-twice') {
    const later = between(call.chance('repeat'), 1, 20_000);
    timeline.after(delay + later, () => deliverRequest(simulation, asked, sentAt));
  }
}

export function requestOverHttp(simulation: Simulation, { requestedBy, ...body }: RequestBody): void {
  callAsPerson(simulation, 'request', { by: requestedBy, body });
}

function deliverRequest(simulation: Simulation, asked: RequestBody, sentAt: number, tried = 1): void {
  const { runner, observer, timeline } = simulation;
  const since = timeline.now;
  runner.invoke('withdrawal-request', busEvent('WithdrawalRequested', asked, sentAt)).then((invoked) => {
    if (invoked.kind === 'done') return observer.done({ since, name: 'request', body: asked, value: undefined });
    tellFailure(simulation, 'withdrawal-request', invoked);
    if (tried < triesMax) timeline.after(retryMs, () => deliverRequest(simulation, asked, sentAt, tried + 1));
  });
}

/**
 * Whoever deploys tries again where CloudFormation is told of a failure, or nothing; but no older policy after a newer
 * one.
 */
export function deploy(
  simulation: Simulation,
  policy: PolicyOptions,
  { lateMs, repeatAfterMs }: DeploymentDelivery,
  tried = 1,
): void {
  const { runner, deployments, timeline, trace, observer } = simulation;
  const id = `deployment-${deployments.size + 1}`;
  trace('people', `deploy the policy ${JSON.stringify(policy)} as ${id}`);
  deployments.set(id, 'under way');
  observer.deployed.push({ at: observer.now(), policy: parsePolicy(policyJson(policy)) });
  const event = deploymentEvent(id, policyJson(policy), observer.now());
  const invoke = async () => {
    const invoked = await runner.invoke('policy', event);
    tellFailure(simulation, 'policy', invoked);
    if (tried >= triesMax || isSuccess(deployments.get(id))) return;
    timeline.after(retryMs, () => {
      const isNewest = id === `deployment-${deployments.size}`;
      if (isNewest) deploy(simulation, policy, {}, tried + 1);
    });
  };
  if (lateMs === undefined) void invoke();
  else timeline.after(lateMs, () => void invoke());
  if (repeatAfterMs !== undefined) timeline.after((lateMs ?? 0) + repeatAfterMs, () => void invoke());
}

function isSuccess(told: DeploymentAnswer | 'under way' | undefined): boolean {
  return typeof told === 'object' && !('failure' in told);
}

/** EventBridge Scheduler, or a rule of the bus, calls a function. Answers whether it ended well. */
export async function callOnSchedule(simulation: Simulation, name: FunctionName, event: unknown): Promise<boolean> {
  const invoked = await simulation.runner.invoke(name, event);
  tellFailure(simulation, name, invoked);
  simulation.trace(name, `on its schedule: ${invoked.kind}`);
  return invoked.kind === 'done';
}

function tellFailure({ observer, trace }: Simulation, name: FunctionName, invoked: InvocationResult): void {
  if (invoked.kind === 'failed') observer.failed(name, invoked.error);
  if (invoked.kind !== 'done')
    trace(name, invoked.kind === 'failed' ? `fails: ${String(invoked.error)}` : invoked.kind);
}

/** As infra/constructs/sweep-schedules.ts has it. */
function groupOf(options: PolicyOptions, sweepId: string): string {
  const sweeps = v.parse(v.array(sweepSchema), policyJson(options).sweeps);
  const sweep = sweeps.find(({ id }) => id === sweepId);
  return sweep === undefined ? sweepId : sweepGroup(sweep, sweeps);
}

/** EventBridge Scheduler puts a message into the queue, at least once. Its content is its deduplication id. */
export function sendDueSweep({ io, plan, sweeps, trace }: Simulation, sweepId: string, scheduledTime: string): void {
  const call = io.call('schedule/sweeps', ['event-lost', 'event-twice', 'event-delay']);
  trace('schedule', `sweep ${sweepId} of ${scheduledTime} is due`);
  if (call.fault === 'event-lost') return;
  const body = { sweepId, scheduledTime };
  const group = groupOf(plan.world.policy, sweepId);
  const message = { body, group, deduplicationId: `${sweepId} ${scheduledTime}` };
  sweeps.accept(message, call.fault === 'event-delay' ? between(call.chance('delay'), 1_000, 200_000) : 0);
  if (call.fault === 'event-twice') sweeps.repeat(message, between(call.chance('repeat'), 1, 400_000));
}
