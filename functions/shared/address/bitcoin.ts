import { type AddressCheck, type AddressFamily, invalid, type Network, valid } from './address-check.ts';
import { decodeBase58Address, isAllZero } from './base58check.ts';
import { decodeWitnessAddress, type WitnessAddress } from './segwit.ts';

interface Forms {
  readonly prefixes: readonly string[];
  /** Version bytes of P2PKH and P2SH. */
  readonly versions: readonly number[];
  readonly expected: string;
}

const forms: Readonly<Record<Network, Forms>> = {
  main: { prefixes: ['bc'], versions: [0x00, 0x05], expected: 'a Bitcoin address that begins with bc1, 1 or 3' },
  // tb is testnet and signet, bcrt a private regtest; all of them share the version bytes.
  test: {
    prefixes: ['tb', 'bcrt'],
    versions: [0x6f, 0xc4],
    expected: 'a Bitcoin test address that begins with tb1, bcrt1, m, n or 2',
  },
};

const lost = 'what is sent there is lost';

/** Bitcoin: bech32 and bech32m for native segregated witness, base58check for P2PKH and P2SH. */
export const bitcoin: AddressFamily = {
  check(address: string, network: Network): AddressCheck {
    const witness = decodeWitnessAddress(address);
    return witness === undefined ? checkBase58(address, network) : checkWitness(address, witness, network);
  },

  identity(address: string, network: Network): string | undefined {
    const check = bitcoin.check(address, network);
    return check.kind === 'valid' ? check.canonical : undefined;
  },
};

function checkWitness(address: string, { prefix, version, program }: WitnessAddress, network: Network): AddressCheck {
  const { prefixes, expected } = forms[network];
  if (!prefixes.includes(prefix)) return invalid('an address of another network', expected);
  // Bitcoin has rules for version 0 and for 32 bytes in version 1 (taproot) only. Anybody may spend what is sent to
  // another one, and BIP-350 says that no recipient should ever give one out.
  if (version > 1 || (version === 1 && program.length !== 32)) {
    return invalid(`a witness program that anybody may spend (version ${version}, ${program.length} bytes)`, expected);
  }
  if (isAllZero(program)) return invalid(`nobody has the key of this address: ${lost}`, expected);
  return valid(address.toLowerCase());
}

function checkBase58(address: string, network: Network): AddressCheck {
  const { versions, expected } = forms[network];
  const decoded = decodeBase58Address(address);
  if (decoded === undefined) return invalid('not a Bitcoin address, or its checksum is wrong', expected);
  if (!versions.includes(decoded.version)) return invalid('an address of another network or another chain', expected);
  if (isAllZero(decoded.hash)) return invalid(`nobody has the key of this address: ${lost}`, expected);
  return valid(address);
}
