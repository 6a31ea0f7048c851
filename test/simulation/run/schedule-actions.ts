import { amount } from '../../../functions/shared/core/amount.ts';
import { isSimulatedKey } from '../fakes/keys.ts';
import { startTime } from '../fakes/simulated-policy.ts';
import type { Action } from '../plan/plan.ts';
import { deposit, payIn } from './deposits.ts';
import { changeDevices } from './devices/device-actions.ts';
import { intrude } from './intruder/intrude.ts';
import { deploy, requestOverBus, requestOverHttp, sendDueSweep } from './invocations.ts';
import { transferManually, withdrawManually } from './manual-movements.ts';
import { isMoment } from './moments.ts';
import { callAsPerson } from './person-calls.ts';
import { resume } from './resume.ts';
import { sendCancel, sendDecision } from './send-decisions.ts';
import type { Simulation } from './simulation.ts';
import { tamper } from './tamper.ts';
import { changeWhitelist, payFromWallet } from './whitelist-actions.ts';

/** Lets happen what the plan says, at its time. */
export function scheduleActions(simulation: Simulation): void {
  for (const action of simulation.plan.actions) {
    simulation.timeline.at(startTime + action.at, () => performAction(simulation, action));
  }
}

function performAction(simulation: Simulation, action: Action): void {
  const { trace, exchange, outages } = simulation;
  switch (action.kind) {
    case 'request':
      if (action.by === 'bus') requestOverBus(simulation, action.asked);
      else requestOverHttp(simulation, action.asked);
      break;
    case 'sweep-due':
      sendDueSweep(simulation, action.sweepId, action.scheduledTime);
      break;
    case 'pause':
      callAsPerson(simulation, 'pause', { by: action.by, body: { scope: action.scope, reason: 'simulated' } });
      break;
    case 'resume':
      resume(simulation, action.by, action.scope);
      break;
    case 'word':
      sendDecision(simulation, action);
      break;
    case 'cancel':
      sendCancel(simulation, action);
      break;
    case 'revoke':
    case 'propose':
    case 'prove':
    case 'confirm':
      changeWhitelist(simulation, action);
      break;
    case 'wallet-pays':
      payFromWallet(simulation, action);
      break;
    case 'policy':
      deploy(simulation, action.policy, action);
      break;
    case 'rotate-key':
      rotateKey(simulation, action);
      break;
    case 'foreign-withdrawal':
      withdrawManually(simulation, action);
      break;
    case 'foreign-transfer':
      transferManually(simulation, action);
      break;
    case 'tamper':
      tamper(simulation, action);
      break;
    case 'enroll':
    case 'confirm-device':
    case 'revoke-device':
      changeDevices(simulation, action);
      break;
    case 'intrude':
      intrude(simulation, action);
      break;
    case 'clock-step':
      trace('exchange', `clock goes forward by ${action.ms} ms`);
      exchange.step(action.ms);
      break;
    case 'deposit':
      deposit(simulation, action.account, amount(action.quantity));
      break;
    case 'payer-pays':
      payIn(simulation, action.quantity);
      break;
    case 'trigger':
      scheduleAtMoment(simulation, action);
      break;
    case 'outage':
      trace('exchange', `${action.of} are away (${action.how}) until +${action.until / 1_000} s`);
      outages.begin(startTime + action.at, startTime + action.until, action.of, action.how);
  }
}

/** When faults stop, people have stopped. */
const quietMs = 30_000;

/** Waits for its moment. */
function scheduleAtMoment(
  simulation: Simulation,
  { when, of, nth, afterMs, then }: Extract<Action, { kind: 'trigger' }>,
): void {
  let met = 0;
  simulation.observer.listeners.push((write) => {
    if (!isMoment(when, write) || (of !== undefined && write.pk !== `instruction#${of}`)) return;
    const isLate = simulation.timeline.now > startTime + simulation.plan.faultsUntil - quietMs;
    if (met === nth && !isLate) simulation.timeline.after(afterMs, () => performAction(simulation, then));
    met += 1;
  });
}

function rotateKey({ secrets, exchange, trace }: Simulation, action: Extract<Action, { kind: 'rotate-key' }>): void {
  const { key, version, part } = action;
  trace('people', `key ${key} is at version ${version} in ${part}`);
  if (part === 'secret') secrets.rotate(key, version);
  else if (isSimulatedKey(key)) exchange.setKey(key, version);
}
