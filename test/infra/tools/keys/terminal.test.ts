import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import type { StackAddress } from '../../../../infra/local/stack-run-file.ts';
import { hmacSecret } from '../../../functions/shared/signing/support/secrets.ts';

/*
 * The program at a pseudo terminal, which util-linux's `script` makes. Where there is none, prompt.test.ts has to do.
 */
const main = path.resolve(import.meta.dirname, '../../../../infra/tools/keys/main.ts');
const isThere = spawnSync('script', ['--version']).status === 0;
const withTerminal = isThere ? test : test.skip;

/** A stack that has ended: what was typed is read to its end, and then nobody answers. */
const nowhere: StackAddress = {
  region: 'us-east-1',
  endpoints: { secrets_manager: 'http://127.0.0.1:9', lambda: 'http://127.0.0.1:9' },
};

withTerminal('a real terminal shows nothing of what is typed', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'keys-terminal-'));
  await mkdir(path.join(folder, '.local'));
  await writeFile(path.join(folder, '.local', 'stack.json'), JSON.stringify(nowhere));
  const command = `${process.execPath} ${main} set read --stage local`;
  const child = spawn('script', ['-qfec', command, '/dev/null'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const answers: [question: string, answer: string][] = [
    ['API key (not shown): ', hmacSecret.apiKey],
    ['[hmac-sha256]: ', ''],
    ['Secret key (not shown): ', hmacSecret.secretKey],
    ['is off (not shown): ', ''],
  ];
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let shown = '';
  for await (const chunk of child.stdout) {
    shown += String(chunk);
    const [question = '', answer = ''] = answers[0] ?? [];
    if (question === '' || !shown.endsWith(question)) continue;
    answers.shift();
    child.stdin.write(`${answer}\r`);
  }
  const code = await ended;
  await rm(folder, { recursive: true });
  expect(answers).toEqual([]);
  expect(shown).toContain('keys-not-reached: DescribeSecret of hashkey-treasury/local/read failed: ECONNREFUSED');
  expect(shown).not.toContain(hmacSecret.apiKey);
  expect(shown).not.toContain(hmacSecret.secretKey);
  expect(code).toBe(1);
});
