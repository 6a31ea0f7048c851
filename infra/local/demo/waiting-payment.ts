import { issuerKeyFile } from '../issuer-key-file.ts';
import type { LocalStage } from '../local-stage.ts';
import { personas } from './personas.ts';
import { TreasuryApi } from './treasury-api.ts';

/**
 * Asks for one payment more, which waits for two people: whoever opens the console finds something to decide. Answers
 * its id, or undefined where it is not taken.
 */
export async function requestWaitingPayment(localStage: LocalStage, httpUrl: string): Promise<string | undefined> {
  const { payee, treasury, view } = localStage;
  const api = await TreasuryApi.open(httpUrl, treasury, issuerKeyFile);
  const now = await view.now();
  const instructionId = `for-you-${new Date(now).toISOString().replaceAll(/[-:.]/g, '')}`;
  const { id: destination, coin, chain } = payee;
  const quantity = await view.smallestWithdrawal(coin);
  const request = { instructionId, destination, coin, chain, quantity, note: 'invoice 43' };
  const { status } = await api.call(personas.alice, 'POST', '/withdrawals', request);
  return status < 300 ? instructionId : undefined;
}
