import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { filesBelow } from './docs/pages.ts';

/* The direction of imports, as docs/contributing.md draws it. Read from the text: nothing is loaded. */

const root = path.resolve(import.meta.dirname, '..');

interface Import {
  readonly from: string;
  /** A file, or a package's name. */
  readonly to: string;
  readonly isPackage: boolean;
  readonly names: readonly string[];
  /** It is gone when the types are. */
  readonly isType: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const found = text.matchAll(/^(?:import|export) (type )?(?:([^'";]*?) from )?'([^']+)';/gms);
  return [...found].map(([, type, named = '', target = '']) => ({
    from: file,
    isPackage: !target.startsWith('.'),
    to: target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target,
    names: namesIn(named),
    isType: type !== undefined,
  }));
}

/** Of `{ type A, b as c }`: A and b, as they are called where they come from. */
function namesIn(named: string): string[] {
  const inBraces = /\{([^}]*)\}/s.exec(named)?.[1] ?? '';
  return [...inBraces.matchAll(/(?:^|,)\s*(?:type )?(\w+)/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

const allImports = filesBelow(['functions', 'infra'], '.ts').flatMap(importsOf);
/** Of the project's own files. */
const imports = allImports.filter(({ isPackage }) => !isPackage);
const lambdas = readdirSync(path.join(root, 'functions')).filter((name) => name !== 'shared');

const lambdaOf = (file: string): string | undefined => lambdas.find((name) => file.startsWith(`functions/${name}/`));
const layerOf = (file: string): string | undefined => /^functions\/shared\/([^/]+)\//.exec(file)?.[1];
const shown = ({ from, to }: Import): string => `${from} imports ${to}`;

/** What infra may take of a Lambda's routes beside the tables and their schemas: examples are made as answers are. */
const examples = ['ApprovalSummary', 'approvalSummary', 'EntryView', 'entryView', 'Preview', 'previewOf'];

/** Each layer of what is shared, and those that it may use. */
const layers: Readonly<Record<string, readonly string[]>> = {
  core: [],
  passkeys: ['core'],
  address: ['core'],
  signing: ['core'],
  exchange: ['core', 'address', 'signing'],
  statements: ['core', 'exchange', 'passkeys'],
  ledger: ['core', 'address', 'exchange', 'passkeys', 'signing', 'statements'],
  matching: ['core', 'address', 'exchange', 'ledger'],
  runtime: ['core', 'exchange', 'ledger', 'passkeys', 'signing'],
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

  test('of infra take from there only tables of routes, their schemas, and what makes the examples', () => {
    const taken = imports.filter(({ from, to }) => from.startsWith('infra/') && lambdaOf(to) !== undefined);
    expect(taken.length).toBeGreaterThan(lambdas.length / 2);
    const others = taken.filter(
      ({ names }) =>
        names.length === 0 || !names.every((name) => /(Routes|Schema)$/.test(name) || examples.includes(name)),
    );
    expect(others.map(shown)).toEqual([]);
  });

  test.each(['infra/functions/function-records.ts', 'infra/tools/cost/main.ts'])(
    'of %s load neither the CDK nor the local stack',
    (start) => {
      const loaded = [...loadedBy(start)];
      expect(loaded.length).toBeGreaterThan(50);
      expect(loaded.filter((name) => /^(aws-cdk|constructs$|infra\/(local|stacks|constructs)\/)/.test(name))).toEqual(
        [],
      );
    },
  );

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

  test('bring the library that reads registrations of devices into one function alone', () => {
    const loading = lambdas.filter((name) =>
      [...loadedBy(`functions/${name}/handler.ts`)].some((loaded) => loaded.startsWith('@simplewebauthn/')),
    );
    expect(loading).toEqual(['passkeys']);
  });

  test('make no circle', () => {
    expect(circleIn(nextOf(imports))).toBeUndefined();
  });
});

/** Each layer of the console, and those that it may use. */
const consoleLayers: Readonly<Record<string, readonly string[]>> = {
  texts: [],
  digest: [],
  api: [],
  passkeys: ['api', 'digest'],
  session: ['api', 'texts'],
  app: ['api', 'passkeys', 'session', 'texts'],
  ui: ['api', 'app', 'passkeys', 'session', 'texts'],
  pages: ['api', 'app', 'digest', 'passkeys', 'session', 'texts', 'ui'],
  shell: ['api', 'app', 'pages', 'session', 'texts', 'ui'],
};

describe('imports of the console', () => {
  const ofConsole = ['.ts', '.tsx'].flatMap((ending) => filesBelow(['console'], ending)).flatMap(importsOf);
  const own = ofConsole.filter(({ to }) => to.startsWith('console/'));
  const consoleLayerOf = (file: string) => /^console\/([^/]+)\//.exec(file)?.[1];

  test('run one way between its layers, and make no circle', () => {
    expect(own.length).toBeGreaterThan(50);
    const upward = own.filter(({ from, to }) => {
      const [layer, target] = [consoleLayerOf(from), consoleLayerOf(to)];
      return layer !== undefined && target !== layer && !consoleLayers[layer]?.includes(target ?? '');
    });
    expect(upward.map(shown)).toEqual([]);
    expect(circleIn(nextOf(own))).toBeUndefined();
  });

  test('never run from one group of pages into another', () => {
    const groupOf = (file: string) => /^console\/pages\/([^/]+)\//.exec(file)?.[1];
    const across = own.filter(({ from, to }) => {
      const [group, target] = [groupOf(from), groupOf(to)];
      return group !== undefined && target !== undefined && group !== target;
    });
    expect(across.map(shown)).toEqual([]);
  });

  test('take types of the API alone, and rules that a browser can run', () => {
    const foreign = ofConsole.filter(({ to, isPackage }) => !isPackage && !to.startsWith('console/'));
    const loaded = foreign.filter(({ isType }) => !isType);
    expect(loaded.filter(({ to }) => !to.startsWith('functions/shared/')).map(shown)).toEqual([]);
    const packages = loaded.flatMap(({ to }) => [...loadedBy(to)]).filter((name) => !name.startsWith('functions/'));
    expect(packages.filter((name) => name !== 'big.js' && name !== 'valibot')).toEqual([]);
  });

  test('are of nobody else', () => {
    expect(allImports.filter(({ to }) => to.startsWith('console/')).map(shown)).toEqual([]);
  });
});

/** What each file imports. */
function nextOf(all: readonly Import[]): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, string[]>();
  for (const { from, to } of all) next.set(from, [...(next.get(from) ?? []), to]);
  return next;
}

/** All files and packages that a file has loaded with it. */
function loadedBy(start: string): ReadonlySet<string> {
  const loaded = new Set([start]);
  for (const file of loaded)
    for (const { from, to, isType } of allImports) if (from === file && !isType) loaded.add(to);
  return loaded;
}

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
