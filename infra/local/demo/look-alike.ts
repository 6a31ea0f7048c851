import type { DemoContext } from './demo-context.ts';
import { personas } from './personas.ts';

const { dave } = personas;
const hexAddress = /^0x[0-9a-fA-F]{40}$/;
/** What people look at of an address, at either end. */
const visibleCharacters = 4;

/** Proposes an address that begins and ends as the known one does. Addresses with a checksum are not made so easily. */
export async function tryLookAlike({ api, localStage, refusals, report }: DemoContext): Promise<void> {
  const { payee } = localStage;
  if (!hexAddress.test(payee.address)) return;
  const { coin, chain } = payee;
  const fake = { id: `${payee.id}-new`, coin, chain, address: lookAlikeOf(payee.address) };
  report(`A mail says that ${payee.id} has a new address:`);
  const answer = await api.call(dave, 'POST', '/whitelist', fake);
  refusals.expectRefusal(dave, `proposes ${fake.address}, of which he saw the ends only`, answer);
}

/** Other digits in the middle, in one letter case, which needs no checksum. */
function lookAlikeOf(address: string): string {
  const digits = address.slice(2).toLowerCase();
  const middle = Array.from(digits.slice(visibleCharacters, -visibleCharacters), (digit) =>
    ((Number.parseInt(digit, 16) + 1) % 16).toString(16),
  );
  return `0x${digits.slice(0, visibleCharacters)}${middle.join('')}${digits.slice(-visibleCharacters)}`;
}
