import { counted, grouped } from '../decimal.ts';
import type { Figures } from '../figures.ts';
import { owners } from '../limits/limit.ts';
import { type Margin, nearest } from '../limits/limits.ts';
import { instructionsPerDay } from '../workload.ts';
import { columns, type Row } from './columns.ts';

/** Where each limit lies, and how much of it each workload takes. */
export function limitTable(all: readonly Figures[]): string[] {
  const [first] = all;
  if (first === undefined) return [];
  const heads = all.map(({ workload }) => grouped(counted(instructionsPerDay(workload))));
  const rows = owners.flatMap((owner): Row[] => {
    const ours = first.limits.filter((limit) => limit.owner === owner);
    return [[`limits of ${owner}`, 'a day at most', '', ...heads], ...ours.map((limit) => rowOf(limit, all))];
  });
  return columns(rows);
}

function rowOf({ name, of }: Margin, all: readonly Figures[]): Row {
  const margins = all.map(({ limits }) => limits.find((limit) => limit.name === name && limit.of === of));
  // Some lie lower the more is done: then where it lies for the largest workload.
  const perDay = margins.at(-1)?.perDay;
  return [`  ${name}`, perDay === undefined ? '-' : grouped(perDay), of, ...margins.map(share)];
}

function share(margin: Margin | undefined): string {
  if (margin === undefined) return '-';
  const { percent } = margin;
  return percent.lt(counted(1)) ? '< 1 %' : `${grouped(percent)} %`;
}

/** In sentences: what each workload meets first, how that is reckoned, and which quota of AWS's comes next. */
export function firstLimits(all: readonly Figures[]): string[] {
  return all.flatMap(({ workload, limits }) => {
    const size = `${grouped(counted(instructionsPerDay(workload)))} instructions a day`;
    const beyond = limits.filter(({ percent }) => percent.gt(counted(100)));
    const first = nearest(limits);
    const quota = nearest(limits.filter(({ owner }) => owner === 'AWS'));
    if (first === undefined || quota === undefined) return [];
    const verdict = beyond.length === 0 ? `${size}: within every limit.` : `${size}: beyond ${beyond.length} limits.`;
    return [
      verdict,
      ...(beyond.length > 1 ? beyond.toSorted((a, b) => b.percent.cmp(a.percent)).map(sentence) : [sentence(first)]),
      `  AWS's next quota: ${quota.name}, at ${grouped(quota.perDay)} ${quota.of} a day (${quota.because}).`,
    ];
  });
}

function sentence({ name, owner, perDay, of, because, lift }: Margin): string {
  const whose = owner === 'ours' ? 'our own' : `${owner}'s`;
  return `  ${name} (${whose}), at ${grouped(perDay)} ${of} a day: ${because}. To lift it: ${lift}.`;
}
