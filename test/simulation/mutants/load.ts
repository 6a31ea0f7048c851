import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Mutant } from './mutant.ts';

/*
 * For `node --import`: while this process loads the file of the mutant in SIMULATION_MUTANT, the mutant's text
 * stands in it. No file is changed, and nothing of this is in any bundle.
 */

const mutant: Mutant = JSON.parse(process.env.SIMULATION_MUTANT ?? '{}');
const { name, file, find, replace } = mutant;
const url = pathToFileURL(path.resolve(import.meta.dirname, '..', '..', '..', 'functions', file)).href;

let isLoaded = false;
process.on('exit', () => {
  if (!isLoaded) throw new TypeError(`${file} of '${name}' was never loaded`);
});

registerHooks({
  load: (loaded, context, next) => {
    const result = next(loaded, context);
    if (loaded !== url) return result;
    isLoaded = true;
    const source = String(result.source);
    if (source.split(find).length !== 2)
      throw new TypeError(`${file} does not hold the text of '${name}' exactly once`);
    return { ...result, source: source.replace(find, () => replace) };
  },
});
