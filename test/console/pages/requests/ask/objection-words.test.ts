import { expect, test } from '@jest/globals';
import type { Objection } from '../../../../../console/pages/requests/ask/objections.ts';
import { objectionWords } from '../../../../../console/pages/requests/ask/words.ts';
import { texts as codes } from '../../../../../console/texts/zh-Hant/codes.ts';
import { texts } from '../../../../../console/texts/zh-Hant/requests.ts';

const objection = (code: string, expected: string, effect: Objection['effect'] = 'refuse'): Objection => ({
  ...{ field: 'quantity', reason: 'is not right' },
  ...{ code, effect, expected },
});

test.each([
  [objection('over-per-instruction', 'at most 1000.5 USDT'), '正確應為：不超過 1000.5 USDT。'],
  [objection('below-exchange-minimum', 'at least 5 USDT'), '正確應為：不少於 5 USDT。'],
  [objection('too-many-decimals', 'at most 6 after the point'), '正確應為：小數點後不超過 6 位。'],
  [objection('paused', 'a resume by two people', 'hold'), '結束等待的條件：由兩人恢復。'],
  [objection('insufficient-balance', 'a balance of 12 USDT when it is to leave', 'hold'), '條件：帳戶中有 12 USDT。'],
  [objection('over-rolling-limit', 'a smaller quantity, or a later release', 'reject-at-release'), '或稍後付款。'],
  // What is newer than this page, or has no figure, is told in the API's own words.
  [objection('newer', 'something else'), '正確應為：something else。'],
  [objection('over-rolling-limit', 'less'), '正確應為：less。'],
])('what would be right is said in the language of who reads: %j', (each, words) =>
  expect(objectionWords(texts, codes, each)).toContain(words),
);
