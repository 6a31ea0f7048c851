import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { SecretFormatError } from '../../../../functions/shared/signing/errors.ts';
import { openSigner } from '../../../../functions/shared/signing/open-signer.ts';
import { parseSecret } from '../../../../functions/shared/signing/secret.ts';
import {
  ecdsaSecret,
  ed25519Der,
  ed25519Pem,
  ed25519Secret,
  hmacSecret,
  open,
  rejection,
  totpSecret,
} from './support/secrets.ts';

// Marks every value in the malformed secrets, so that one search finds any of them in an error.
const mark = 'LEAKED';
const { apiKey: _apiKey, ...noApiKey } = hmacSecret;
const { secretKey: _secretKey, ...noSecretKey } = hmacSecret;
const { signing: _signing, ...noSigning } = hmacSecret;
const { privateKey: _privateKey, ...noPrivateKey } = ed25519Secret;

async function errorOf(text: string): Promise<unknown> {
  return rejection((async () => openSigner('treasury/transfer', parseSecret('treasury/transfer', text)))());
}

const malformed: [string, unknown, string][] = [
  ['a number', 7, ''],
  ['null', null, ''],
  ['a text', mark, ''],
  ['a list', [mark], ''],
  ['an empty object', {}, 'signing'],
  ['no signing', noSigning, 'signing'],
  ['another signing', { ...hmacSecret, signing: mark }, 'signing'],
  ['signing in upper case', { ...hmacSecret, signing: 'HMAC-SHA256' }, 'signing'],
  ['signing that is a list', { ...hmacSecret, signing: ['hmac-sha256'] }, 'signing'],
  ['signing that is an inherited name', { ...hmacSecret, signing: 'toString' }, 'signing'],
  ['no apiKey', noApiKey, 'apiKey'],
  ['an empty apiKey', { ...hmacSecret, apiKey: '' }, 'apiKey'],
  ['an apiKey that is null', { ...hmacSecret, apiKey: null }, 'apiKey'],
  ['an apiKey that is a number', { ...hmacSecret, apiKey: 12 }, 'apiKey'],
  ['an apiKey with a line end', { ...hmacSecret, apiKey: `${mark}\n` }, 'apiKey'],
  ['an apiKey with a space before it', { ...hmacSecret, apiKey: ` ${mark}` }, 'apiKey'],
  ['an apiKey with a space inside', { ...hmacSecret, apiKey: `${mark} x` }, 'apiKey'],
  ['an apiKey with a header in it', { ...hmacSecret, apiKey: `${mark}\r\nX-Other: 1` }, 'apiKey'],
  ['an apiKey beyond ASCII', { ...hmacSecret, apiKey: `${mark}é` }, 'apiKey'],
  ['an apiKey with a no-break space', { ...hmacSecret, apiKey: `${mark}\u00a0` }, 'apiKey'],
  ['an apiKey that is too long', { ...hmacSecret, apiKey: mark.repeat(100) }, 'apiKey'],
  ['no secretKey', noSecretKey, 'secretKey'],
  ['an empty secretKey', { ...hmacSecret, secretKey: '' }, 'secretKey'],
  ['a secretKey with a line end', { ...hmacSecret, secretKey: `${mark}\n` }, 'secretKey'],
  ['a secretKey with a tab', { ...hmacSecret, secretKey: `\t${mark}` }, 'secretKey'],
  ['a secretKey that is an object', { ...hmacSecret, secretKey: { [mark]: mark } }, 'secretKey'],
  ['a private key beside an HMAC key', { ...hmacSecret, privateKey: mark }, 'privateKey'],
  ['a secretKey beside an Ed25519 key', { ...ed25519Secret, secretKey: mark }, 'secretKey'],
  ['a field spelled otherwise', { ...hmacSecret, totp_secret: mark }, 'totp_secret'],
  ['a field in other case', { ...hmacSecret, APIKEY: mark }, 'APIKEY'],
  ['a value pasted as a name', { ...hmacSecret, [mark]: 'x' }, ''],
  ['a field named __proto__', `{"__proto__":{},${JSON.stringify(hmacSecret).slice(1)}`, ''],
  ['no privateKey', noPrivateKey, 'privateKey'],
  ['an ECDSA key of 31 bytes', { ...ecdsaSecret, privateKey: Buffer.alloc(31, 1).toString('base64') }, 'privateKey'],
  ['an ECDSA key of zero', { ...ecdsaSecret, privateKey: Buffer.alloc(32).toString('base64') }, 'privateKey'],
  ['an ECDSA key in hex', { ...ecdsaSecret, privateKey: '01'.repeat(32) }, 'privateKey'],
  ['an ECDSA key with a line end', { ...ecdsaSecret, privateKey: `${ecdsaSecret.privateKey}\n` }, 'privateKey'],
  ['an ECDSA key as PEM', { ...ecdsaSecret, privateKey: ed25519Pem }, 'privateKey'],
  ['an Ed25519 key that is no key', { ...ed25519Secret, privateKey: mark }, 'privateKey'],
  ['an Ed25519 key that is its seed', { ...ed25519Secret, privateKey: ecdsaSecret.privateKey }, 'privateKey'],
  ['an Ed25519 key with text after it', { ...ed25519Secret, privateKey: `${ed25519Pem}${mark}` }, 'privateKey'],
  ['DER with a line end', { ...ed25519Secret, privateKey: `${ed25519Der}\n` }, 'privateKey'],
  ['PEM with nothing in it', { ...ed25519Secret, privateKey: `-----BEGIN ${mark}` }, 'privateKey'],
  ['an empty totpSecret', { ...hmacSecret, totpSecret: '' }, 'totpSecret'],
  ['a totpSecret that is null', { ...hmacSecret, totpSecret: null }, 'totpSecret'],
  ['a totpSecret with a line end', { ...hmacSecret, totpSecret: `${totpSecret}\n` }, 'totpSecret'],
  ['a totpSecret that is too short', { ...hmacSecret, totpSecret: mark }, 'totpSecret'],
  ['a totpSecret that is no base32', { ...hmacSecret, totpSecret: `${mark}189018901890` }, 'totpSecret'],
  ['a totpSecret that is a link', { ...hmacSecret, totpSecret: `otpauth://totp/x?secret=${totpSecret}` }, 'totpSecret'],
];

