import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalText, encodeValue } from '../../../../functions/shared/signing/canonical.ts';
import { UnsignableRequestError } from '../../../../functions/shared/signing/errors.ts';
import type { CurrentRequest } from '../../../../functions/shared/signing/requests.ts';
import { anyCharacter } from '../../../support/text-arbitraries.ts';
import { thrown } from './support/secrets.ts';

const request: CurrentRequest = {
  method: 'POST',
  path: '/api/v1/account/withdraw',
  params: [
    ['coin', 'USDT'],
    ['clientOrderId', 'inv-2026-0042'],
  ],
  timestamp: 1_712_317_312_973,
  recvWindow: 5000,
};

describe('the canonical text', () => {
  test('holds the parameters in the given order, then recvWindow and timestamp', () => {
    const text = 'coin=USDT&clientOrderId=inv-2026-0042&recvWindow=5000&timestamp=1712317312973';
    expect(canonicalText(request)).toBe(text);
    const turned = canonicalText({ ...request, params: [...request.params].reverse() });
    expect(turned).toBe('clientOrderId=inv-2026-0042&coin=USDT&recvWindow=5000&timestamp=1712317312973');
  });

  test('without parameters begins with recvWindow', () => {
    expect(canonicalText({ ...request, params: [] })).toBe('recvWindow=5000&timestamp=1712317312973');
  });

  test('encodes by RFC 3986: a space is %20 and only unreserved characters stay', () => {
    expect(encodeValue("a b+c&d=e!'()*~-._/é")).toBe('a%20b%2Bc%26d%3De%21%27%28%29%2A~-._%2F%C3%A9');
  });

  test('any well-formed value survives a decode, and the text is plain ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 100 }), (value) => {
        const text = canonicalText({ ...request, params: [['remark', value]] });
        expect(text).toMatch(/^[A-Za-z0-9._~%=&-]+$/);
        expect(new URLSearchParams(text).get('remark')).toBe(value);
        expect(decodeURIComponent(encodeValue(value))).toBe(value);
      }),
    );
  });
});

describe('a request that cannot be signed', () => {
  const refused: [string, Partial<CurrentRequest>, string][] = [
    ['a name with an ampersand', { params: [['a&b', '1']] }, 'params.0'],
    ['a name with a bracket', { params: [['a[]', '1']] }, 'params.0'],
    ['an empty name', { params: [['', '1']] }, 'params.0'],
    ['a name that is too long', { params: [['a'.repeat(65), '1']] }, 'params.0'],
    [
      'the same name twice',
      {
        params: [
          ['coin', 'USDT'],
          ['coin', 'BTC'],
        ],
      },
      'params.coin',
    ],
    ['a signature of its own', { params: [['signature', '00']] }, 'params.signature'],
    ['a timestamp of its own', { params: [['timestamp', '1712317312973']] }, 'params.timestamp'],
    ['a recvWindow of its own', { params: [['recvWindow', '5000']] }, 'params.recvWindow'],
    ['a lone surrogate', { params: [['remark', '\ud800']] }, 'params.remark'],
    ['a value that is too long', { params: [['remark', 'x'.repeat(8001)]] }, 'params'],
    ['a value that is too long once encoded', { params: [['remark', 'é'.repeat(2000)]] }, 'params'],
    [
      'too many parameters',
      { params: Array.from({ length: 65 }, (_, i): [string, string] => [`p${i}`, '']) },
      'params',
    ],
    ['a timestamp in seconds', { timestamp: 1_712_317_312 }, 'timestamp'],
    ['a timestamp of 14 digits', { timestamp: 17_123_173_129_730 }, 'timestamp'],
    ['a fraction of a millisecond', { timestamp: 1_712_317_312_973.5 }, 'timestamp'],
    ['a negative timestamp', { timestamp: -171_231_731_297 }, 'timestamp'],
    ['no number as timestamp', { timestamp: Number.NaN }, 'timestamp'],
    ['a recvWindow of 0', { recvWindow: 0 }, 'recvWindow'],
    ['a recvWindow over 8000', { recvWindow: 8001 }, 'recvWindow'],
    ['a recvWindow with a fraction', { recvWindow: 0.5 }, 'recvWindow'],
    ['a path with a query', { path: '/api/v1/account?x=1' }, 'path'],
    ['a path with a dot segment', { path: '/api/v1/../account' }, 'path'],
    ['a path with a host', { path: '//example.com/api' }, 'path'],
    ['a path with an escape', { path: '/api/%2e%2e' }, 'path'],
    ['a path without a slash', { path: 'api' }, 'path'],
    ['a path with a line end', { path: '/api/v1\r\n' }, 'path'],
    ['a token with a line end', { twoFactorToken: '123456\r\n' }, 'twoFactorToken'],
    ['a token of five digits', { twoFactorToken: '12345' }, 'twoFactorToken'],
  ];

  test.each(refused)('%s is refused and the field is named', (_name, change, field) => {
    const error = thrown(() => canonicalText({ ...request, ...change }));
    expect(error).toBeInstanceOf(UnsignableRequestError);
    expect(error).toMatchObject({ code: 'request-unsignable', flaws: [{ field }] });
  });

  test('all flaws are told at once, without their values', () => {
    const wrong = { ...request, params: [['remark', 'private\ud800']] as const, timestamp: 5, recvWindow: 9000 };
    const error = thrown(() => canonicalText(wrong));
    expect(error).toMatchObject({
      flaws: [{ field: 'params.remark' }, { field: 'timestamp' }, { field: 'recvWindow' }],
    });
    expect(String(error)).not.toContain('private');
  });
});
