import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { ed25519Base64, readEd25519Key } from '../../../../functions/shared/signing/ed25519.ts';
import { ed25519Der, ed25519Pem } from './support/secrets.ts';

const pkcs8Prefix = '302e020100300506032b657004220420';

function derOf(seedHex: string): string {
  return Buffer.from(pkcs8Prefix + seedHex, 'hex').toString('base64');
}

describe('Ed25519', () => {
  // RFC 8032 section 7.1: empty text, and one byte that is ASCII.
  test.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      'r',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
  ])('RFC 8032 %#', (seed, message, signature) => {
    const key = readEd25519Key(derOf(seed));
    expect(key && Buffer.from(ed25519Base64(key, message), 'base64').toString('hex')).toBe(signature);
  });

  test.each([
    ['PEM', ed25519Pem],
    ['PEM without its last line end', ed25519Pem.trimEnd()],
    ['PEM with Windows line ends', ed25519Pem.replaceAll('\n', '\r\n')],
    ['Base64 of DER', ed25519Der],
  ])('a key as %s is read', (_form, text) => {
    const key = readEd25519Key(text);
    const same = readEd25519Key(ed25519Pem);
    expect(key && same && key.equals(same)).toBe(true);
  });

  const ec = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey;
  const x25519 = generateKeyPairSync('x25519').privateKey;
  const encrypted = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const;

  test.each([
    ['another curve', ec.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['a key-agreement key', x25519.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['a SEC 1 file', ec.export({ type: 'sec1', format: 'pem' }).toString()],
    ['an encrypted key', ec.export(encrypted).toString()],
    ['a bare seed', Buffer.alloc(32, 1).toString('base64')],
    ['PEM whose line ends are written as backslash n', ed25519Pem.replaceAll('\n', '\\n')],
    ['PEM with a text before it', `note ${ed25519Pem}`],
    ['DER cut short', Buffer.from(ed25519Der, 'base64').subarray(0, -1).toString('base64')],
    ['nothing', ''],
  ])('%s is not taken', (_form, text) => {
    expect(readEd25519Key(text)).toBeUndefined();
  });
});
