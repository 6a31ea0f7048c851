import type { HiddenLines } from './hidden-lines.ts';

const defaultSigning = 'hmac-sha256';
/** More lines than any private key in PEM has. */
const pemLinesMax = 64;

/**
 * Asks for the fields of a key, one after the other, and makes the JSON of its secret. What is typed is checked by who
 * reads that JSON. Undefined where the person ended it.
 */
export async function askForSecret(lines: HiddenLines): Promise<string | undefined> {
  const apiKey = await lines.hidden('API key');
  if (apiKey === undefined) return undefined;
  const signing = await lines.shown(`Signing: hmac-sha256, ed25519 or ecdsa-secp256k1 [${defaultSigning}]`);
  if (signing === undefined) return undefined;
  const mode = signing.trim() || defaultSigning;
  const isHmac = mode === defaultSigning;
  const key = isHmac ? await lines.hidden('Secret key') : await privateKey(lines);
  if (key === undefined) return undefined;
  const totpSecret = await lines.hidden('TOTP secret, or nothing where two-factor is off');
  if (totpSecret === undefined) return undefined;
  const keyField = isHmac ? { secretKey: key } : { privateKey: key };
  return JSON.stringify({ apiKey, ...keyField, signing: mode, ...(totpSecret === '' ? {} : { totpSecret }) });
}

/** One line, or where it begins a PEM the lines to its end. */
async function privateKey(lines: HiddenLines): Promise<string | undefined> {
  const first = await lines.hidden('Private key');
  if (first === undefined || !first.startsWith('-----BEGIN ')) return first;
  const pem = [first];
  while (!pem.at(-1)?.startsWith('-----END ') && pem.length < pemLinesMax) {
    const line = await lines.more();
    if (line === undefined) return undefined;
    pem.push(line);
  }
  return `${pem.join('\n')}\n`;
}
