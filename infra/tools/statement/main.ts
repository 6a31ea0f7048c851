import { exitCodeFor } from '../../command-line/flags.ts';
import { usage } from './arguments.ts';
import { runStatement } from './run.ts';

// `npm run statement`: a month or a day of statements, as a file for people and their tools.

const { stdout, stderr } = process;

try {
  const io = { output: stdout, note: (line: string) => void stderr.write(`${line}\n`) };
  process.exitCode = await runStatement(process.argv.slice(2), io);
} catch (error) {
  process.exitCode = exitCodeFor(error, usage);
}
