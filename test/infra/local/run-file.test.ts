import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { RunFile } from '../../../infra/local/run-file.ts';

const home = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'run-file-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const open = () => new RunFile('place.json', v.object({ url: v.string() }));

test('a program says where it is, and another one finds it', () => {
  expect(open().read()).toBeUndefined();
  open().write({ url: 'http://127.0.0.1:1' });
  expect(open().read()).toEqual({ url: 'http://127.0.0.1:1' });
  expect(readdirSync(path.join(folder, '.local'))).toEqual(['place.json']);
});

test('who ends takes away what it said itself, and not what a later one says', () => {
  open().write({ url: 'http://127.0.0.1:1' });
  open().write({ url: 'http://127.0.0.1:2' });
  open().remove({ url: 'http://127.0.0.1:1' });
  expect(open().read()).toEqual({ url: 'http://127.0.0.1:2' });
  open().remove({ url: 'http://127.0.0.1:2' });
  expect(open().read()).toBeUndefined();
});

test.each(['', '{', '{"url":1}'])('what is no such file says nothing: %j', (text) => {
  open().write({ url: 'http://127.0.0.1:1' });
  writeFileSync(path.join(folder, '.local', 'place.json'), text);
  expect(open().read()).toBeUndefined();
});
