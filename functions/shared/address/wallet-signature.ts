/** What a text that is to be a wallet's signature has wrong. Whether it is the right one, the exchange finds out. */
export interface SignatureFlaw {
  readonly reason: string;
  readonly expected: string;
}

/** 64 bytes, or 65 for each of the signers. */
const hexPattern = /^(0x)?([0-9a-fA-F]{128}|([0-9a-fA-F]{130})+)$/;
const hexForm = "the wallet's signature in hex: 65 bytes, 0x in front or not";
const base64Form = "the wallet's signature in Base64, of 64 bytes or more";

/** The flaw of a signature by an address of this chain, by its form. */
export function signatureFlaw(chain: string, signature: string): SignatureFlaw | undefined {
  // Bitcoin's wallets write it in Base64 (BIP-137, BIP-322), those of Ethereum's form and of Tron in hex.
  const [isOne, expected] =
    chain === 'BTC' ? [isBase64Signature(signature), base64Form] : [hexPattern.test(signature), hexForm];
  if (!isOne) return { reason: 'is no signature of this chain', expected };
  return isBlank(signature) ? { reason: 'is a signature of nothing but zeros', expected } : undefined;
}

function isBase64Signature(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length >= 64 && bytes.toString('base64') === text;
}

function isBlank(text: string): boolean {
  return /^(0x)?0+$/.test(text) || /^A+=*$/.test(text);
}
