import { expect, test } from '@jest/globals';
import { parseExactJson } from '../../../../functions/shared/core/json.ts';

test('a 19-digit id keeps its last digits, quoted or not', () => {
  expect(parseExactJson('{"quoted":"1649292498437183232","bare":1649292498437183233}')).toEqual({
    quoted: '1649292498437183232',
    bare: '1649292498437183233',
  });
});

test('numbers stay as they were written', () => {
  expect(parseExactJson('[-1021, 0.10, 1e-7]')).toEqual(['-1021', '0.10', '1e-7']);
});

test('text that is not JSON is a SyntaxError', () => {
  expect(() => parseExactJson('<html>')).toThrow(SyntaxError);
});
