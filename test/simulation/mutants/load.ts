import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Change, Mutant } from './mutant.ts';

/*
 * For `node --import`: while this process loads the files of the mutant in SIMULATION_MUTANT, the mutant's text
 * stands in them. No file is changed, and nothing of this is in any bundle.
 */

const mutant: Mutant = JSON.parse(process.env.SIMULATION_MUTANT ?? '{}');
const { name, also = [] } = mutant;
const waiting = new Set<Change>([mutant, ...also]);

process.on('exit', () => {
  const [left] = waiting;
  if (left !== undefined) throw new TypeError(`${left.file} of '${name}' was never loaded`);
});

registerHooks({
  load: (loaded, context, next) => {
    const result = next(loaded, context);
    const changes = [...waiting].filter(({ file }) => loaded === urlOf(file));
    return changes.length === 0 ? result : { ...result, source: changes.reduce(changed, String(result.source)) };
  },
});

function urlOf(file: string): string {
  return pathToFileURL(path.resolve(import.meta.dirname, '..', '..', '..', 'functions', file)).href;
}

function changed(source: string, change: Change): string {
  waiting.delete(change);
  if (source.split(change.find).length !== 2)
    throw new TypeError(`${change.file} does not hold the text of '${name}' exactly once`);
  return source.replace(change.find, () => change.replace);
}
