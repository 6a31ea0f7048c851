import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isTreasuryError } from '../../../../functions/shared/core/errors.ts';
import { parseStrictJson } from '../../../../functions/shared/core/strict-json.ts';

const read = (text: string) => parseStrictJson(text, { what: 'request', field: 'body', expected: 'JSON' });

function refusal(text: string): string | undefined {
  try {
    read(text);
    return undefined;
  } catch (error) {
    if (isTreasuryError(error)) return error.message;
    throw error;
  }
}

describe('a field that is there twice', () => {
  test.each([
    ['with two values', '{"quantity":"20","quantity":"900"}', 'quantity'],
    ['with one value', '{"quantity":"20","quantity":"20"}', 'quantity'],
    ['far apart', '{"quantity":"20","note":"a, {\\"quantity\\": [1]}","coin":"USDT","quantity":"900"}', 'quantity'],
    ['written in another way', '{"quantity":"20","\\u0071uantity":"900"}', 'quantity'],
    ['as an object and as a text', '{"a":{"b":1},"a":"x"}', 'a'],
    ['within another', '{"a":[{"b":1},{"c":{"d":1,"d":2}}]}', 'a.1.c.d'],
    ['with the empty name', '{"":1,"":2}', ''],
    ['as a prototype', '{"__proto__":1,"__proto__":2}', '__proto__'],
  ])('%s is named', (_what, text, field) => {
    expect(refusal(text)).toContain(`${field || 'request'}: is there twice`);
  });

  test('is none where two objects have it, or a value reads like it', () => {
    const text = '[{"a":"a","b":["a","a"]},{"a":{"a":{"a":"\\"a\\":1,"}}}]';
    expect(read(text)).toEqual(JSON.parse(text));
  });

  test('is found wherever it is put, and nothing else is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), fc.jsonValue(), (value, name, other) => {
        const text = JSON.stringify(value);
        expect(read(text)).toEqual(JSON.parse(text));
        const twice = `{${JSON.stringify(name)}:${JSON.stringify(other)},${JSON.stringify(name)}:${text}}`;
        expect(refusal(`[${text},${twice}]`)).toContain('is there twice');
      }),
    );
  });
});

test.each(['', '{', '{"a":01}', "{'a':1}", '{"a":1,}', '\ufeff{}', '{} {}', 'NaN'])('%j is no JSON', (text) => {
  expect(refusal(text)).toContain('body: not JSON');
});
