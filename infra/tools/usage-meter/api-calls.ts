import * as v from 'valibot';
import { approvalSummarySchema, instructionSchema } from '../../local/demo/api-schemas.ts';
import { type Persona, personas } from '../../local/demo/personas.ts';
import type { MeteredStack } from './metered-stack.ts';

export { personas };

/** Calls the HTTP API, and counts the request. */
export function callApi<const Schema extends v.GenericSchema>(
  { api, meter }: MeteredStack,
  schema: Schema,
  person: Persona,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<v.InferOutput<Schema>> {
  meter.request();
  return api.ask(schema, person, method, path, body);
}

/** What is paid, and where to: the first place of the simulator's own list. */
const withdrawalRequest = {
  destination: 'acme-usdt-eth',
  coin: 'USDT',
  chain: 'ETH',
  quantity: '20',
  note: 'invoice 42',
};

export async function requestOverHttp(meteredStack: MeteredStack, instructionId: string): Promise<void> {
  await callApi(meteredStack, instructionSchema, personas.alice, 'POST', '/withdrawals', {
    instructionId,
    ...withdrawalRequest,
  });
}

export async function requestByEvent({ stack, invoked }: MeteredStack, instructionId: string): Promise<void> {
  const { EventBusName = '' } = stack.outputs;
  const taken = invoked('withdrawal-request');
  const detail = { instructionId, ...withdrawalRequest, requestedBy: personas.alice.email };
  stack.putEvents([
    { EventBusName, Source: 'com.example.erp', DetailType: 'WithdrawalRequested', Detail: JSON.stringify(detail) },
  ]);
  await taken;
}

/** One person looks at it and approves. */
export async function approveWithdrawal(meteredStack: MeteredStack, person: Persona, id: string): Promise<void> {
  const path = `/instructions/${id}/approvals`;
  const { digest } = await callApi(meteredStack, approvalSummarySchema, person, 'GET', path);
  await callApi(meteredStack, v.looseObject({}), person, 'POST', path, { decision: 'approve', digest });
}
