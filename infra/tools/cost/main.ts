import { endFor } from '../../command-line/flags.ts';
import { readArguments, usage } from './arguments.ts';
import { printed } from './print.ts';

// `npm run cost`: what a stage costs in a month, and which limit it meets first.

function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(): Promise<void> {
  const { measure, ...wanted } = readArguments(process.argv.slice(2));
  if (!measure) return tell(await printed(wanted));
  // The local stack and the CDK are loaded by those only who count anew.
  const { countAnew } = await import('../usage-meter/measure.ts');
  await countAnew(tell);
}

try {
  await main();
} catch (error) {
  process.exitCode = endFor(error, usage);
}
