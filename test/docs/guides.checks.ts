import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { wholeStack } from '../infra/rules/whole-stack.ts';
import { stackOf } from '../infra/stacks/stack-fixture.ts';
import { pages, readPage as read } from './pages.ts';

/* What the guides tell people to type: the scripts and the names in it are those that there are. */

const root = path.resolve(import.meta.dirname, '..', '..');
const { scripts } = v.parse(
  v.object({ scripts: v.record(v.string(), v.string()) }),
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')),
);

/** The pages with commands, and how many scripts each calls at the least. */
const guides: readonly (readonly [string, number])[] = [
  ['README.md', 15],
  ['docs/bootstrap.md', 3],
  ['docs/contributing.md', 8],
  ['docs/keys.md', 3],
  ['docs/local-stack.md', 2],
  ['docs/operations.md', 3],
];

/** The commands of a page: its shell blocks, and what its sentences quote. */
function commandsOf(text: string): string {
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  const quoted = [...text.matchAll(/`((?:npm|npx|aws|curl) [^`]+)`/g)].map(([, command = '']) => command);
  return [...blocks, ...quoted].join('\n');
}

/** The scripts that a page calls. */
function scriptsIn(text: string): string[] {
  return [...commandsOf(text).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
}

test.each(guides)('%s calls scripts', (guide, least) => {
  expect(scriptsIn(read(guide)).length).toBeGreaterThanOrEqual(least);
});

describe.each(pages)('%s', (page) => {
  const text = read(page);
  const commands = commandsOf(text);

  test('calls scripts that there are', () => {
    expect(scriptsIn(text).filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test('names resources of the stack as they are called', () => {
    const known = stackOf('sandbox').text;
    const named = [...commands.matchAll(/hashkey-treasury[-/](?:<stage>|sandbox)[-/][a-z][a-z0-9.-]*[a-z0-9]/g)]
      .map(([name]) => name.replace('<stage>', 'sandbox'))
      .filter((name) => !name.endsWith('-'));
    expect(named.filter((name) => !known.includes(`"${name}"`) && !known.includes(`/${name}"`))).toEqual([]);
  });
});

describe('the calls of the HTTP API', () => {
  const routes = stackOf('sandbox')
    .ofType('AWS::ApiGatewayV2::Route')
    .map(([, { RouteKey }]) => String(RouteKey).replace(/^\w+ /, ''))
    .map((route) => new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/?]+')}$`));

  test.each(['docs/local-stack.md', 'docs/bootstrap.md', 'docs/finance.md', 'docs/operations.md', 'docs/runbook.md'])(
    '%s: are of routes that there are',
    (page) => {
      const called = [...read(page).matchAll(/\$\{?API\b\}?([^\s"?`]*)/g)].map(([, route = '']) => route);
      expect(called.length).toBeGreaterThan(0);
      expect(called.filter((path) => !routes.some((route) => route.test(path)))).toEqual([]);
    },
  );

  // Their last character decides whether `$API/policy` is a route.
  test('begin with an address that has no slash at its end', () => {
    expect(stackOf('sandbox').outputs.get('HttpApiUrl')).toBe('HttpApi.ApiEndpoint');
  });

  test.each(['docs/bootstrap.md', 'docs/operations.md', 'docs/runbook.md'])('%s: says where it is', (page) => {
    const text = read(page);
    expect(text.indexOf("?OutputKey=='HttpApiUrl'")).toBeGreaterThan(0);
    expect(text.indexOf("?OutputKey=='HttpApiUrl'")).toBeLessThan(text.indexOf('$API'));
  });
});

describe('the outputs that people are told to read', () => {
  const known = [...wholeStack().outputs.keys()];

  test.each([
    ['docs/bootstrap.md', 5],
    ['docs/operations.md', 3],
    ['docs/runbook.md', 1],
  ])('%s: are there', (page, least) => {
    const named = outputsIn(read(page));
    expect(named.length).toBeGreaterThanOrEqual(least);
    expect(named.filter((name) => !known.some((output) => isOne(output, name)))).toEqual([]);
  });
});

/**
 * In the table of outputs, before the word, and in questions to CloudFormation. The delivery's outputs are named after
 * it.
 */
function outputsIn(text: string): string[] {
  const [, table = ''] = /^\| output \|.*\n((?:\|.*\n)+)/m.exec(text) ?? [];
  const places = [
    ...table.matchAll(/^\| `(\w+…?\w*)`/gm),
    ...text.matchAll(/`(\w+…?)` outputs?\b/g),
    ...text.matchAll(/OutputKey *== *[`'](\w+)[`']/g),
    ...[...text.matchAll(/starts_with\(OutputKey, [`'](\w+)[`']/g)].map(([all, start]) => [all, `${start}…`] as const),
  ];
  return places.map(([, name = '']) => name);
}

/** `Key…SecretName` stands for several. */
function isOne(output: string, name: string): boolean {
  const [start = '', end] = name.split('…');
  return end === undefined ? output === name : output.startsWith(start) && output.endsWith(end);
}
