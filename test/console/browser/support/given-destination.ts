import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { personas } from '../../../../infra/local/demo/personas.ts';
import type { ConsoleRun } from './console-run.ts';
import { newId } from './given-payment.ts';

const { dave } = personas;

const proofsSchema = v.looseObject({
  proofs: v.array(v.looseObject({ depositAddress: v.string(), depositAmount: v.string() })),
});

/** Of nobody, and like no other. */
export const newAddress = (): string => `0x${randomBytes(20).toString('hex')}`;

/** Proposed by dave, with nothing proven yet. */
export async function givenDestination({
  api,
}: ConsoleRun): Promise<{ readonly id: string; readonly address: string }> {
  const proposal = { id: newId('payee'), coin: 'USDT', chain: 'ETH', address: newAddress() };
  const { status, body } = await api.call(dave, 'POST', '/whitelist', proposal);
  if (status >= 300) throw new Error(`POST /whitelist answered ${status}: ${JSON.stringify(body)}`);
  return proposal;
}

/** The payment that proves whose it is arrives. */
export async function payProof({ api, demo }: ConsoleRun, { id, address }: { id: string; address: string }) {
  const { body } = await api.call(dave, 'GET', `/whitelist/${id}`);
  const { depositAmount } = v.parse(proofsSchema, body).proofs.at(-1) ?? { depositAmount: '' };
  await demo.localStage.exchange.newPayee?.pay({ coin: 'USDT', chain: 'ETH', from: address, quantity: depositAmount });
}
