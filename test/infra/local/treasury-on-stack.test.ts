// One test file for all that runs on the treasury's own stack with the simulator: each file of its own would start the
// stack and its functions again. Pick a part with `npm test -- test/infra/local/treasury-on-stack -t 'the keys'`.
import './key-health.checks.ts';
import './ledger-export.checks.ts';
import '../tools/keys/command.checks.ts';
