import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { riskCodes } from '../../functions/approval/risks/risk-codes.ts';
import { errorCodes, publishedErrorCodes } from '../../functions/shared/core/error-codes.ts';
import { eventTypes } from '../../functions/shared/core/event-types.ts';
import { heldReasons } from '../../functions/shared/core/held-reasons.ts';
import { allowedTransitions, isStatus } from '../../functions/shared/ledger/instruction/allowed-transitions.ts';
import { reasonCodes } from '../../functions/shared/ledger/instruction/reasons.ts';
import { anyRole } from '../../functions/shared/runtime/http/identity.ts';
import { defineTreasury } from '../../infra/config/define-treasury.ts';
import { servedRoutes } from '../../infra/http-api/routes.ts';
import { readPage, rowsOf, section } from './pages.ts';

/* What the documents say and the code decides: whoever adds a code, an event or an arrow has to explain it. */

const codesIn = (text: string) => rowsOf(text).flatMap(({ codes }) => codes);

describe('the page for finance', () => {
  const page = readPage('docs/finance.md');

  test.each([
    ['Why it ended', Object.keys(reasonCodes)],
    ['Why it waits', Object.keys(heldReasons)],
  ])('explains under “%s” each code once, and no other', (heading, codes) => {
    expect(codesIn(section(page, heading)).toSorted()).toEqual(codes.toSorted());
  });

  test('explains each risk of the approval summary once', () => {
    const [, risks = ''] = section(page, 'Approve a payment').split('### Risks that the summary shows');
    const told = rowsOf(risks.split('\n### ')[0] ?? '');
    expect(told.flatMap(({ codes }) => codes).toSorted()).toEqual(Object.keys(riskCodes).toSorted());
    expect(told.filter(({ cells }) => cells.some((cell) => cell === ''))).toEqual([]);
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

describe('docs/events.md', () => {
  test('names every event, and whether it is an alarm', () => {
    const told = rowsOf(section(readPage('docs/events.md'), 'Events')).map(({ codes: [type = ''], cells }) => [
      type,
      cells[0],
    ]);
    const uses = Object.entries(eventTypes).map(([type, use]) => [type, use === 'alarm' ? 'yes' : '']);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(uses));
  });
});

describe('docs/api.md', () => {
  test('lists every route with the roles that may call it', () => {
    const rows = rowsOf(section(readPage('docs/api.md'), 'Routes'));
    const told = rows.map(({ codes: [route = ''], cells: [who = ''] }) => {
      const roles = anyRole.filter((role) => who === 'any role' || new RegExp(`\\b${role}\\b`).test(who));
      return [route.replace(/\?.*$/, ''), roles.toSorted()];
    });
    const served = servedRoutes.map(({ key, route }) => [key, route.allowed.toSorted()]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(served));
  });
});

describe('docs/lifecycle.md', () => {
  test('draws every status, and no arrow that cannot happen', () => {
    const [diagram = ''] = /```mermaid\n[\s\S]*?```/.exec(readPage('docs/lifecycle.md')) ?? [];
    const lines = [...diagram.matchAll(/^ +(\[\*\]|\w+) --> (\w+)/gm)];
    const drawn = lines.map(([, from = '', to = '']) => [from === '[*]' ? 'new' : inWords(from), inWords(to)] as const);
    for (const [from, to] of drawn) {
      const known = from === 'new' || isStatus(from) ? allowedTransitions[from] : [];
      expect({ from, to: known }).toEqual({ from, to: expect.arrayContaining([to]) });
    }
    expect(new Set(drawn.flat())).toEqual(new Set(Object.keys(allowedTransitions)));
  });
});

describe('docs/configuration.md', () => {
  test('has an example of a configuration that is taken', () => {
    const [, example = ''] =
      /```ts\n(defineTreasury\(\{[\s\S]*?\}\))\n```/.exec(readPage('docs/configuration.md')) ?? [];
    expect(runInNewContext(example, { defineTreasury })).toMatchObject({ environment: 'hashkey-sandbox' });
  });
});

/** The diagram's language takes no hyphen in a name. */
function inWords(name: string): string {
  return name.replaceAll('_', '-');
}
