import { type Arguments, readArguments } from './arguments.ts';
import { type CostEstimate, type CostInputs, estimateOf } from './cost-estimate.ts';
import { readQuotas } from './limits/quotas.ts';
import { readPriceList } from './prices/price-list.ts';
import { jsonOf } from './report/json.ts';
import { textOf } from './report/text.ts';
import { readUsageData } from './usage/usage-data.ts';

/** What `npm run cost` prints for these arguments, by what was counted last. */
export async function renderEstimates({ workloads, region, json }: Pick<Arguments, 'workloads' | 'region' | 'json'>) {
  const inputs: CostInputs = {
    usageData: await readUsageData(),
    prices: await readPriceList(region),
    quotas: await readQuotas(),
  };
  const all = workloads.map((workload): CostEstimate => estimateOf(workload, inputs));
  return json ? JSON.stringify(jsonOf(all, inputs), null, 2) : textOf(all, inputs).join('\n');
}

/** A command in a document, and the block with what it printed. */
const estimateBlocks = /```sh\nnpm run cost(?: -- ([^\n]*))?\n```\n\n```text\n[\s\S]*?```/g;

/** The document with what its commands print now. */
export async function refreshEstimates(document: string): Promise<string> {
  const found = [...document.matchAll(estimateBlocks)];
  let text = document;
  for (const [block, args = ''] of found) {
    const [command = ''] = block.split('\n\n```text');
    const rendered = await renderEstimates(readArguments(args.split(' ').filter((arg) => arg !== '')));
    text = text.replace(block, () => `${command}\n\n\`\`\`text\n${rendered}\n\`\`\``);
  }
  return text;
}
