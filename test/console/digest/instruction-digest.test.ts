import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { instructionDigest } from '../../../console/digest/instruction-digest.ts';

const file = new URL('../../../docs/digest-vectors.json', import.meta.url);
const vectors: { name: string; content: { instructionId: string }; digest: string }[] = JSON.parse(
  readFileSync(file, 'utf8'),
);

describe('the digest that the page computes of what it shows', () => {
  test.each(vectors.map(({ name, content, digest }) => [name, content, digest] as const))(
    'is the published one: %s',
    async (_name, content, digest) => {
      expect(await instructionDigest(content)).toBe(digest);
    },
  );

  test('covers nothing that is not in the recipe', async () => {
    const [{ content, digest }] = vectors as [(typeof vectors)[number]];
    expect(await instructionDigest({ ...content, ...{ status: 'approved' } })).toBe(digest);
  });
});
