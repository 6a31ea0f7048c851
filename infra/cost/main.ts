import { endFor } from '../command-line/flags.ts';
import { readArguments, usage } from './arguments.ts';
import { readCounted } from './counted/counted.ts';
import { type Figures, figuresOf, type Grounds } from './figures.ts';
import { readQuotas } from './limits/quotas.ts';
import { readPriceList } from './prices/price-list.ts';
import { jsonOf } from './report/json.ts';
import { textOf } from './report/text.ts';

// `npm run cost`: what a stage costs in a month, and which limit it meets first.

async function main(): Promise<void> {
  const { workloads, region, json, measure } = readArguments(process.argv.slice(2));
  if (measure) {
    // The local stack and the CDK are loaded by those only who count anew.
    const { countAnew } = await import('./measure/count-anew.ts');
    return countAnew((line) => process.stdout.write(`${line}\n`));
  }
  const grounds: Grounds = {
    counted: await readCounted(),
    prices: await readPriceList(region),
    quotas: await readQuotas(),
  };
  const all = workloads.map((workload): Figures => figuresOf(workload, grounds));
  const told = json ? JSON.stringify(jsonOf(all, grounds), null, 2) : textOf(all, grounds).join('\n');
  process.stdout.write(`${told}\n`);
}

try {
  await main();
} catch (error) {
  process.exitCode = endFor(error, usage);
}
