import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { environments } from '../../functions/shared/exchange/environments/registry.ts';
import { anchorsOf, filesBelow, linksOf, pages, readPage, rowsOf, section, withoutCode } from './pages.ts';

/* The form of the documentation: what a reader can rely on, on whichever page they begin. */

/** Options of `date`, `sed` and others that BSD does not take or means otherwise, and names that it does not have. */
const gnuOnly =
  /\b(date (-u )?(-d|--)|sed -i |readlink -f|base64 -(w|d)|grep -\w*P|stat -c|head -n -|xargs -(r|d)|sort -V|zcat |sha256sum|tac |shred )/;

const root = path.resolve(import.meta.dirname, '..', '..');

test('the README is short enough for ten minutes', () => {
  expect(readPage('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(250);
});

test.each(['README.md', 'docs/bootstrap.md', 'docs/operations.md', 'docs/finance.md', 'docs/runbook.md'])(
  '%s leads to other places',
  (page) => {
    expect(linksOf(readPage(page)).filter((link) => link.includes('#')).length).toBeGreaterThan(5);
  },
);

test('the README leads to every page', () => {
  const reached = linksOf(readPage('README.md')).map((link) => link.replace(/#.*$/, ''));
  expect(pages.filter((page) => page !== 'README.md' && !reached.includes(page))).toEqual([]);
});

describe.each(pages)('%s', (page) => {
  const text = readPage(page);

  test('has no line of prose over 120 characters', () => {
    const prose = withoutCode(text)
      .split('\n')
      .filter((line) => !line.startsWith('|'));
    expect(prose.filter((line) => [...line].length > 120)).toEqual([]);
  });

  test('links to pages and headings that there are', () => {
    const broken = linksOf(text).filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? page : path.join(path.dirname(page), file);
      if (!existsSync(path.join(root, target))) return true;
      return anchor !== undefined && !anchorsOf(readPage(target)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test('has no command that only GNU has: people work on macOS too', () => {
    const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code = '']) => code);
    expect(blocks.filter((code) => gnuOnly.test(code))).toEqual([]);
  });

  test('has each heading once, so that a link means one', () => {
    const anchors = anchorsOf(text);
    expect(anchors.filter((anchor, at) => anchors.indexOf(anchor) !== at)).toEqual([]);
  });
});

describe('docs/exchange-api.md', () => {
  const page = readPage('docs/exchange-api.md');
  const code = filesBelow(['functions', 'infra', 'test'], '.ts').map((file) => ({ file, text: readPage(file) }));
  const rows = [...section(page, '8. Assumptions').matchAll(/^\| (?:\*\*)?A(\d+)(?:\*\*)? \|(.*)\|$/gm)];
  const defined = rows.map(([, number = '']) => Number(number));

  test('defines each assumption once, in the order of its number, and leaves none out', () => {
    expect(defined).toEqual(Array.from({ length: defined.length }, (_, at) => at + 1));
    expect(defined.length).toBeGreaterThanOrEqual(26);
  });

  test('says of each what is open, what we assume, and what follows where that is wrong', () => {
    expect(rows.map(([, , cells = '']) => cells.split('|').filter((cell) => cell.trim() !== '').length)).toEqual(
      defined.map(() => 3),
    );
  });

  test.each(pages)('defines each assumption that %s names', (other) => {
    expect(assumptionsIn(readPage(other)).filter((number) => !defined.includes(number))).toEqual([]);
  });

  test('defines each assumption that the code names', () => {
    const named = code.flatMap(({ file, text }) => assumptionsIn(text).map((number) => ({ file, number })));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter(({ number }) => !defined.includes(number))).toEqual([]);
  });

  test('has each section that the code cites', () => {
    const sections = [...page.matchAll(/^(?:#+|\|) (\d+(?:\.\d+)?)\.? /gm)].map(([, number]) => number);
    const cited = code.flatMap(({ file, text }) => citedIn(text).map((number) => ({ file, number })));
    expect(cited.length).toBeGreaterThan(100);
    expect(cited.filter(({ number }) => !sections.includes(number))).toEqual([]);
  });
});

describe('docs/glossary.md', () => {
  const words = [...readPage('docs/glossary.md').matchAll(/^\| \*\*([^*]+)\*\* \|/gm)].map(([, word]) => word);

  test('has the words that a reader needs, and not a dictionary', () => {
    expect(words.length).toBeGreaterThanOrEqual(20);
    expect(words.length).toBeLessThanOrEqual(30);
  });

  test('has each word once', () => {
    expect(new Set(words).size).toBe(words.length);
  });
});

test('the changelog begins with what is not released yet', () => {
  const [first] = [...readPage('CHANGELOG.md').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(first).toBe('Unreleased');
});

test('the layout is asked about in ten questions at least, each with a folder', () => {
  const rows = [
    ...section(readPage('docs/contributing.md'), 'Where is what').matchAll(/^\| [^|]+\? \| `[^`|]+\/` \|/gm),
  ];
  expect(rows.length).toBeGreaterThanOrEqual(10);
});

test('the environments of the registry are in the README and on their page', () => {
  const ids = environments.map(({ id }) => id).toSorted();
  const told = (text: string) => rowsOf(text).flatMap(({ codes }) => codes);
  expect(told(section(readPage('README.md'), 'Environments')).toSorted()).toEqual(ids);
  const [table = ''] = readPage('docs/environments.md').split('\n## ');
  expect(told(table).toSorted()).toEqual(ids);
});

/**
 * The numbers of the assumptions that a text names, such as 3 of A3. Parts of longer words, such as an address, are
 * none.
 */
function assumptionsIn(text: string): number[] {
  return [...text.matchAll(/(?<![\w%.\\-])A(\d{1,2})(?![\w%])/g)].map(([, number]) => Number(number));
}

/** The sections of the page that a comment cites, also where the line ends between name and number. */
function citedIn(text: string): string[] {
  const lists = text.matchAll(/-api\.md[\s*]+(?:section )?(\d+(?:\.\d+)?(?:(?:, | and )\d+(?:\.\d+)?)*)/g);
  return [...lists].flatMap(([, list = '']) => list.split(/, | and /));
}
