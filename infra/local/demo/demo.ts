import type { RunningStack } from '../aws/stack.ts';
import type { LocalStage } from '../local-stage.ts';
import { depositSchema, type InstructionResponse } from './api-schemas.ts';
import { approveFirst, approveLast, showApprovalSummary, tryWrongApprovals } from './approvals.ts';
import { createDemoContext } from './create-demo-context.ts';
import type { DemoContext, ReportLine } from './demo-context.ts';
import { addDestination, waitForCoolOff } from './destination.ts';
import { addDevice } from './devices.ts';
import { shortenApprovalExpiry } from './expiry.ts';
import { tryLookAlike } from './look-alike.ts';
import { waitOutMaintenance } from './maintenance.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { pauseDestination, resumeDestination, showHeldPayment } from './pause.ts';
import { personas } from './personas.ts';
import { requestByEvent, requestOverHttp, requestOverLimit } from './requests.ts';
import { showPreview, showShortage } from './shortage.ts';
import { showStatements } from './statements.ts';

/** The payments end within two minutes, whatever the exchange does, and on a busy machine within five. */
const demoMs = 300_000;
/** At the most: a busy machine takes long to start a function. */
const stepMs = 75_000;
/** The event is on the bus by then, and the function that mails has started. */
const mailMs = 30_000;

/** Shows what the treasury does with money, as it happens. Throws where something is not as it should be. */
export async function runDemo(
  localStage: LocalStage,
  report: ReportLine,
  log: ReportLine,
): Promise<[Outcome, RunningStack]> {
  const { coin } = localStage.payee;
  await waitOutMaintenance(() => localStage.view.now(), report);
  const deadline = Date.now() + demoMs;
  const began = await localStage.view.now();
  const context = await createDemoContext(localStage, began, report, log);
  const address = await showDepositAddress(context);
  await addDestination(context);
  await addDevice(context);
  const transfer = await showSweep(context);
  await tryLookAlike(context);
  const { paid, unlisted } = await requestPaymentsByEvent(context);
  report('Over HTTP alice asks for one more payment, and for too much:');
  await showPreview(context);
  await requestOverLimit(context);
  const late = await requestOverHttp(context, context.idOf('late'), context.quantity);
  context.watch.follow(late.id);
  await context.watch.reached(late.id, ['awaiting-approval'], stepMs);
  await approveAndPause(context, paid, late);
  await context.watch.reached(paid, bookedStatuses, stepMs);
  const short = await showShortage(context, stepMs);
  await expireLateRequest(context, paid, late);
  const others = short === undefined ? {} : { short };
  const instructions = { transfer, paid, unlisted, late: late.id, ...others };
  const haveEnded = await context.watch.ended(Object.values(instructions), deadline - Date.now());
  if (!haveEnded) report('Not all have come to their end; the next ticks go on with them.');
  if (haveEnded) await context.mails.show(paid, 'Settled', mailMs);
  const exchange = await localStage.view.countSince(began, report);
  report(`${coin} after: ${(await localStage.view.balancesAtTheEnd(coin, report)) ?? 'not shown'}`);
  report(
    `The exchange's own records since the start: transfers ${exchange.transfers ?? 'not shown'}, withdrawals ` +
      `${exchange.withdrawals ?? 'not shown'}`,
  );
  const statements = await showStatements(context);
  report(`Alarms that people got: ${context.alarms.summary()}`);
  report(`Mails that people got: ${context.mails.count}; about ${paid}: ${context.mails.headlinesOf(paid).join(', ')}`);
  return [await outcomeOf(context, instructions, { address, exchange, statements }), context.stack];
}

/** Asked a second time, the exchange may name another address: payers are not told that one. */
async function showDepositAddress({ api, localStage, report, refusals }: DemoContext): Promise<string> {
  const { coin, chain } = localStage.payee;
  const path = `/deposit-addresses/${coin}/${encodeURIComponent(chain)}`;
  const { address, minQuantity } = await api.read(depositSchema, personas.alice, path);
  report(`Payers send ${coin} on ${chain} to ${address}, at least ${minQuantity} (checked, remembered)`);
  const again = await api.call(personas.alice, 'GET', path);
  if (again.status === 200) return address;
  refusals.expectRefusal(personas.alice, 'asks for it once more, and the exchange names another address', again);
  report('  Nobody is told the other one until two people accept it, and people got an alarm: DepositAddressChanged');
  return address;
}

/** The sweep runs beside all this since the start. */
async function showSweep({ watch, report }: DemoContext): Promise<string> {
  report('The schedule of the sweep has fired:');
  const transfer = await watch.firstTransfer(stepMs);
  if (transfer === undefined) throw new Error('no sweep came from its schedule');
  watch.follow(transfer);
  await watch.ended([transfer], stepMs);
  return transfer;
}

async function requestPaymentsByEvent(
  context: DemoContext,
): Promise<{ readonly paid: string; readonly unlisted: string }> {
  const { localStage, watch, report, quantity, idOf } = context;
  const { id, coin } = localStage.payee;
  const [paid, unlisted] = [idOf('payment'), idOf('unlisted')];
  report(`Events ask for ${quantity} ${coin} to ${id}, and for the same to a destination that is not listed:`);
  watch.follow(paid);
  watch.follow(unlisted);
  requestByEvent(context, paid, id);
  requestByEvent(context, unlisted, 'not-listed');
  await watch.ended([unlisted], stepMs);
  const isAsked = await watch.reached(paid, ['awaiting-approval'], stepMs);
  if (!isAsked) throw new Error(`${paid} does not wait for approval`);
  await context.mails.show(paid, 'Waits for your approval', mailMs);
  return { paid, unlisted };
}

/** Two people approve a payment. It is paused before it can go, and goes when two people say so. */
async function approveAndPause(context: DemoContext, paid: string, late: InstructionResponse): Promise<void> {
  const { digest } = await showApprovalSummary(context, personas.bob, paid);
  await tryWrongApprovals(context, paid, digest, late.digest);
  await approveFirst(context, paid, digest);
  await waitForCoolOff(context);
  await pauseDestination(context);
  await approveLast(context, paid, digest);
  await showHeldPayment(context, paid);
  await resumeDestination(context);
}

/**
 * The exchange has booked it, or somebody has to look. While an account is emptied by hand nothing may be booked: its
 * row would not fit the rows before.
 */
const bookedStatuses = ['settled', 'failed', 'needs-attention'];

/** It is not held any more. */
const leftStatuses = ['sent', 'unknown', 'settled', 'failed', 'needs-attention'];

/** A payment that is held would expire too. */
async function expireLateRequest(context: DemoContext, paid: string, late: InstructionResponse): Promise<void> {
  const { watch, report } = context;
  const hasLeft = await watch.reached(paid, leftStatuses, stepMs);
  if (hasLeft) await shortenApprovalExpiry(context, late);
  else report(`${paid} is still held, so the policy stays as it is: a short approvalExpiry would end it too`);
}
