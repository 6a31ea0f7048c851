import { exitCodeFor } from '../../command-line/flags.ts';
import { readArguments, usage } from './arguments.ts';
import { renderEstimates } from './print-estimate.ts';

// `npm run cost`: what a stage costs in a month, and which limit it meets first.

function report(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(): Promise<void> {
  const { measure, ...wanted } = readArguments(process.argv.slice(2));
  if (!measure) return report(await renderEstimates(wanted));
  // The local stack and the CDK are loaded by those only who count anew.
  const { measureUsage } = await import('../usage-meter/measure.ts');
  await measureUsage(report);
}

try {
  await main();
} catch (error) {
  process.exitCode = exitCodeFor(error, usage);
}
