import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

/* The direction of imports, as docs/contributing.md draws it. Read from the text: nothing is loaded. */

const root = path.resolve(import.meta.dirname, '..');

interface Import {
  readonly from: string;
  readonly to: string;
  /** It is gone when the types are. */
  readonly isType: boolean;
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const found = text.matchAll(/^(?:import|export) (type )?(?:[^'";]*? from )?'(\.{1,2}\/[^']+)';/gms);
  return [...found].map(([, type, target = '']) => ({
    from: file,
    to: path.posix.join(path.posix.dirname(file), target),
    isType: type !== undefined,
  }));
}

const imports = [...filesIn('functions'), ...filesIn('infra')].flatMap(importsOf);
const lambdas = readdirSync(path.join(root, 'functions')).filter((name) => name !== 'shared');

const lambdaOf = (file: string): string | undefined => lambdas.find((name) => file.startsWith(`functions/${name}/`));
const layerOf = (file: string): string | undefined => /^functions\/shared\/([^/]+)\//.exec(file)?.[1];
const shown = ({ from, to }: Import): string => `${from} imports ${to}`;

/** Each layer of what is shared, and those that it may use. */
const layers: Readonly<Record<string, readonly string[]>> = {
  core: [],
  address: ['core'],
  signing: ['core'],
  exchange: ['core', 'address', 'signing'],
  ledger: ['core', 'address', 'exchange', 'signing'],
  matching: ['core', 'address', 'exchange', 'ledger'],
  runtime: ['core', 'exchange', 'ledger', 'signing'],
  'key-health': ['core', 'exchange', 'ledger', 'runtime', 'signing'],
};

describe('imports', () => {
  test('were found', () => {
    expect(imports.length).toBeGreaterThan(2_000);
    expect(lambdas.length).toBeGreaterThan(10);
  });

  test('never run from one Lambda into another, nor from what is shared into a Lambda', () => {
    const foreign = imports.filter(({ from, to }) => {
      const target = lambdaOf(to);
      return from.startsWith('functions/') && target !== undefined && target !== lambdaOf(from);
    });
    expect(foreign.map(shown)).toEqual([]);
  });

  test('of infra reach no file of a Lambda but its routes', () => {
    const reaching = imports.filter(
      ({ from, to }) => from.startsWith('infra/') && lambdaOf(to) !== undefined && !to.endsWith('/routes.ts'),
    );
    expect(reaching.map(shown)).toEqual([]);
  });

  test('run one way between the layers of what is shared', () => {
    const upward = imports.filter(({ from, to }) => {
      const [own, target] = [layerOf(from), layerOf(to)];
      return own !== undefined && target !== undefined && own !== target && !layers[own]?.includes(target);
    });
    expect(upward.map(shown)).toEqual([]);
  });

  test('of functions never leave functions', () => {
    expect(imports.filter(({ from, to }) => from.startsWith('functions/') && !to.startsWith('functions/'))).toEqual([]);
  });

  test('make no circle', () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
    expect(circleIn(next)).toBeUndefined();
  });
});

/** Depth first, without recursion: a file that is met again while it is still on the way closes a circle. */
function circleIn(next: ReadonlyMap<string, readonly string[]>): string | undefined {
  const done = new Set<string>();
  for (const start of next.keys()) {
    const way: { readonly file: string; left: string[] }[] = [{ file: start, left: [...(next.get(start) ?? [])] }];
    while (way.length > 0) {
      const here = way.at(-1);
      const to = here?.left.pop();
      if (to === undefined) {
        done.add(way.pop()?.file ?? '');
        continue;
      }
      if (way.some(({ file }) => file === to)) return [...way.map(({ file }) => file), to].join(' > ');
      if (!done.has(to)) way.push({ file: to, left: [...(next.get(to) ?? [])] });
    }
  }
  return undefined;
}
