import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { amount } from '../../functions/shared/core/amount.ts';
import { accountId, instructionId } from '../../functions/shared/core/ids.ts';
import { type Content, digestOf } from '../../functions/shared/ledger/instruction/content.ts';
import { createInstruction } from '../../functions/shared/ledger/instruction/transitions.ts';
import { instructionView } from '../../functions/shared/ledger/instruction/view.ts';
import { funding, payout, stamp, transfer, withdrawal } from '../support/instructions.ts';
import { readPage } from './pages.ts';

/* The recipe of docs/digest.md, in code of its own: nothing of the functions is used to make these digests. */

const text = v.record(v.string(), v.string());
const vectorsSchema = v.array(
  v.strictObject({ name: v.string(), content: text, canonical: v.string(), digest: v.string() }),
);
const file = path.resolve(import.meta.dirname, '..', '..', 'docs', 'digest-vectors.json');
const vectors = v.parse(vectorsSchema, JSON.parse(readFileSync(file, 'utf8')));

const canonicalOf = (content: Readonly<Record<string, string>>) =>
  `{${Object.keys(content)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(content[name])}`)}}`;
const sha256 = (canonical: string) => createHash('sha256').update(canonical, 'utf8').digest('hex');

describe('the published vectors', () => {
  test.each(vectors)('are what the recipe makes: $name', ({ content, canonical, digest }) => {
    expect(canonicalOf(content)).toBe(canonical);
    expect(sha256(canonical)).toBe(digest);
  });

  test.each(vectors)('are what the functions make: $name', ({ content, digest }) => {
    expect(digestOf(contentOf(content))).toBe(digest);
  });

  test('have every kind, and every field of the recipe', () => {
    const [, table = ''] = readPage('docs/digest.md').split('## The recipe');
    const rows = [...(table.split('\n2. ')[0] ?? '').matchAll(/^ {3}\| ((?:`\w+`(?:, )?)+) \|/gm)];
    const fields = rows.flatMap(([, names = '']) => [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    expect([...new Set(vectors.flatMap(({ content }) => Object.keys(content)))].sort()).toEqual(fields.sort());
    expect(new Set(vectors.map(({ content }) => content.kind)).size).toBe(3);
  });
});

describe('the lines of the page', () => {
  const [, code = ''] = readPage('docs/digest.md').match(/```js\n([\s\S]*?)```/) ?? [];

  test.each([
    withdrawal('inv-1', { note: '發票 "42"' }),
    withdrawal('inv-2', { tag: '7' }),
    payout(),
    transfer(),
    withdrawal('inv-3', { fundFrom: 'trading' }),
    funding('inv-3'),
  ])('make the digest of an instruction as the API answers it: $kind', (content) => {
    const instruction = createInstruction(content, stamp);
    const compute = new Function('instruction', 'createHash', `${code}\nreturn digest;`);
    expect(compute(JSON.parse(JSON.stringify(instructionView(instruction))), createHash)).toBe(instruction.digest);
  });
});

/** A vector as the functions hold it. */
function contentOf({
  kind,
  quantity = '',
  instructionId: id = '',
  coin = '',
  requestedBy = '',
  ...rest
}: Vector): Content {
  const common = { instructionId: instructionId(id), quantity: amount(quantity), coin, requestedBy };
  const { destination = '', address = '', tag, chain = '', note, sweepId = '', source = '', fundFrom, funds } = rest;
  const noted = note === undefined ? common : { ...common, note };
  switch (kind) {
    case 'withdrawal': {
      const named = { ...(tag === undefined ? {} : { tag }), ...(fundFrom === undefined ? {} : { fundFrom }) };
      return { kind, ...noted, destination, address, chain, ...named };
    }
    case 'fiat-withdrawal':
      return { kind, ...noted, destination, address };
    case 'asset-transfer':
      return {
        ...{ kind, ...noted, source: accountId(source), destination, address: accountId(address) },
        ...(funds === undefined ? { sweepId } : { funds: instructionId(funds) }),
      };
    default:
      throw new Error(`no kind ${kind}`);
  }
}

type Vector = Readonly<Record<string, string>>;
