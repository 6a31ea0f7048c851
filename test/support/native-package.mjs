import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Where the environment keeps Node's own `require` for it. */
export const nativeRequire = Symbol.for('treasury-native-require');

const own = readFileSync(import.meta.filename);

/**
 * Instead of the code of a heavy package, its module as Node itself loads it. The runner would otherwise evaluate the
 * AWS SDK, the emulators and the CDK anew for each test file, and each of them would start cold: more time than all
 * tests take. Only packages that keep nothing between two tests may be loaded so; our own code never is.
 */
export default {
  process: () => ({ code: `module.exports = globalThis[Symbol.for('${nativeRequire.description}')](__filename);` }),
  getCacheKey: (_source, file) => createHash('sha256').update(own).update(file).digest('hex').slice(0, 32),
};
