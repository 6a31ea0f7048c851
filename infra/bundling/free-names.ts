import { runInNewContext, Script } from 'node:vm';
import { transform } from 'esbuild';

/**
 * The names in code that neither it declares nor the language has, such as those of a module's own functions: without
 * the module they would fail where the code runs.
 */
export async function freeNamesIn(code: string): Promise<string[]> {
  const names = new Set(code.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  // The bundler knows which names are declared where: it puts another name only for those that are not.
  const define = Object.fromEntries([...names].filter(isIdentifier).map((name) => [name, `free$${name}`]));
  const { code: marked } = await transform(code, { define, charset: 'utf8' });
  const free = new Set([...marked.matchAll(/\bfree\$([\p{ID_Continue}$]+)/gu)].map(([, name = '']) => name));
  return [...free].filter((name) => !isOfTheLanguage(name));
}

function isIdentifier(name: string): boolean {
  try {
    new Script(`'use strict'; let ${name};`);
    return true;
  } catch {
    return false;
  }
}

const isOfTheLanguage = (name: string): boolean => runInNewContext(`'${name}' in globalThis`) === true;
