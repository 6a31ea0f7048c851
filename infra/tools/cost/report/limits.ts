import type { CostEstimate } from '../cost-estimate.ts';
import { decimalOf, withThousands } from '../decimal.ts';
import { owners } from '../limits/limit.ts';
import { exceeded, type Margin, nearestOf } from '../limits/limits.ts';
import { instructionsPerDay } from '../workload.ts';
import { columns, type Row } from './columns.ts';
import { wrapped } from './wrapped.ts';

const indent = '  ';

/** Where each limit lies, and how much of it each workload takes. */
export function limitTable(all: readonly CostEstimate[]): string[] {
  const [first] = all;
  if (first === undefined) return [];
  const heads = all.map(({ workload }) => withThousands(decimalOf(instructionsPerDay(workload))));
  const rows = owners.flatMap((owner): Row[] => {
    const ours = first.limits.filter((limit) => limit.owner === owner);
    return [[`limits of ${owner}`, 'a day at most', '', ...heads], ...ours.map((limit) => rowOf(limit, all))];
  });
  return columns(rows);
}

function rowOf({ name, of }: Margin, all: readonly CostEstimate[]): Row {
  const margins = all.map(({ limits }) => limits.find((limit) => limit.name === name && limit.of === of));
  // Some lie lower the more is done: then where it lies for the largest workload.
  const perDay = margins.at(-1)?.perDay;
  return [`  ${name}`, perDay === undefined ? '-' : withThousands(perDay), of, ...margins.map(share)];
}

function share(margin: Margin | undefined): string {
  if (margin === undefined) return '-';
  const { percent } = margin;
  return percent.lt(decimalOf(1)) ? '< 1 %' : `${withThousands(percent)} %`;
}

/** In sentences: what each workload is beyond, or comes to first, how that is reckoned, and what would lift it. */
export function firstLimits(all: readonly CostEstimate[]): string[] {
  return all.flatMap(({ workload, limits }) => {
    const size = `${withThousands(decimalOf(instructionsPerDay(workload)))} instructions a day`;
    const beyond = exceeded(limits);
    const within = limits.filter((limit) => !beyond.includes(limit));
    const next = owners.flatMap((owner) => nearestOf(owner, within) ?? []);
    const verdict = beyond.length === 0 ? 'within every limit' : `beyond ${beyond.length} of the limits`;
    return [
      `${size}: ${verdict}.`,
      ...beyond.flatMap((limit) => wrapped(`beyond, of ${sentence(limit)}`, indent)),
      ...next.flatMap((limit) => wrapped(`next, of ${sentence(limit)}`, indent)),
    ];
  });
}

function sentence({ owner, name, perDay, of, because, lift }: Margin): string {
  return (
    `${owner === 'ours' ? 'our own' : owner}: ${name}, ${withThousands(perDay)} ${of} a day: ${because}. To ` +
    `lift it: ${lift}.`
  );
}
