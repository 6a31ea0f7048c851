import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { mutants } from './index.ts';

/*
 * For `node --import`: while this process loads the file of the mutant that SIMULATION_MUTANT names, the mutant's text
 * stands in it. No file is changed, and nothing of this is in any bundle.
 */

const name = process.env.SIMULATION_MUTANT ?? '';
const mutant = mutants.find((each) => each.name === name);
if (mutant === undefined) throw new TypeError(`There is no mutant '${name}'`);
const { file, find, replace } = mutant;
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
    if (source.split(find).length !== 2) throw new TypeError(`${file} does not hold the text of '${name}' exactly once`);
    return { ...result, source: source.replace(find, () => replace) };
  },
});
