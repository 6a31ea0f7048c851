import { endFor } from '../../command-line/flags.ts';
import { usage } from './arguments.ts';
import { awsPlaceOf } from './aws-place.ts';
import { runKeys } from './run.ts';

// `npm run keys`: sets a key of the exchange after trying it, goes back to the former one, and reports on all.

const { stdin, stdout, stderr } = process;

try {
  const io = { input: stdin, questions: stderr, output: stdout, placeOf: awsPlaceOf };
  process.exitCode = await runKeys(process.argv.slice(2), io);
} catch (error) {
  process.exitCode = endFor(error, usage);
}
