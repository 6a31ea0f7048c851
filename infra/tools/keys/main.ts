import { exitCodeFor } from '../../command-line/flags.ts';
import { usage } from './arguments.ts';
import { awsConfigOf } from './aws-config.ts';
import { runKeys } from './run.ts';

// `npm run keys`: sets a key of the exchange after trying it, goes back to the former one, and reports on all.

const { stdin, stdout, stderr } = process;

try {
  const io = { input: stdin, questions: stderr, output: stdout, awsConfigOf };
  process.exitCode = await runKeys(process.argv.slice(2), io);
} catch (error) {
  process.exitCode = exitCodeFor(error, usage);
}
