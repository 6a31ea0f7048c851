import * as v from 'valibot';
import { type Persona, personas } from '../../../../infra/local/demo/personas.ts';
import { eventually } from '../../../support/eventually.ts';
import type { ConsoleRun } from './console-run.ts';

const { alice, bob, carol } = personas;

const instructionSchema = v.looseObject({
  id: v.string(),
  status: v.string(),
  digest: v.string(),
  heldReason: v.optional(v.string()),
});
type Instruction = v.InferOutput<typeof instructionSchema>;
const openSchema = v.looseObject({ instructions: v.array(instructionSchema) });

let count = 0;
/** Of one run: the next one has a stack of its own. */
export function newId(what: string): string {
  count += 1;
  return `${what}-${Date.now().toString(36)}-${count}`;
}

export async function readPayment({ api }: ConsoleRun, id: string): Promise<Instruction> {
  const { body } = await api.call(bob, 'GET', `/instructions/${id}`);
  return v.parse(instructionSchema, body);
}

/** A payment that waits for approval, asked for by alice or by somebody else. */
export async function givenPayment(
  run: ConsoleRun,
  { note, by = alice, quantity = run.demo.quantity }: { note?: string; by?: Persona; quantity?: string } = {},
): Promise<Instruction> {
  await nothingOnItsWay(run);
  const { id: destination, coin, chain } = run.demo.localStage.payee;
  const instructionId = newId('payment');
  const request = { instructionId, destination, coin, chain, quantity, ...(note === undefined ? {} : { note }) };
  const { status, body } = await run.api.call(by, 'POST', '/withdrawals', request);
  if (status !== 202) throw new Error(`POST /withdrawals answered ${status}: ${JSON.stringify(body)}`);
  return await paymentIn(run, instructionId, ['awaiting-approval']);
}

/** A payment that settles meanwhile changes what stands out about the next one, and who reads that is told so. */
async function nothingOnItsWay({ api }: ConsoleRun): Promise<void> {
  await eventually(async () => {
    const { instructions } = v.parse(openSchema, (await api.call(bob, 'GET', '/instructions')).body);
    const moving = instructions.filter(({ status, heldReason }) => isMoving(status) && heldReason === undefined);
    return moving.length === 0 ? true : undefined;
  });
}

const isMoving = (status: string): boolean => ['approved', 'sending', 'sent'].includes(status);

/** The same, once it has come to one of these statuses. */
export async function paymentIn(run: ConsoleRun, id: string, statuses: readonly string[]): Promise<Instruction> {
  return await eventually(async () => {
    const payment = await readPayment(run, id);
    return statuses.includes(payment.status) ? payment : undefined;
  });
}

/** Two people approve it. */
export async function approveByBoth(run: ConsoleRun, { id, digest }: Instruction): Promise<void> {
  for (const person of [bob, carol]) {
    const { status } = await run.api.call(person, 'POST', `/instructions/${id}/approvals`, {
      decision: 'approve',
      digest,
    });
    if (status !== 200) throw new Error(`${person.name} cannot approve ${id}: ${status}`);
  }
}
