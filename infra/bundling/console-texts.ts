import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { build, type OnLoadResult, type Plugin } from 'esbuild';
import { BundlingError } from './errors.ts';
import { freeNamesIn } from './free-names.ts';
import { namesOf, type TextNames, textsInOrder } from './text-tree.ts';

/** The language whose names the others have: their types follow from it. */
const typed = 'en';

/**
 * Sends a browser the names of the console's texts once, and each language as its texts alone, in the order of the
 * names: in three languages the names would be a sixth of the whole console. Source reads the texts as it always does.
 * A language that lacks a text, and a text that needs something beside it, fail the build.
 */
export const textsWithoutNames: Plugin = {
  name: 'texts-without-names',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]console[\\/]texts[\\/]groups\.ts$/ }, ({ path: file }) =>
      loaded(path.dirname(file), groupsCode(path.dirname(file))),
    );
    bundle.onLoad({ filter: /[\\/]console[\\/]texts[\\/][\w-]+[\\/]groups[\\/][\w-]+\.ts$/ }, ({ path: file }) =>
      loaded(path.dirname(file), textsCode(file)),
    );
  },
};

async function loaded(resolveDir: string, code: Promise<string>): Promise<OnLoadResult> {
  try {
    return { contents: await code, loader: 'js', resolveDir };
  } catch (error) {
    if (error instanceof BundlingError) return { errors: [{ text: error.message }] };
    throw error;
  }
}

/** In place of the file that says what each group has: the same function, with all names beside it. */
async function groupsCode(folder: string): Promise<string> {
  const [groups, languages] = [await groupsIn(path.join(folder, typed)), await languagesIn(folder)];
  const names = await Promise.all(groups.map((group) => namesIn(fileOf(folder, typed, group))));
  const importOf = (group: string) => (name: string) =>
    `'${name}': () => import(${JSON.stringify(`./${name}/groups/${group}.ts`)})`;
  const inLanguages = groups.map((group) => `'${group}': { ${languages.map(importOf(group)).join(', ')} }`);
  const namesOfGroups = groups.map((group, at) => `'${group}': ${JSON.stringify(names[at])}`);
  return `
    import { withNames } from './with-names.ts';
    const names = { ${namesOfGroups.join(', ')} };
    const texts = { ${inLanguages.join(', ')} };
    export const loadGroup = async (group, language) =>
      withNames(names[group], (await texts[group][language]()).default);
  `;
}

/** In place of a group of sections in a language: the list of its texts. */
async function textsCode(file: string): Promise<string> {
  const [folder, group] = [path.resolve(file, '../../..'), path.basename(file, '.ts')];
  const names = await namesIn(fileOf(folder, typed, group));
  const code = `export default [${textsInOrder(names, await readTexts(file), nameOf(file)).join(',\n')}];`;
  const [free] = await freeNamesIn(code);
  if (free !== undefined) throw new BundlingError(nameOf(file), `a text uses ${free}, which is not in the text itself`);
  return code;
}

const fileOf = (folder: string, language: string, group: string) =>
  path.join(folder, language, 'groups', `${group}.ts`);

const namesIn = async (file: string): Promise<TextNames> => namesOf(await readTexts(file), nameOf(file));

const nameOf = (file: string) => file.split(path.sep).slice(-3).join('/');

async function groupsIn(language: string): Promise<string[]> {
  const files = await readdir(path.join(language, 'groups'));
  return files.map((file) => path.basename(file, '.ts')).sort();
}

async function languagesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

/** The sections of a group as its source has them. */
async function readTexts(file: string): Promise<object> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'texts',
    target: 'es2022',
    tsconfigRaw: {},
    charset: 'utf8',
    logLevel: 'silent',
  });
  const texts: unknown = runInNewContext(`${outputFiles[0]?.text}; texts`);
  if (typeof texts !== 'object' || texts === null) throw new BundlingError(nameOf(file), 'it exports no texts');
  return texts;
}
