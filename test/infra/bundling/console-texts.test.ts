import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, test } from '@jest/globals';
import { build, stop, transform } from 'esbuild';
import { textsWithoutNames } from '../../../infra/bundling/console-texts.ts';
import { project } from './project-fixture.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const texts = path.join(root, 'console/texts');

afterAll(stop);

interface Built {
  loadGroup(group: string, language: string): Promise<object>;
}

/** The file that gives the texts, as it is built for a browser. */
async function built(folder: string): Promise<Built> {
  const { outputFiles } = await build({
    entryPoints: [path.join(folder, 'groups.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'built',
    charset: 'utf8',
    tsconfigRaw: {},
    plugins: [textsWithoutNames],
    logLevel: 'silent',
  });
  return runInNewContext(`${outputFiles[0]?.text}; built`) as Built;
}

/** Every text by its whole name, in order: functions as code that is written in one way. */
async function flat(tree: object, at = ''): Promise<[string, string][]> {
  const all = Object.entries(tree).map(async ([name, text]): Promise<[string, string][]> => {
    if (typeof text === 'object' && !Array.isArray(text)) return flat(text, `${at}.${name}`);
    if (typeof text !== 'function') return [[`${at}.${name}`, JSON.stringify(text)]];
    return [[`${at}.${name}`, await inOneWay(`export default ${text}`)]];
  });
  return (await Promise.all(all)).flat();
}

/** The same code for the same function, whatever its names are and however it is written. */
async function inOneWay(code: string): Promise<string> {
  const { code: short } = await transform(code, { minifySyntax: true, charset: 'utf8' });
  return (await transform(short, { minify: true, charset: 'utf8' })).code;
}

const groups = ['start', 'payments', 'more'];
const languages = ['en', 'zh-Hant', 'zh-Hans'];

describe('the texts that a browser is sent', () => {
  const whole = built(texts);

  test.each(languages.flatMap((language) => groups.map((group) => ({ language, group }))))(
    'are all those of $language in the source, under the same names: $group',
    async ({ language, group }) => {
      const source = await flat(await import(path.join(texts, language, 'groups', `${group}.ts`)));
      const sent = await flat(await (await whole).loadGroup(group, language));
      expect(source.length).toBeGreaterThan(100);
      expect(new Map(sent)).toEqual(new Map(source));
    },
  );
});

const withNames = "export { withNames } from '../../real/with-names.ts';";

/** A console with one group of texts in two languages, each as the code of its sections. */
function small(english: string, other: string, rest: Readonly<Record<string, string>> = {}) {
  return project({
    'console/texts/groups.ts': '',
    'console/texts/with-names.ts': withNames.replace('../../real', texts),
    'console/texts/en/groups/start.ts': english,
    'console/texts/zh/groups/start.ts': other,
    ...rest,
  });
}

describe('the build of the texts', () => {
  test('puts each text under its name, however another language orders them', async () => {
    using fixture = small(
      'export const a = { one: "1", more: { "in-here": (n: number) => n + "!", 404: "no" } }; export const b = { l: ["x"] };',
      'export const b = { l: ["y", "z"] }; export const a = { more: { 404: "nein", "in-here": (n) => "!" + n }, one: "eins" };',
    );
    const { loadGroup } = await built(path.join(fixture.root, 'console/texts'));
    expect(JSON.stringify(await loadGroup('start', 'zh'))).toBe(
      '{"a":{"one":"eins","more":{"404":"nein"}},"b":{"l":["y","z"]}}',
    );
    expect(await loadGroup('start', 'zh')).toHaveProperty(['a', 'more', 'in-here']);
  });

  test.each([
    ['lacks a text', 'export const a = {};', 'zh/groups/start.ts.a.one cannot be bundled: it has to be a text'],
    ['has one that English lacks', 'export const a = { one: "", two: "" };', 'English has no such text'],
    ['has a group for a text', 'export const a = { one: { x: "" } };', 'a.one cannot be bundled: it has to be a text'],
    [
      'has a text that needs its module',
      'const two = () => "2"; export const a = { one: () => two() };',
      'a text uses two, which is not in the text itself',
    ],
    [
      'has a text that needs another one',
      'export const a = { one: () => b.x }; const b = { x: "" };',
      'a text uses b, which is not in the text itself',
    ],
    ['has a method', 'export const a = { one() { return ""; } };', 'Expected'],
  ])('fails where a language %s', async (_case, other, message) => {
    using fixture = small('export const a = { one: "1" };', other);
    await expect(built(path.join(fixture.root, 'console/texts'))).rejects.toThrow(message);
  });

  test.each([
    ['a number', 'export const a = { one: 1 };', 'it is neither a text nor a group of texts'],
    ['a name that objects treat otherwise', 'export const a = { ["__proto__"]: "" };', 'cannot be called __proto__'],
  ])('fails where English has %s', async (_case, english, message) => {
    using fixture = small(english, english);
    await expect(built(path.join(fixture.root, 'console/texts'))).rejects.toThrow(message);
  });

  test('takes what the language itself has', async () => {
    using fixture = small(
      'export const a = { one: (n: number) => String(Math.floor(n)) };',
      'export const a = { one: (n: number) => [n].map((each) => each).join() };',
    );
    await expect(built(path.join(fixture.root, 'console/texts'))).resolves.toBeDefined();
  });
});
