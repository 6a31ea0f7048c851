import { isHouseKey } from '../ground/keys.ts';
import { startTime } from '../ground/policy.ts';
import type { Action } from '../plan/plan.ts';
import { transferByHand, withdrawByHand } from './by-hand.ts';
import { byPerson, deploy, overBus, overHttp, sweepDue } from './calls.ts';
import type { House } from './house.ts';
import { isMoment } from './moments.ts';
import { changeWhitelist, payFromWallet } from './whitelisting.ts';
import { sayCancel, sayWord } from './words.ts';

/** Lets happen what the plan says, at its time. */
export function scheduleActions(house: House): void {
  for (const action of house.plan.actions) {
    house.timeline.at(startTime + action.at, () => act(house, action));
  }
}

function act(house: House, action: Action): void {
  const { note, world, outages } = house;
  switch (action.kind) {
    case 'request':
      if (action.by === 'bus') overBus(house, action.asked);
      else overHttp(house, action.asked);
      break;
    case 'sweep-due':
      sweepDue(house, action.sweepId, action.scheduledTime);
      break;
    case 'pause':
      byPerson(house, 'pause', { by: action.by, body: { scope: action.scope, reason: 'simulated' } });
      break;
    case 'resume':
      byPerson(house, 'resume', { by: action.by, of: action.scope });
      break;
    case 'word':
      sayWord(house, action);
      break;
    case 'cancel':
      sayCancel(house, action);
      break;
    case 'revoke':
    case 'propose':
    case 'prove':
    case 'confirm':
      changeWhitelist(house, action);
      break;
    case 'wallet-pays':
      payFromWallet(house, action);
      break;
    case 'policy':
      deploy(house, action.policy);
      break;
    case 'rotate-key':
      rotate(house, action);
      break;
    case 'foreign-withdrawal':
      withdrawByHand(house, action);
      break;
    case 'foreign-transfer':
      transferByHand(house, action);
      break;
    case 'clock-step':
      note('exchange', `clock goes forward by ${action.ms} ms`);
      world.step(action.ms);
      break;
    case 'ambush':
      layAmbush(house, action);
      break;
    case 'outage':
      note('exchange', `${action.of} are away (${action.how}) until +${action.until / 1_000} s`);
      outages.begin(startTime + action.at, startTime + action.until, action.of, action.how);
  }
}

/** When faults stop, people have stopped. */
const quietMs = 30_000;

/** Waits for its moment. */
function layAmbush(house: House, { when, of, nth, afterMs, then }: Extract<Action, { kind: 'ambush' }>): void {
  let met = 0;
  house.observer.listeners.push((write) => {
    if (!isMoment(when, write) || (of !== undefined && write.pk !== `instruction#${of}`)) return;
    const isLate = house.timeline.now > startTime + house.plan.faultsUntil - quietMs;
    if (met === nth && !isLate) house.timeline.after(afterMs, () => act(house, then));
    met += 1;
  });
}

function rotate({ secrets, world, note }: House, action: Extract<Action, { kind: 'rotate-key' }>): void {
  const { key, version, part } = action;
  note('people', `key ${key} is at version ${version} in ${part}`);
  if (part === 'secret') secrets.rotate(key, version);
  else if (isHouseKey(key)) world.setKey(key, version);
}
