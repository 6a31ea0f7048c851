import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { exportsOf } from './native-package.mjs';

const own = readFileSync(import.meta.filename);
const root = path.resolve(import.meta.dirname, '../..');

// Node says once a process that this is experimental. Of each worker that is one line too many.
const { emitWarning } = process;
process.emitWarning = () => undefined;
stripTypeScriptTypes('');
process.emitWarning = emitWarning;

/** A module that changes: a variable, or a collection that begins empty. */
const keepsSomething =
  /^(?:export )?(?:let |const \w+(?:: (?!Readonly)[^=]+)? = new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\))/m;

/** It keeps what it read last, by the whole text: another test file gets the same. Most of the ledger imports it. */
const onlyRemembers = 'functions/shared/ledger/store/policy-item.ts';

/** A Lambda's entry opens its clients as it is loaded, by the variables that the test file has set. */
const entry = /^functions\/[^/]+\/handler\.ts$/;

/** What a file imports when it runs: not its types. */
const imports = /^(?:import|export) (?!type )(?:[^'";]*? from )?'([^']+)';|\bimport\('([^']+)'\)/gms;

/** A module that loads another by a name that it makes: it may be a Lambda's entry. */
const importsMadeName = /\bimport\((?!')/;

/** Who edits a module while the runner watches wants it read again. */
const isWatching = process.argv.some((argument) => argument.startsWith('--watch'));

/** By file: whether each test file needs a module of its own. */
const known = new Map();

/** A test's own module, one that keeps something, and each that imports one of these. */
function isOfOneFile(file) {
  const before = known.get(file);
  if (before !== undefined) return before;
  // A circle of imports comes back here.
  known.set(file, false);
  const result = decide(file);
  known.set(file, result);
  return result;
}

function decide(file) {
  const name = path.relative(root, file).replaceAll('\\', '/');
  const source = readFileSync(file, 'utf8');
  if (isWatching || entry.test(name) || importsMadeName.test(source)) return true;
  if (keepsSomething.test(source) && name !== onlyRemembers) return true;
  const targets = [...source.matchAll(imports)].map(([, named, later]) => named ?? later);
  if (targets.includes('@jest/globals')) return true;
  const ofOurs = targets.filter((target) => target.startsWith('.') && target.endsWith('.ts'));
  return ofOurs.some((target) => isOfOneFile(path.resolve(path.dirname(file), target)));
}

const codeOf = (source, file) => (isOfOneFile(file) ? stripTypeScriptTypes(source) : exportsOf(file));

/**
 * Instead of the code of a module that keeps nothing, the module as Node itself loads it, once for all test files of a
 * worker. The runner would otherwise read, compile and evaluate hundreds of them anew for each file, which takes longer
 * than most tests.
 */
export default {
  process: (source, file) => ({ code: codeOf(source, file) }),
  getCacheKey: (source, file) =>
    createHash('sha256')
      .update(own)
      .update(file)
      .update(isOfOneFile(file) ? source : exportsOf(file))
      .digest('hex')
      .slice(0, 32),
};
