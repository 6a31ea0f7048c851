import * as v from 'valibot';
import { instructionSchema, sheetSchema } from '../../local/demo/api-schemas.ts';
import { type Person, people } from '../../local/demo/personas.ts';
import type { Site } from './metered-stack.ts';

export { people };

/** Calls the HTTP API, and counts the request. */
export function call<const Schema extends v.GenericSchema>(
  { api, meter }: Site,
  schema: Schema,
  person: Person,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<v.InferOutput<Schema>> {
  meter.request();
  return api.ask(schema, person, method, path, body);
}

/** What is paid, and where to: the first place of the simulator's own list. */
const wish = { destination: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', quantity: '20', note: 'invoice 42' };

export async function askOverHttp(site: Site, instructionId: string): Promise<void> {
  await call(site, instructionSchema, people.alice, 'POST', '/withdrawals', { instructionId, ...wish });
}

export async function askByEvent({ stack, invoked }: Site, instructionId: string): Promise<void> {
  const { EventBusName = '' } = stack.outputs;
  const taken = invoked('withdrawal-request');
  const detail = { instructionId, ...wish, requestedBy: people.alice.email };
  stack.putEvents([
    { EventBusName, Source: 'com.example.erp', DetailType: 'WithdrawalRequested', Detail: JSON.stringify(detail) },
  ]);
  await taken;
}

/** One person looks at it and approves. */
export async function approve(site: Site, person: Person, id: string): Promise<void> {
  const path = `/instructions/${id}/approvals`;
  const { digest } = await call(site, sheetSchema, person, 'GET', path);
  await call(site, v.looseObject({}), person, 'POST', path, { decision: 'approve', digest });
}
