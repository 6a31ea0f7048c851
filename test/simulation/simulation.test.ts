import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { runOverWire } from './wire/run-wire.ts';

/** How many new seeds the test command tries each time: a number, not a time, so that a slow machine tries as many. */
const seeds = 250;

test('new schedules of the real rules under a virtual clock violate nothing', async () => {
  const main = path.resolve(import.meta.dirname, 'main.ts');
  const many = ['--seeds', String(seeds), '--workers', '1'];
  const simulation = spawn(process.execPath, [main, ...many], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [code]] = await Promise.all([text(simulation.stdout), once(simulation, 'exit')]);
  const [first = '', ...rest] = output.split('\n');
  process.stdout.write(
    `simulation: ${first}, ${rest.find((line) => line.startsWith('schedules')) ?? 'no schedules'}\n`,
  );
  // On a violation the whole story is the message.
  expect(code === 0 ? '' : output).toBe('');
  expect(rest).toContain('violations 0');
});

test('the same schedules hold over the wire of the emulators', async () => {
  for (const seed of [1, 7, 11, 23, 60]) {
    const { violation } = await runOverWire(seed);
    expect({ seed, violation }).toEqual({ seed, violation: undefined });
  }
});
