import { exitCodeFor } from '../../command-line/flags.ts';
import { readArguments, usage } from './arguments.ts';
import { renderEstimates } from './print-estimate.ts';

// `npm run cost`: what a stage costs in a month, and which limit it meets first.

function report(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  report(await renderEstimates(readArguments(process.argv.slice(2))));
} catch (error) {
  process.exitCode = exitCodeFor(error, usage);
}
