import { expect, test } from '@jest/globals';
import { readArguments } from '../../../../infra/tools/keys/arguments.ts';

const sandbox = { name: 'sandbox', isLocal: false };

test.each([
  ['set withdrawal --stage sandbox', { command: 'set', key: 'withdrawal', acceptsWarnings: false, json: false }],
  ['set fiat --stage sandbox --accept-warnings', { command: 'set', key: 'fiat', acceptsWarnings: true, json: false }],
  ['--stage sandbox --json back read', { command: 'back', key: 'read', acceptsWarnings: false, json: true }],
  ['check --stage sandbox', { command: 'check', json: false }],
])('%s', (line, expected) => {
  expect(readArguments(line.split(' '))).toEqual({ stage: sandbox, ...expected });
});

test.each([
  ['', '--stage'],
  ['set withdrawal', '--stage'],
  ['--stage sandbox', 'set, back or check'],
  ['rotate read --stage sandbox', 'set, back or check'],
  ['set --stage sandbox', 'KEY'],
  ['set trading --stage sandbox', 'one of read, transfer, withdrawal, whitelist, fiat'],
  ['check read --stage sandbox', 'not taken'],
  ['check --stage sandbox --accept-warnings', 'not taken'],
  ['check --stage Sand_Box', '--stage: names no stage'],
  [
    'set read --stage prod',
    '--stage: names no stage; expected the stage whose keys they are: local, sandbox, production',
  ],
])('%j is refused', (line, says) => {
  expect(() => readArguments(line.split(' ').filter((each) => each !== ''))).toThrow(says);
});

test.each([
  ['set', 'read', '5ecret', '--stage', 'sandbox'],
  ['set', '5ecret', '--stage', 'sandbox'],
  ['set', 'read', '--stage', '5ecret/x'],
  ['set', 'read', '--stage', 'sandbox', '--secret-key', '5ecret'],
  ['set', 'read', '--stage', 'sandbox', '--5ecret'],
  ['set', 'read', '--stage', 'sandbox', '--json=5ecret'],
  ['5ecret', '--stage', 'sandbox'],
])('a secret among the arguments is refused and not shown: %s %s %s %s %s %s', (...args) => {
  const failure = (() => {
    try {
      return readArguments(args);
    } catch (error) {
      return error;
    }
  })();
  expect(failure).toMatchObject({ code: 'invalid-input' });
  expect(String(failure) + JSON.stringify(failure)).not.toContain('5ecret');
});
