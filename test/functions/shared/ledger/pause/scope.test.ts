import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findCoveringPause, type Pause } from '../../../../../functions/shared/ledger/pause/pause.ts';
import { isScope, type PauseSubject, type Scope } from '../../../../../functions/shared/ledger/pause/scope.ts';
import { noon } from '../../../../support/clock.ts';
import { transfer, withdrawal } from '../../../../support/instructions.ts';

const pauseOf = (scope: Scope): Pause => ({ scope, reason: 'odd', by: 'alice@example.com', at: noon });

const scopes: readonly Scope[] = [
  'all',
  'kind:asset-transfer',
  'kind:withdrawal',
  'kind:fiat-withdrawal',
  'coin:USDT',
  'coin:HKD',
  'destination:acme-usdt-eth',
  'destination:custody',
  'destination:hkd-bank',
  'sweep:usdt-to-custody',
  'sweep:acme-usdt-eth',
];

const payment: PauseSubject = withdrawal();
const sweep: PauseSubject = transfer();
const payout: PauseSubject = { kind: 'fiat-withdrawal', coin: 'HKD', destination: 'hkd-bank' };

describe('a scope', () => {
  test.each([...scopes, 'coin:1INCH', 'destination:0', `sweep:${'x'.repeat(64)}`])('may be %s', (text) => {
    expect(isScope(text)).toBe(true);
  });

  test.each([
    '',
    'ALL',
    'all ',
    ' all',
    '*',
    'all:',
    'kind',
    'kind:',
    'kind:deposit',
    'kind:toString',
    'kind:Withdrawal',
    'coin:usdt',
    'coin:US DT',
    'coin: USDT',
    'coin:USDT\n',
    'coin:USDT,BTC',
    'Coin:USDT',
    'destination:',
    'destination:-acme',
    'destination:a:b',
    'destination:0x52908400098527886E0F7030069857D2E4169EE7/',
    `destination:${'x'.repeat(65)}`,
    'sweep:a b',
    'account:custody',
    'sweep',
  ])('may not be %j', (text) => {
    expect(isScope(text)).toBe(false);
  });
});

describe('a pause stops', () => {
  test.each<[string, PauseSubject, readonly Scope[]]>([
    ['a withdrawal', payment, ['all', 'kind:withdrawal', 'coin:USDT', 'destination:acme-usdt-eth']],
    [
      'a sweep, whose destination is the name of an account',
      sweep,
      ['all', 'kind:asset-transfer', 'coin:USDT', 'destination:custody', 'sweep:usdt-to-custody'],
    ],
    ['a payment to a bank', payout, ['all', 'kind:fiat-withdrawal', 'coin:HKD', 'destination:hkd-bank']],
  ])('%s by exactly these scopes', (_what, subject, covering) => {
    expect(scopes.filter((scope) => findCoveringPause([pauseOf(scope)], subject) !== undefined)).toEqual(covering);
  });

  test('nothing where none stands', () => {
    expect(findCoveringPause([], payment)).toBeUndefined();
  });

  test('and says which it is', () => {
    expect(findCoveringPause([pauseOf('coin:HKD'), pauseOf('coin:USDT')], payment)).toEqual(pauseOf('coin:USDT'));
  });
});

const subjects = fc.constantFrom(payment, sweep, payout);
const pauses = fc.uniqueArray(fc.constantFrom(...scopes), { maxLength: 6 }).map((some) => some.map(pauseOf));

describe('of any pauses', () => {
  test('more never let more through', () => {
    fc.assert(
      fc.property(subjects, pauses, pauses, (subject, some, more) => {
        fc.pre(findCoveringPause(some, subject) !== undefined);
        expect(findCoveringPause([...more, ...some], subject)).toBeDefined();
      }),
    );
  });

  test('together they stop exactly what one of them stops, in whatever order', () => {
    fc.assert(
      fc.property(subjects, pauses, (subject, some) => {
        const isStopped = some.some((pause) => findCoveringPause([pause], subject) !== undefined);
        expect(findCoveringPause(some, subject) !== undefined).toBe(isStopped);
        expect(findCoveringPause(some.toReversed(), subject) !== undefined).toBe(isStopped);
      }),
    );
  });
});