describe('a malformed secret', () => {
  test.each(malformed)('%s: the field is named and no value is shown', async (_name, secret, field) => {
    const text = typeof secret === 'string' && secret.startsWith('{') ? secret : JSON.stringify(secret);
    const error = await errorOf(text);
    expect(error).toBeInstanceOf(SecretFormatError);
    expect(error).toMatchObject({
      code: 'secret-malformed',
      secretId: 'treasury/transfer',
      flaws: [{ field, reason: expect.stringMatching(/./), expected: expect.stringMatching(/./) }],
    });
    expect(error).toHaveProperty('message', expect.stringContaining('treasury/transfer'));
    const shown = inspect(error, { depth: 9, showHidden: true });
    for (const value of [mark, hmacSecret.secretKey, totpSecret, ecdsaSecret.privateKey, ed25519Der]) {
      expect(shown).not.toContain(value);
    }
  });

  test.each([
    ['nothing', ''],
    ['a bare key', mark],
    ['JSON cut short', `{"apiKey":"${mark}"`],
    ['JSON with a comma at its end', `{"apiKey":"${mark}",}`],
    ['a text that is too long', `${JSON.stringify(hmacSecret)}${' '.repeat(65_536)}`],
    ['a mark of byte order', `\ufeff${JSON.stringify(hmacSecret)}`],
  ])('%s is no JSON object, and the parser is not quoted', async (_name, text) => {
    const error = await errorOf(text);
    expect(error).toMatchObject({ code: 'secret-malformed', flaws: [{ field: '', reason: 'not a JSON object' }] });
    expect(error).not.toHaveProperty('cause');
    expect(inspect(error, { showHidden: true })).not.toContain(mark);
  });

  test('white space around a key is told as such, since a pasted line end is hard to see', async () => {
    const error = await errorOf(JSON.stringify({ ...hmacSecret, secretKey: `${mark}\n` }));
    expect(error).toMatchObject({ flaws: [{ reason: expect.stringContaining('white space') }] });
  });

  test('a key in the field of another mode is told on both fields', async () => {
    const error = await errorOf(JSON.stringify({ ...hmacSecret, signing: 'ecdsa-secp256k1' }));
    expect(error).toMatchObject({ flaws: [{ field: 'privateKey', reason: 'missing' }, { field: 'secretKey' }] });
  });

  test('every flaw is told at once', async () => {
    const error = await errorOf(JSON.stringify({ signing: 'hmac-sha256', apiKey: 'a\n', [mark]: 1 }));
    expect(error).toMatchObject({ flaws: [{ field: 'apiKey' }, { field: 'secretKey' }, { field: '' }] });
  });
});

describe('a right secret', () => {
  test.each([
    ['HMAC', hmacSecret, 'hmac-sha256'],
    ['ECDSA', ecdsaSecret, 'ecdsa-secp256k1'],
    ['Ed25519 as PEM', ed25519Secret, 'ed25519'],
    ['Ed25519 as DER', { ...ed25519Secret, privateKey: ed25519Der }, 'ed25519'],
    ['a second factor', { ...hmacSecret, totpSecret: 'gezd gnbv gy3t qojq' }, 'hmac-sha256'],
  ])('%s is opened', async (_name, secret, signing) => {
    expect((await open(secret)).signing).toBe(signing);
  });
});
