import { describe, expect, test } from '@jest/globals';
import { loadTexts, textsIn } from '../../../console/texts/catalogue.ts';
import type { CodeTexts } from '../../../console/texts/code-words.ts';
import { isLanguage, languages } from '../../../console/texts/languages.ts';
import { wordsOfError, wordsOfReason, wordsOfRisk } from '../../../console/texts/words-of.ts';
import { publishedErrorCodes } from '../../../functions/shared/core/error-codes.ts';

const names = Object.keys(languages).filter(isLanguage);
await Promise.all(names.map((language) => loadTexts(language, ['codes'])));
const texts = names.map((language): [string, CodeTexts] => [language, textsIn(language, 'codes')]);

describe.each(texts)('the words of codes in %s', (_language, codes) => {
  test('are there for every published error', () => {
    expect(publishedErrorCodes.filter((code) => wordsOfError(codes, code) === undefined)).toEqual([]);
  });

  test('are never empty', () => {
    const all = [codes.errors, codes.reasons, codes.held, codes.statuses, codes.risks].flatMap((table) =>
      Object.entries(table),
    );
    expect(all.filter(([, { means, todo }]) => means.trim() === '' || todo.trim() === '')).toEqual([]);
  });

  test('tell a wait from an end where both have one code', () => {
    expect(wordsOfReason(codes, 'paused', true)).toBe(codes.held.paused);
    expect(wordsOfReason(codes, 'paused', false)).toBe(codes.reasons.paused);
    expect(wordsOfReason(codes, 'cooling-off', false)).toBe(codes.held['cooling-off']);
  });

  test('are not there for a code that is newer than the page, nor for names of the language itself', () => {
    expect(wordsOfError(codes, 'constructor')).toBeUndefined();
    expect(wordsOfRisk(codes, 'newer')).toBeUndefined();
  });
});
