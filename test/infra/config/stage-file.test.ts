import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const loader = path.resolve(import.meta.dirname, '../../../infra/config/stage-file.ts');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stage-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the program says that Node itself runs: the runner of tests reads TypeScript in another way. */
async function loaded(text: string): Promise<string> {
  const file = path.join(folder, 'stage.ts');
  await writeFile(file, text);
  const program = `
    import { loadStageFile } from ${JSON.stringify(loader)};
    const file = ${JSON.stringify(file)};
    try { console.log(JSON.stringify(await loadStageFile(file, () => import(file)))); }
    catch (error) { console.log(error.code === 'config-invalid' ? error.message : 'not explained: ' + error.message); }
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  return stdout.trimEnd();
}

test('a stage’s file is loaded', async () => {
  expect(await loaded('const id: string = "x";\nexport default { id };')).toBe('{"id":"x"}');
});

test.each([
  ['a comma that is missing', 'export default {\n  a: 1\n  b: 2,\n};', 'stage.ts:3: Expected'],
  ['a text without its end', 'const a = 1;\nexport default { a: "x };', 'stage.ts'],
  ['an enumeration', 'enum Kind { A }\nexport default Kind;', 'stage.ts:1: TypeScript enum is not supported'],
  [
    'a name that is none',
    'const a = 1;\nexport default defineTreasury({ a });',
    'stage.ts:2: defineTreasury is not defined',
  ],
  ['a file that is not there', 'import x from "./none.ts";\nexport default x;', 'stage.ts: Cannot find module'],
  ['no default', 'export const a = 1;', 'stage.ts: exports no default; expected export default defineTreasury({…})'],
])('%s is told in one line with its place', async (_what, text, words) => {
  const told = await loaded(text);
  expect(told).toContain('configuration cannot be taken. ');
  expect(told).toContain(words);
  expect(told.split('\n')).toHaveLength(1);
});

test('what fails elsewhere than in the file goes on as it is', async () => {
  expect(await loaded('export default JSON.parse(undefined as never).x.y;')).toMatch(/^configuration|^not explained/);
  expect(await loaded('throw new Error("a mistake of ours");')).toBe('not explained: a mistake of ours');
});
