import { exitCodeFor } from '../../command-line/flags.ts';
import { usage } from './arguments.ts';
import { runPasskey } from './run.ts';

// `npm run passkey`: a person's device as a key in a file, for tests and the local stack alone.

try {
  await runPasskey(process.argv.slice(2), (line) => void process.stdout.write(`${line}\n`));
} catch (error) {
  process.exitCode = exitCodeFor(error, usage);
}
