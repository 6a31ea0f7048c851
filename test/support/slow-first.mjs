import path from 'node:path';
import Sequencer from '@jest/test-sequencer';

/**
 * Files that take many seconds. Where no run has been before, the runner begins with what is long to read; the last of
 * these would then run alone. Two workers take them in pairs: one that mostly waits, for a slot of a key or for a
 * process, beside one that mostly computes.
 */
const slow = [
  'infra/tools/exchange-check/command',
  'simulation/simulation',
  'infra/local/treasury-on-stack',
  'infra/stacks/treasury-stack',
  'infra/local/demo/demo',
  'infra/http-api/contract/contract',
  'functions/whitelist/whitelist',
  'infra/local/finance-workflow',
  'infra/tools/delivery/supply-chain',
  'functions/shared/exchange/endpoints/endpoints',
];

const rank = (file) => {
  const name = path.relative(path.resolve(import.meta.dirname, '..'), file).replace(/\.test\.ts$/, '');
  const index = slow.indexOf(name);
  return index === -1 ? slow.length : index;
};

/**
 * The slow ones first, the others in the runner's own order. No TypeScript: the package's types are of another module
 * form.
 */
export default class SlowFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    return sorted.toSorted((a, b) => rank(a.path) - rank(b.path));
  }
}
