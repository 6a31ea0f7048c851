import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { seededRandom } from '../../../../infra/local/exchange-simulator/seeded-random.ts';
import { verifyStatements } from '../../../../infra/tools/verify-history/verify-statements.ts';
import { playMonth } from '../../../functions/statements/play-month.ts';
import { arbitraryMonth } from '../../../functions/statements/statement-month.ts';

const months = 8;
const firstSeed = Math.floor(Math.random() * 2 ** 31);

test(`what the function makes of any month is found to be in order (seeds from ${firstSeed})`, async () => {
  for (let seed = firstSeed; seed < firstSeed + months; seed += 1) {
    const folder = await mkdtemp(path.join(tmpdir(), 'played-month-'));
    const { objects } = await playMonth(arbitraryMonth(seededRandom(seed)));
    for (const [key, text] of objects) {
      await mkdir(path.dirname(path.join(folder, key)), { recursive: true });
      await writeFile(path.join(folder, key), text);
    }
    const { statements, findings } = await verifyStatements(folder);
    await rm(folder, { recursive: true });
    expect({ seed, statements, findings }).toEqual({ seed, statements: objects.size, findings: [] });
  }
}, 60_000);
