import { type Arguments, readArguments } from './arguments.ts';
import { type Figures, figuresOf, type Grounds } from './figures.ts';
import { readQuotas } from './limits/quotas.ts';
import { readPriceList } from './prices/price-list.ts';
import { jsonOf } from './report/json.ts';
import { textOf } from './report/text.ts';
import { readCounted } from './usage/usage-data.ts';

/** What `npm run cost` prints for these arguments, by what was counted last. */
export async function printed({ workloads, region, json }: Pick<Arguments, 'workloads' | 'region' | 'json'>) {
  const grounds: Grounds = {
    counted: await readCounted(),
    prices: await readPriceList(region),
    quotas: await readQuotas(),
  };
  const all = workloads.map((workload): Figures => figuresOf(workload, grounds));
  return json ? JSON.stringify(jsonOf(all, grounds), null, 2) : textOf(all, grounds).join('\n');
}

/** A command in a document, and the block with what it printed. */
const blocks = /```sh\nnpm run cost(?: -- ([^\n]*))?\n```\n\n```text\n[\s\S]*?```/g;

/** The document with what its commands print now. */
export async function withFigures(document: string): Promise<string> {
  const found = [...document.matchAll(blocks)];
  let text = document;
  for (const [block, args = ''] of found) {
    const [command = ''] = block.split('\n\n```text');
    const figures = await printed(readArguments(args.split(' ').filter((arg) => arg !== '')));
    text = text.replace(block, () => `${command}\n\n\`\`\`text\n${figures}\n\`\`\``);
  }
  return text;
}
