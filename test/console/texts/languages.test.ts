import { describe, expect, test } from '@jest/globals';
import { languageFor } from '../../../console/texts/languages.ts';

describe('the language of the page', () => {
  test.each([
    [['zh-HK'], 'zh-Hant'],
    [['zh-TW', 'en'], 'zh-Hant'],
    [['zh-Hant-SG'], 'zh-Hant'],
    [['zh-CN'], 'zh-Hans'],
    [['zh'], 'zh-Hans'],
    [['de', 'zh-MO', 'en'], 'zh-Hant'],
    [['en-GB', 'zh'], 'en'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('of somebody who reads %j is %s', (preferred, expected) => {
    expect(languageFor(preferred)).toBe(expected);
  });
});
