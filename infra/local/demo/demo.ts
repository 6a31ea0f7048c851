import type { RunningStack } from '../aws/stack.ts';
import type { LocalHouse } from '../local-stage.ts';
import { depositSchema, type ShownInstruction } from './api-schemas.ts';
import { approveFirst, approveLast, lookAtSheet, tryWrongApprovals } from './approvals.ts';
import { bringIn, waitForCoolOff } from './destination.ts';
import { letItExpire } from './expiry.ts';
import { tryLookAlike } from './look-alike.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { pauseDestination, resumeDestination, seeItHeld } from './pause.ts';
import { people } from './personas.ts';
import { askForTooMuch, askOnBus, askOverHttp } from './requests.ts';
import type { Scene, Tell } from './scene.ts';
import { setScene } from './set-scene.ts';

/** The whole story ends within two minutes, whatever the exchange does. */
const storyMs = 90_000;
const stepMs = 25_000;

/** The instructions that the story is about. */
export interface Played {
  readonly transfer: string;
  readonly paid: string;
  readonly unlisted: string;
  readonly large: string;
  readonly late: string;
}

/** Shows what the treasury does with money, as it happens. Throws where something is not as it should be. */
export async function tellStory(house: LocalHouse, tell: Tell, log: Tell): Promise<[Outcome, RunningStack]> {
  const deadline = Date.now() + storyMs;
  const { coin } = house.payee;
  const began = await house.view.now();
  const scene = await setScene(house, began, tell, log);
  const address = await showDepositAddress(scene);
  await bringIn(scene);
  const transfer = await seeSweep(scene);
  await tryLookAlike(scene);
  const { paid, unlisted } = await askByEvents(scene);
  tell('Over HTTP alice asks for one more payment, and for too much:');
  const large = await askForTooMuch(scene);
  const late = await askOverHttp(scene, scene.idOf('late'), scene.quantity);
  scene.watch.follow(late.id);
  await scene.watch.reached(late.id, ['awaiting-approval'], stepMs);
  await approveAndPause(scene, paid, late);
  await endLate(scene, paid, late);
  const played = { transfer, paid, unlisted, large: large.id, late: late.id };
  const haveEnded = await scene.watch.ended(Object.values(played), deadline - Date.now());
  if (!haveEnded) tell('Not all have come to their end; the next ticks go on with them.');
  const exchange = await house.view.countSince(began, tell);
  tell(`${coin} after: ${(await house.view.balancesAtTheEnd(coin, tell)) ?? 'not shown'}`);
  tell(
    `The exchange's own records since the start: transfers ${exchange.transfers ?? 'not shown'}, withdrawals ${exchange.withdrawals ?? 'not shown'}`,
  );
  tell(`Alarms that people got: ${scene.alarms.summary()}`);
  return [await outcomeOf(scene, played, address, exchange), scene.stack];
}

async function showDepositAddress({ api, house, tell }: Scene): Promise<string> {
  const { coin, chain } = house.payee;
  const path = `/deposit-addresses/${coin}/${encodeURIComponent(chain)}`;
  const { address, minQuantity } = await api.read(depositSchema, people.alice, path);
  tell(`Payers send ${coin} on ${chain} to ${address}, at least ${minQuantity} (checked, remembered)`);
  return address;
}

/** The sweep runs beside all this since the start. */
async function seeSweep({ watch, tell }: Scene): Promise<string> {
  tell('The schedule of the sweep has fired:');
  const transfer = await watch.firstTransfer(stepMs);
  if (transfer === undefined) throw new Error('no sweep came from its schedule');
  watch.follow(transfer);
  await watch.ended([transfer], stepMs);
  return transfer;
}

async function askByEvents(scene: Scene): Promise<{ readonly paid: string; readonly unlisted: string }> {
  const { house, watch, tell, quantity, idOf } = scene;
  const { id, coin } = house.payee;
  const [paid, unlisted] = [idOf('payment'), idOf('unlisted')];
  tell(`Events ask for ${quantity} ${coin} to ${id}, and for the same to a destination that is not listed:`);
  watch.follow(paid);
  watch.follow(unlisted);
  askOnBus(scene, paid, id);
  askOnBus(scene, unlisted, 'not-listed');
  await watch.ended([unlisted], stepMs);
  const isAsked = await watch.reached(paid, ['awaiting-approval'], stepMs);
  if (!isAsked) throw new Error(`${paid} does not wait for approval`);
  return { paid, unlisted };
}

/** Two people approve a payment. It is paused before it can go, and goes when two people say so. */
async function approveAndPause(scene: Scene, paid: string, late: ShownInstruction): Promise<void> {
  const { digest } = await lookAtSheet(scene, people.bob, paid);
  await tryWrongApprovals(scene, paid, digest, late.digest);
  await approveFirst(scene, paid, digest);
  await waitForCoolOff(scene);
  await pauseDestination(scene);
  await approveLast(scene, paid, digest);
  await seeItHeld(scene, paid);
  await resumeDestination(scene);
}

/** A payment that is held would expire too. */
async function endLate(scene: Scene, paid: string, late: ShownInstruction): Promise<void> {
  const { watch, tell } = scene;
  const hasLeft = await watch.reached(paid, ['sent', 'unknown', 'settled', 'failed', 'needs-attention'], stepMs);
  if (hasLeft) await letItExpire(scene, late);
  else tell(`${paid} is still held, so the policy stays as it is: a short approvalExpiry would end it too`);
}
