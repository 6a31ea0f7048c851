import { type InstructionResponse, instructionSchema } from './api-schemas.ts';
import type { DemoContext } from './demo-context.ts';
import { personas } from './personas.ts';

const { alice } = personas;

/** More than stage local lets leave at once, of whatever coin. */
const overLimitQuantity = '1001';
const overLimitMeaning = 'the limit for one instruction is less; it has ended, and nobody is bothered with it';

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

/** Asks for more than the limit of one instruction. Whoever asks is told at once, and nobody is bothered with it. */
export async function requestOverLimit(context: DemoContext): Promise<InstructionResponse> {
  const { localStage, refusals } = context;
  const taken = await requestOverHttp(context, context.idOf('large'), overLimitQuantity);
  const what = `asks for ${overLimitQuantity} ${localStage.payee.coin}`;
  if (taken.status !== 'rejected') throw new Error(`alice ${what}, and that was not refused`);
  refusals.record(alice.name, what, taken.reason ?? '', overLimitMeaning);
  return taken;
}
