import { describe, expect, test } from '@jest/globals';
import { judgeSubmission } from '../../../../../functions/shared/exchange/client/judge-submission.ts';
import { assetTransfer } from '../../../../../functions/shared/exchange/endpoints/asset-transfer.ts';
import { classifyErrorCode, documentedCodes } from '../../../../../functions/shared/exchange/error-codes.ts';
import { noon } from '../../../../support/clock.ts';

const judge = (status: number, body: string) =>
  judgeSubmission({ kind: 'answered', status, text: body }, assetTransfer, 'inv-1', noon);
const code = (status: number, value: unknown) => judge(status, JSON.stringify({ code: value, msg: 'x' }));
const success = '{"success":true,"orderId":"1649292498437183999","clientOrderId":"inv-1","timestamp":1763632800000}';

describe('one attempt to move money', () => {
  test.each<[string, ReturnType<typeof judge>, unknown]>([
    ['a success', judge(200, success), { kind: 'accepted', exchangeOrderId: '1649292498437183999' }],
    [
      'a success with a bare id',
      judge(200, success.replace('"1649292498437183999"', '1649292498437183999')),
      { kind: 'accepted', exchangeOrderId: '1649292498437183999' },
    ],
    [
      'a success with a success code',
      judge(200, `{"code":"0000",${success.slice(1)}`),
      { kind: 'accepted', exchangeOrderId: '1649292498437183999' },
    ],
    [
      'a success of another order',
      judge(200, success.replace('inv-1', 'inv-2')),
      { kind: 'unknown', exchangeCode: 'other-client-order-id' },
    ],
    ['a success that is false', judge(200, '{"success":false}'), { kind: 'unknown', exchangeCode: 'http-200' }],
    ['a success without an order id', judge(200, '{"success":true}'), { kind: 'unknown', exchangeCode: 'http-200' }],
    ['an error code in a success', code(200, '-4003'), { kind: 'unknown', exchangeCode: '-4003' }],
    ['an empty body', judge(200, ''), { kind: 'unknown', exchangeCode: 'http-200' }],
    ['HTML that calls itself JSON', judge(404, '<html></html>'), { kind: 'unknown', exchangeCode: 'http-404' }],
    ['a redirect', judge(302, ''), { kind: 'unknown', exchangeCode: 'http-302' }],
    ['a 502', judge(502, ''), { kind: 'unknown', exchangeCode: 'http-502' }],
    ['a 500 with a code that refuses', code(500, -4003), { kind: 'unknown', exchangeCode: 'http-500' }],
    ['a 400 without a code', judge(400, '{}'), { kind: 'unknown', exchangeCode: 'http-400' }],
    ['a 400 with a success code', code(400, 200), { kind: 'unknown', exchangeCode: 'http-400' }],
    ['insufficient balance', code(400, -4003), { kind: 'refused', exchangeCode: '-4003' }],
    ['an address that is not whitelisted', code(400, -1171), { kind: 'refused', exchangeCode: '-1171' }],
    ['a young whitelist entry', code(400, -1182), { kind: 'held', reason: 'whitelist-pending', exchangeCode: '-1182' }],
    ['a stale timestamp', code(400, -1021), { kind: 'held', reason: 'clock-skew', exchangeCode: '-1021' }],
    ['a refused key', code(400, '0102'), { kind: 'held', reason: 'key-refused', exchangeCode: '0102' }],
    [
      'an address that is not on the IP list',
      code(400, '0202'),
      { kind: 'held', reason: 'fix-config', exchangeCode: '0202' },
    ],
    ['a missing permission', code(403, -1005), { kind: 'held', reason: 'fix-config', exchangeCode: '-1005' }],
    [
      'a rate limit in the body',
      code(400, '0003'),
      { kind: 'held', reason: 'rate-limited', exchangeCode: '0003', notBefore: noon + 60_000 },
    ],
    ['a duplicate', code(400, -1024), { kind: 'unknown', exchangeCode: '-1024' }],
    ['a transfer that failed, to be verified', code(400, -1161), { kind: 'unknown', exchangeCode: '-1161' }],
    ['an undocumented code', code(400, -987654), { kind: 'unknown', exchangeCode: '-987654' }],
    [
      '429',
      judge(429, 'slow down'),
      { kind: 'held', reason: 'rate-limited', exchangeCode: 'http-429', notBefore: noon + 60_000 },
    ],
    ['418', judge(418, ''), { kind: 'held', reason: 'ip-banned', exchangeCode: 'http-418', notBefore: noon + 600_000 }],
  ])('%s', (_what, answer, expected) => {
    expect(answer).toEqual(expected);
  });

  test.each([
    [429, '', 'rate-limited', 'http-429'],
    [418, '', 'ip-banned', 'http-418'],
    [400, '{"code":"0003"}', 'rate-limited', '0003'],
  ])('%d %s is held as long as the exchange names', (status, text, reason, exchangeCode) => {
    const judgeNamed = (value: string) =>
      judgeSubmission(
        { kind: 'answered', status, text, retryAfter: { values: [value] } },
        assetTransfer,
        'inv-1',
        noon,
      );
    const held = { kind: 'held', reason, exchangeCode };
    expect(judgeNamed('7')).toEqual({ ...held, notBefore: noon + 7_000 });
    expect(judgeNamed('1800')).toEqual({ ...held, notBefore: noon + 1_800_000 });
    expect(judgeNamed(new Date(noon + 45_000).toUTCString())).toEqual({ ...held, notBefore: noon + 45_000 });
  });

  test('no connection means that nothing left; a lost one means that nobody knows', () => {
    const failure = (kind: 'not-sent' | 'lost') =>
      judgeSubmission({ kind, what: 'E', cause: undefined }, assetTransfer, 'inv-1', noon);
    expect(failure('not-sent')).toEqual({ kind: 'held', reason: 'exchange-unreachable', exchangeCode: 'E' });
    expect(failure('lost')).toEqual({ kind: 'unknown', exchangeCode: 'E' });
  });
});

describe('the code table', () => {
  const codesOf = (kind: string) => documentedCodes().filter((each) => classifyErrorCode(each).kind === kind);

  test('calls unknown every code that the documentation leaves open or asks to verify', () => {
    // exchange-api.md section 4: UNKNOWN, "idempotency", "verify" and "wait/verify".
    const open = [
      '-1000',
      '-1001',
      '-1006',
      '-1007',
      '-1146',
      '-1147',
      '-1024',
      '-1141',
      '-4013',
      '-1161',
      '-1164',
      '-1211',
      '-2040',
      '-4011',
    ];
    expect(codesOf('unknown').sort()).toEqual(open.sort());
  });

  test('holds only what was certainly not taken', () => {
    const held = [
      '0003',
      '-3145',
      '-1015',
      '-1193',
      '0102',
      '0103',
      '-1002',
      '-1021',
      '-1182',
      '-4016',
      '-4017',
      '-4018',
      '-1101',
      '-1169',
      '-1170',
      '-2001',
    ];
    expect(codesOf('held').sort()).toEqual(held.sort());
  });

  test('has every code once and no success in it', () => {
    expect(documentedCodes()).toHaveLength(new Set(documentedCodes()).size);
    expect(documentedCodes()).not.toContain('0000');
  });
});
