import { createHash, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { canonicalJson } from '../../functions/shared/core/canonical-digest.ts';
import { enrolmentDigest, enrolmentSchema } from '../../functions/shared/passkeys/enrolment.ts';
import { namedPersonSchema } from '../../functions/shared/passkeys/person.ts';
import { algorithmSchema } from '../../functions/shared/passkeys/public-key.ts';
import { purposes, type Verdict } from '../../functions/shared/passkeys/purposes.ts';
import { parseRoots } from '../../functions/shared/passkeys/roots.ts';
import { signedWordSchema } from '../../functions/shared/passkeys/signed-word.ts';
import { challengeOf, statementText } from '../../functions/shared/passkeys/statement.ts';
import { verifyWord, type WordFlaw } from '../../functions/shared/passkeys/verify-word.ts';
import { readPage } from './pages.ts';

/* The recipe of docs/passkeys.md, and its vectors. */

const text = v.string();
const verdictSchema = v.custom<Verdict>((value) => {
  const parsed = v.safeParse(v.object({ purpose: text, decision: text }), value);
  if (!parsed.success) return false;
  const { purpose, decision } = parsed.output;
  return Object.entries(purposes).some(
    ([each, decisions]) => each === purpose && decisions.some((is) => is === decision),
  );
});
const otherPartsSchema = v.object({
  stage: text,
  subject: v.strictObject({ id: text, digest: text }),
  person: namedPersonSchema,
  nonce: text,
  expiresAt: text,
});
const vectorsSchema = v.strictObject({
  place: v.strictObject({ stage: text, origin: text, rpId: text }),
  words: v.array(
    v.strictObject({
      name: text,
      result: text,
      takenAt: text,
      statement: v.intersect([verdictSchema, otherPartsSchema]),
      canonical: text,
      challenge: text,
      key: v.strictObject({ algorithm: algorithmSchema, publicKey: text }),
      word: signedWordSchema,
    }),
  ),
  devices: v.array(v.strictObject({ enrolment: enrolmentSchema, canonical: text, digest: text, root: text })),
});
const file = path.resolve(import.meta.dirname, '..', '..', 'docs', 'passkey-vectors.json');
const { place, words, devices } = v.parse(vectorsSchema, JSON.parse(readFileSync(file, 'utf8')));
const page = readPage('docs/passkeys.md');

/** Each flaw once, or it does not compile. */
const flaws: Readonly<Record<WordFlaw, true>> = {
  malformed: true,
  'wrong-type': true,
  'wrong-challenge': true,
  'wrong-origin': true,
  'cross-origin': true,
  'wrong-rp': true,
  'user-not-present': true,
  'user-not-verified': true,
  'unusable-key': true,
  'bad-signature': true,
  expired: true,
  'expires-too-late': true,
};

/** The texts in the first column of each table row. */
const rowsOf = (section: string) => [
  ...(page.split(`## ${section}`)[1]?.split('\n## ')[0] ?? '').matchAll(/^\| `([\w-]+)` \|(.*)\|$/gm),
];

describe('the published words', () => {
  test.each(words)('are what the functions make and judge: $name', ({ statement, canonical, challenge, ...rest }) => {
    expect(statementText(statement)).toBe(canonical);
    expect(challengeOf(statement).toString('base64url')).toBe(challenge);
    const given = { word: rest.word, said: statement, takenAt: Date.parse(rest.takenAt) };
    const result = verifyWord(rest.key, given, place);
    expect(result.kind === 'invalid' ? result.flaw : result.kind).toBe(rest.result);
  });

  test.each(words)('are what the lines of the page say: $name', ({ statement, challenge, ...rest }) => {
    const [, code = ''] = page.match(/```js\n([\s\S]*?)```/) ?? [];
    const names = ['statement', 'word', 'key', 'takenAt', 'place', 'createHash', 'verify'];
    const run = new Function(...names, `${code}\nreturn { isValid, challenge };`);
    const outcome = run(statement, rest.word, rest.key, rest.takenAt, place, createHash, verify);
    expect(outcome).toEqual({ isValid: rest.result === 'valid', challenge });
  });

  test('show each flaw but that of the key, and each algorithm', () => {
    const shown = new Set(words.map(({ result }) => result));
    expect([...shown].sort()).toEqual(
      ['valid', ...Object.keys(flaws)].filter((flaw) => flaw !== 'unusable-key').sort(),
    );
    expect(new Set(words.map(({ key }) => key.algorithm)).size).toBe(3);
  });
});

describe('the published devices', () => {
  test.each(devices)('are what the functions make: $enrolment.name', ({ enrolment, canonical, digest }) => {
    expect(canonicalJson(enrolment)).toBe(canonical);
    expect(enrolmentDigest(enrolment)).toBe(digest);
    expect(createHash('sha256').update(canonical, 'utf8').digest('hex')).toBe(digest);
  });

  test('are read from their lines as roots', () => {
    const lines = devices.map(({ root }) => root);
    expect(parseRoots(lines, place, 'roots')).toEqual(devices.map(({ enrolment }) => enrolment));
  });
});

describe('the page', () => {
  test('names each purpose with its decisions', () => {
    // Another table of the chapter says what each is signed over: its rows follow.
    const told = rowsOf('What is signed').filter(([, name = '']) => name in purposes);
    const first = new Map(told.toReversed().map(([, name = '', row]) => [name, row]));
    const decisionsOf = (row = '') =>
      [...(row.split('|')[0] ?? '').matchAll(/`(\w+)`/g)].map(([, decision]) => decision);
    expect(Object.fromEntries([...first].map(([name, row]) => [name, decisionsOf(row)]))).toEqual(purposes);
  });

  test('names each flaw', () => {
    expect(
      rowsOf('How a word is verified')
        .map(([, flaw]) => flaw)
        .sort(),
    ).toEqual(Object.keys(flaws).sort());
  });

  test('names each field of an enrolment', () => {
    const [, fields = ''] = page.split('enrolled with these fields:');
    const named = [...(fields.split('.')[0] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    expect(named).toEqual(Object.keys(enrolmentSchema.entries));
  });
});
