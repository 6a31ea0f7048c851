import { secp256k1 } from '@noble/curves/secp256k1.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { evmAddress } from '../addresses/evm.ts';

/**
 * Whether the holder of an Ethereum address signed `message`, as wallets sign texts (EIP-191, personal_sign): 65 bytes
 * in hex, r, s and v of 27 or 28.
 */
export function isWalletSignature(address: string, message: string, signature: string): boolean {
  const hex = /^0x([0-9a-fA-F]{128})(1[bcBC])$/.exec(signature);
  if (hex === null) return false;
  const text = Buffer.from(message, 'utf8');
  const hash = keccak_256(Buffer.concat([Buffer.from(`\x19Ethereum Signed Message:\n${text.length}`), text]));
  const recovery = Number.parseInt(hex[2] ?? '', 16) - 27;
  const bytes = Uint8Array.of(recovery, ...Buffer.from(hex[1] ?? '', 'hex'));
  try {
    const publicKey = secp256k1.Point.fromBytes(secp256k1.recoverPublicKey(bytes, hash, { prehash: false }));
    // The address is the end of the hash of both coordinates, without the leading 04.
    const holder = evmAddress(keccak_256(publicKey.toBytes(false).subarray(1)).subarray(12));
    return holder.toLowerCase() === address.toLowerCase();
  } catch {
    // No point of the curve belongs to these numbers: the signature is no signature.
    return false;
  }
}
