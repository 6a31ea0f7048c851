import { type InstructionResponse, instructionSchema } from './api-schemas.ts';
import type { DemoContext } from './demo-context.ts';
import { personas } from './personas.ts';

const { alice } = personas;

/** More than stage local lets leave at once, of whatever coin. */
const overLimitQuantity = '1001';

/** Puts a request on the bus, as any other system of the company could. */
export function requestByEvent(
  { stack, localStage, quantity }: DemoContext,
  instructionId: string,
  destination: string,
): void {
  const { EventBusName } = stack.outputs;
  if (EventBusName === undefined) throw new Error('the stack has no bus');
  const { coin, chain } = localStage.payee;
  const request = { instructionId, destination, coin, chain, quantity, requestedBy: alice.email, note: 'invoice 42' };
  const entry = {
    EventBusName,
    Source: 'com.example.erp',
    DetailType: 'WithdrawalRequested',
    Detail: JSON.stringify(request),
  };
  const { FailedEntryCount } = stack.putEvents([entry]);
  if (FailedEntryCount !== 0) throw new Error('the bus did not take the request');
}

/** Asks over HTTP: who asks is known from the token. */
export function requestOverHttp(
  { api, localStage }: DemoContext,
  instructionId: string,
  quantity: string,
): Promise<InstructionResponse> {
  const { id: destination, coin, chain } = localStage.payee;
  const request = { instructionId, destination, coin, chain, quantity };
  return api.ask(instructionSchema, alice, 'POST', '/withdrawals', request);
}

/** Asks for more than the limit of one instruction. Whoever asks is told at once, and nothing is written. */
export async function requestOverLimit({ api, localStage, refusals, idOf }: DemoContext): Promise<void> {
  const { id: destination, coin, chain } = localStage.payee;
  const request = { instructionId: idOf('large'), destination, coin, chain, quantity: overLimitQuantity };
  const answer = await api.call(alice, 'POST', '/withdrawals', request);
  refusals.expectRefusal(alice, `asks for ${overLimitQuantity} ${coin}`, answer);
}
