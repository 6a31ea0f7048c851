import { createSecretKey } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { hmacBase64, hmacHex, hmacKey } from '../../../../functions/shared/signing/hmac.ts';
import vectors from './signing-vectors.json' with { type: 'json' };

describe('HMAC-SHA256', () => {
  // RFC 4231 section 4, the cases whose key and data are text.
  test.each([
    ['Jefe', 'what do ya want for nothing?', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
    ['\x0b'.repeat(20), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
  ])('RFC 4231 %#', (key, data, mac) => {
    expect(hmacHex(hmacKey(key), data)).toBe(mac);
    expect(hmacBase64(hmacKey(key), data)).toBe(Buffer.from(mac, 'hex').toString('base64'));
  });

  // RFC 4231 case 6: a key longer than the block.
  test('a long key is hashed first', () => {
    const key = createSecretKey(Buffer.alloc(131, 0xaa));
    const mac = hmacHex(key, 'Test Using Larger Than Block-Size Key - Hash Key First');
    expect(mac).toBe('60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54');
  });

  test('HashKey PRO uses a secret that looks like Base64 as it is written', () => {
    const { hmacSecret, cases } = vectors.gen1_pro;
    for (const { message, hmacBase64: mac } of cases) expect(hmacBase64(hmacKey(hmacSecret), message)).toBe(mac);
  });

  test('the printed sample of the third API generation is reproduced (exchange-api.md 2.7)', () => {
    const fields = '"feild1":"1","feild2":"2","feild3":"3"';
    const access = '"x-access-key":"84dd8e670471a888e3a7547e120886cb","x-access-timestamp":"1478692862000"';
    const key = createSecretKey(Buffer.from('3211b4306fcb1d9670cbee5abc69dead', 'hex'));
    const mac = hmacBase64(key, `{${fields},${access},"x-access-version":"1"}`);
    expect(mac).toBe('cVfsAceIN7w+3vDf4WEIpA+iWJnK2TjKcmwgVARi8DI=');
  });

  test('text beyond ASCII is signed as UTF-8', () => {
    const key = hmacKey('k');
    expect(hmacHex(key, 'é')).not.toBe(hmacHex(key, 'e\u0301'));
    expect(hmacHex(key, 'é')).toBe(hmacHex(key, Buffer.from([0xc3, 0xa9]).toString('utf8')));
  });
});
