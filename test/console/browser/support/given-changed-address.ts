import * as v from 'valibot';
import { openDepositAddresses } from '../../../../functions/shared/ledger/store/deposit-addresses.ts';
import { personas } from '../../../../infra/local/demo/personas.ts';
import { stackAddressOf, tableAt } from '../../../../infra/local/stack-run-file.ts';
import type { ConsoleRun } from './console-run.ts';

/** One that payers were told in the past. */
const oldAddress = 'TEDB19xLojqFVtL9BDCFvsK9vtU7Ckuhmf';

/** The exchange gives another address than payers were told before. Answers the one that it gives. */
export async function givenChangedAddress({ api, demo }: ConsoleRun, coin: string, chain: string): Promise<string> {
  const { body } = await api.call(personas.alice, 'GET', `/deposit-addresses/${coin}/${chain}`);
  const { address } = v.parse(v.looseObject({ address: v.string() }), body);
  const known = openDepositAddresses(tableAt(stackAddressOf(demo.stack)));
  await known.change(coin, chain, (told) => ({ next: { ...told, address: oldAddress } }));
  return address;
}
