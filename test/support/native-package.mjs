import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Where the environment keeps Node's own `require` for it. */
export const nativeRequire = Symbol.for('treasury-native-require');

const own = readFileSync(import.meta.filename);
const require = createRequire(import.meta.url);

const load = (file) => `globalThis[Symbol.for('${nativeRequire.description}')](${file})`;

/** What a module of the standard form gives, each name from the module as Node loaded it. */
export function exportsOf(file) {
  const names = Object.keys(require(file));
  // A name may be a word of the language, as `null`.
  const exported = names.map((name, index) => `const its${index} = loaded.${name}; export { its${index} as ${name} };`);
  return [`const loaded = ${load(JSON.stringify(file))};`, ...exported].join('\n');
}

/**
 * Instead of the code of a heavy package, its module as Node itself loads it. The runner would otherwise evaluate the
 * AWS SDK, the emulators and the CDK anew for each test file, and each of them would start cold: more time than all
 * tests take. Only packages that keep nothing between two tests may be loaded so, as with our own (own-module.mjs).
 */
export default {
  process: (_source, file, { supportsStaticESM }) => ({
    code: supportsStaticESM ? exportsOf(file) : `module.exports = ${load('__filename')};`,
  }),
  getCacheKey: (_source, file, { supportsStaticESM }) =>
    createHash('sha256').update(own).update(`${file} ${supportsStaticESM}`).digest('hex').slice(0, 32),
};
