import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { entryOf, functionNames, functionRecords } from '../../../infra/functions/function-records.ts';

const root = path.resolve(import.meta.dirname, '../../..');

describe('the records of the Lambdas', () => {
  test('are one for each folder in functions, beside what these share', () => {
    const folders = readdirSync(path.join(root, 'functions')).filter((name) => name !== 'shared');
    expect([...functionNames].sort()).toEqual(folders.sort());
  });

  test.each(functionNames)('%s begins with its handler, beside its wiring', (name) => {
    expect(readdirSync(path.dirname(path.join(root, entryOf(name))))).toContain('handler.ts');
  });

  test.each(functionNames)(
    '%s is called by something, and ends before API Gateway does where that calls it',
    (name) => {
      const { triggers, timeoutSeconds } = functionRecords[name];
      expect(triggers.length).toBeGreaterThan(0);
      if (triggers.some(({ kind }) => kind === 'http')) expect(timeoutSeconds).toBeLessThan(29);
    },
  );
});
