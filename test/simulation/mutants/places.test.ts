import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { mutants } from './index.ts';

const functions = path.resolve(import.meta.dirname, '../../../functions');

/* Each takes minutes to hunt, so that a change of the code could leave one behind for long. */
test.each(mutants)('$name: each of its places is there, once', ({ file, find, also = [] }) => {
  for (const change of [{ file, find }, ...also]) {
    const text = readFileSync(path.join(functions, change.file), 'utf8');
    expect(text.split(change.find)).toHaveLength(2);
  }
});
