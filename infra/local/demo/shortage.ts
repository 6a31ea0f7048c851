import { instructionSchema, type PreviewResponse, previewSchema } from './api-schemas.ts';
import type { DemoContext } from './demo-context.ts';
import { approveWithDevices } from './devices.ts';
import { personas } from './personas.ts';
import { requestOverHttp } from './requests.ts';
import { waitUntil } from './wait-until.ts';

const { alice } = personas;
/** Of the simulator's money. Stage local asks for signatures from 300 on. */
const largeQuantity = '350';
const readMs = 15_000;
const heldMeaning = 'the account has too little: the payment waits, and goes when there is enough';

/** Before anybody is asked: what a payment would cost, what is there, who must agree, and what speaks against it. */
export async function showPreview(context: DemoContext): Promise<void> {
  const { localStage, report, quantity } = context;
  const { coin, id } = localStage.payee;
  // The first ticks have read what the exchange asks by then.
  const { exchange, balance, approvals, ...preview } = await waitUntil(
    () => askPreview(context),
    (shown) => shown.exchange.fee !== undefined && shown.balance.free !== undefined,
    readMs,
  );
  const or = (text: string | undefined) => text ?? 'not known';
  report(`  a preview of ${quantity} ${coin} to ${id} answers ${preview.wouldAnswer}, and writes nothing:`);
  report(`    fee ${or(exchange.fee)}, total debit ${or(exchange.totalDebit)}, minimum ${or(exchange.minimum)}`);
  report(`    the account has ${or(balance.free)} ${coin}, read ${balance.ageSeconds ?? 0} seconds ago`);
  report(`    it takes ${approvals.quorum} people, among them one of each of: ${approvals.groups.join(', ')}`);
  for (const { code, effect, reason } of preview.objections) report(`    ${effect}: ${code}, ${reason}`);
}

function askPreview({ api, localStage, quantity, idOf }: DemoContext): Promise<PreviewResponse> {
  const { id: destination, coin, chain } = localStage.payee;
  const request = { instructionId: idOf('preview'), destination, coin, chain, quantity };
  return api.ask(previewSchema, alice, 'POST', '/withdrawals/preview', request);
}

/**
 * A large payment, which people sign with devices. The account has too little for it, so it waits, and a top-up ends
 * that. Only at an exchange whose accounts are ours to empty. Answers its id.
 */
export async function showShortage(context: DemoContext, stepMs: number): Promise<string | undefined> {
  const { localStage, watch, report, refusals, idOf } = context;
  const { exchange, payee, view } = localStage;
  const fillUp = exchange.emptyCustody?.(payee.coin);
  if (fillUp === undefined) return undefined;
  report(`Somebody moves all ${payee.coin} from custody to trading, and alice asks for a large payment:`);
  const { id, digest } = await requestOverHttp(context, idOf('short'), largeQuantity);
  watch.follow(id);
  await approveWithDevices(context, id, digest);
  if (await watch.reached(id, ['insufficient-balance'], stepMs))
    refusals.record('the approved payment', 'would leave', 'insufficient-balance', heldMeaning);
  fillUp();
  report(`  custody is filled up: ${await view.balancesOf(payee.coin)}`);
  await watch.ended([id], stepMs);
  const paid = await context.api.read(instructionSchema, alice, `/instructions/${id}`);
  const transaction = await view.transactionOf(paid.exchangeOrderId);
  report(`  its transaction is ${transaction ?? 'not shown'}`);
  return id;
}
