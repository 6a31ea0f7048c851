import * as v from 'valibot';
import { type Persona, personas } from '../../../../infra/local/demo/personas.ts';
import { eventually } from '../../../support/eventually.ts';
import type { ConsoleRun } from './console-run.ts';

const { alice, bob, carol } = personas;

const instructionSchema = v.looseObject({
  id: v.string(),
  status: v.string(),
  digest: v.string(),
});
type Instruction = v.InferOutput<typeof instructionSchema>;

type Stack = Pick<ConsoleRun, 'api' | 'demo'>;

let count = 0;
/** Of one run: the next one has a stack of its own. */
export function newId(what: string): string {
  count += 1;
  return `${what}-${Date.now().toString(36)}-${count}`;
}

export async function readPayment({ api }: Stack, id: string): Promise<Instruction> {
  const { body } = await api.call(bob, 'GET', `/instructions/${id}`);
  return v.parse(instructionSchema, body);
}

/** A payment that waits for approval, asked for by alice or by somebody else. */
export async function givenPayment(
  run: Stack,
  { note, by = alice, quantity = run.demo.quantity }: { note?: string; by?: Persona; quantity?: string } = {},
): Promise<Instruction> {
  const { id: destination, coin, chain } = run.demo.localStage.payee;
  const instructionId = newId('payment');
  const request = { instructionId, destination, coin, chain, quantity, ...(note === undefined ? {} : { note }) };
  const { status, body } = await run.api.call(by, 'POST', '/withdrawals', request);
  if (status >= 300) throw new Error(`POST /withdrawals answered ${status}: ${JSON.stringify(body)}`);
  return await paymentIn(run, instructionId, ['awaiting-approval']);
}

/** The same, once it has come to one of these statuses. */
export async function paymentIn(run: Stack, id: string, statuses: readonly string[]): Promise<Instruction> {
  return await eventually(async () => {
    const payment = await readPayment(run, id);
    return statuses.includes(payment.status) ? payment : undefined;
  });
}

/** Two people approve it. */
export async function approveByBoth(run: Stack, { id, digest }: Instruction): Promise<void> {
  for (const person of [bob, carol]) {
    const { status } = await run.api.call(person, 'POST', `/instructions/${id}/approvals`, {
      decision: 'approve',
      digest,
    });
    if (status >= 300) throw new Error(`${person.name} cannot approve ${id}: ${status}`);
  }
}

/** More than any test pays. */
const largestQuantity = '50';

/**
 * One payment to the destination has been made, larger than all that follow. When one of those settles it changes
 * nothing of what stands out about the others, and who reads one is not told that it is otherwise now.
 */
export async function givenHistory(run: Stack): Promise<void> {
  const payment = await givenPayment(run, { quantity: largestQuantity });
  await approveByBoth(run, payment);
  await paymentIn(run, payment.id, ['settled']);
}
