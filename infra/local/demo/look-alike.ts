import { people } from './personas.ts';
import type { Scene } from './scene.ts';

const { dave } = people;
const hexAddress = /^0x[0-9a-fA-F]{40}$/;
/** What people look at of an address, at either end. */
const seen = 4;

/** Proposes an address that begins and ends as the known one does. Addresses with a checksum are not made so easily. */
export async function tryLookAlike({ api, house, refusals, tell }: Scene): Promise<void> {
  const { payee } = house;
  if (!hexAddress.test(payee.address)) return;
  const { coin, chain } = payee;
  const fake = { id: `${payee.id}-new`, coin, chain, address: lookAlikeOf(payee.address) };
  tell(`A mail says that ${payee.id} has a new address:`);
  const answer = await api.call(dave, 'POST', '/whitelist', fake);
  refusals.answered(dave, `proposes ${fake.address}, of which he saw the ends only`, answer);
}

/** Other digits in the middle, in one letter case, which needs no checksum. */
function lookAlikeOf(address: string): string {
  const digits = address.slice(2).toLowerCase();
  const middle = Array.from(digits.slice(seen, -seen), (digit) => ((Number.parseInt(digit, 16) + 1) % 16).toString(16));
  return `0x${digits.slice(0, seen)}${middle.join('')}${digits.slice(-seen)}`;
}
