import { expect } from '@jest/globals';
import { isExplained } from '../../infra/errors.ts';

/** The error that something ends with. */
export async function failure(action: () => unknown): Promise<{ code: string; message: string }> {
  try {
    await action();
  } catch (error) {
    if (isExplained(error)) return error;
    throw error;
  }
  throw new Error('the bad input was taken');
}

/** Words that a person should not have to read: those of the library that reads schemas, and of TypeScript. */
const strangeWords = /\bExpected\b|\bReceived\b|\bInvalid\b|\bArray\b|\bObject\b|<=|>=|\bundefined\b/;

/** Whether an error says these words, and none that are not ours. */
export function expectWords({ code, message }: { code: string; message: string }, expectedCode: string, words: string) {
  expect([code, message]).toEqual([expectedCode, expect.stringContaining(words)]);
  expect(message).not.toMatch(strangeWords);
}
