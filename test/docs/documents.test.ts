import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { errorCodes, publishedErrorCodes } from '../../functions/shared/core/error-codes.ts';
import { eventTypes } from '../../functions/shared/core/event-types.ts';
import { heldReasons } from '../../functions/shared/core/submission-outcome.ts';
import { allowedTransitions, isStatus } from '../../functions/shared/ledger/instruction/allowed-transitions.ts';
import { reasonCodes } from '../../functions/shared/ledger/instruction/reasons.ts';
import { anyRole } from '../../functions/shared/runtime/http/identity.ts';
import { defineTreasury } from '../../infra/config/define-treasury.ts';
import { servedRoutes } from '../../infra/http-api/routes.ts';

/* What the documents say and the code decides: whoever adds a code, an event or an arrow has to explain it. */

const root = path.resolve(import.meta.dirname, '..', '..');
const documentOf = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The part of a document under this heading. */
function section(text: string, heading: string): string {
  const [, rest = ''] = text.split(`\n## ${heading}\n`);
  return rest.split('\n## ')[0] ?? '';
}

/** The rows of a section's tables: the codes that the first cell names, and the other cells. */
function rowsOf(text: string): { codes: string[]; cells: string[] }[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [first = '', ...cells] = line.slice(1, -1).split('|');
      return {
        codes: [...first.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
        cells: cells.map((c) => c.trim()),
      };
    });
}

const codesIn = (text: string) => rowsOf(text).flatMap(({ codes }) => codes);

describe('the page for finance', () => {
  const page = documentOf('docs/finance.md');

  test.each([
    ['Why it ended', Object.keys(reasonCodes)],
    ['Why it waits', Object.keys(heldReasons)],
  ])('explains under “%s” each code once, and no other', (heading, codes) => {
    expect(codesIn(section(page, heading)).toSorted()).toEqual(codes.toSorted());
  });

  test('explains each error code once, with its HTTP status', () => {
    const rows = rowsOf(section(page, 'Why you were refused'));
    const told = rows.flatMap(({ codes, cells }) => codes.map((code) => [code, Number(cells[0])] as const));
    expect(new Set(told.map(([code]) => code)).size).toBe(told.length);
    expect(Object.fromEntries(told)).toMatchObject(
      Object.fromEntries(publishedErrorCodes.map((code) => [code, errorCodes[code].status])),
    );
  });

  test('says for each of them what to do', () => {
    const all = ['Why it ended', 'Why it waits', 'Why you were refused'].flatMap((name) => rowsOf(section(page, name)));
    const silent = all.filter(({ cells }) => cells.some((cell) => cell === ''));
    expect(silent).toEqual([]);
  });
});

describe('README.md', () => {
  const readme = documentOf('README.md');

  test('names every event, and whether it is an alarm', () => {
    const [, rest = ''] = readme.split('\n### Events\n');
    const told = rowsOf(rest.split('\n### ')[0] ?? '').map(({ codes: [type = ''], cells }) => [type, cells[0]]);
    const uses = Object.entries(eventTypes).map(([type, use]) => [type, use === 'alarm' ? 'yes' : '']);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(uses));
  });

  test('lists every route with the roles that may call it', () => {
    const [, rest = ''] = readme.split('\n### Routes\n');
    const told = rowsOf(rest.split('\n### ')[0] ?? '').map(({ codes: [route = ''], cells: [who = ''] }) => {
      const roles = anyRole.filter((role) => who === 'any role' || new RegExp(`\\b${role}\\b`).test(who));
      return [route.replace(/\?.*$/, ''), roles.toSorted()];
    });
    const served = servedRoutes.map(({ key, route }) => [key, route.allowed.toSorted()]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(served));
  });

  test('draws every status, and no arrow that cannot happen', () => {
    const [diagram = ''] = /```mermaid\n[\s\S]*?```/.exec(readme) ?? [];
    const lines = [...diagram.matchAll(/^ +(\[\*\]|\w+) --> (\w+)/gm)];
    const drawn = lines.map(([, from = '', to = '']) => [from === '[*]' ? 'new' : inWords(from), inWords(to)] as const);
    for (const [from, to] of drawn) {
      const known = from === 'new' || isStatus(from) ? allowedTransitions[from] : [];
      expect({ from, to: known }).toEqual({ from, to: expect.arrayContaining([to]) });
    }
    expect(new Set(drawn.flat())).toEqual(new Set(Object.keys(allowedTransitions)));
  });

  test('has an example of a configuration that is taken', () => {
    const [, example = ''] = /```ts\n(defineTreasury\(\{[\s\S]*?\}\))\n```/.exec(readme) ?? [];
    expect(runInNewContext(example, { defineTreasury })).toMatchObject({ environment: 'hashkey-sandbox' });
  });

  test.each(['README.md', 'docs/finance.md', 'docs/runbook.md'])('and %s point to headings that are there', (file) => {
    const links = [...documentOf(file).matchAll(/\]\(([^)\s]*#[^)]+)\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) {
      const [target = '', anchor = ''] = link.split('#');
      const text = documentOf(target === '' ? file : path.join(path.dirname(file), target));
      const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
      expect({ link, anchors }).toEqual({ link, anchors: expect.arrayContaining([anchor]) });
    }
  });
});

/** The diagram's language takes no hyphen in a name. */
function inWords(name: string): string {
  return name.replaceAll('_', '-');
}

/** As GitHub makes anchors of headings. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}
