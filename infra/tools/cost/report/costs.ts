import { counted, type Decimal, grouped, none } from '../decimal.ts';
import { type Figures, percentOf } from '../figures.ts';
import { meters } from '../meters.ts';
import { causes } from '../model/activity.ts';
import { instructionsPerDay } from '../workload.ts';
import { columns, type Row } from './columns.ts';

/** The bill of each workload beside the others. */
export function costTable(all: readonly Figures[]): string[] {
  const cells = (of: (figures: Figures) => string): string[] => all.map(of);
  const day = (of: (figures: Figures) => number): string[] => cells((each) => grouped(counted(of(each))));
  const services = [...new Set(Object.values(meters))];
  const rows: Row[] = [
    ['instructions a day', ...day(({ workload }) => instructionsPerDay(workload))],
    ['  withdrawals', ...day(({ workload }) => workload.withdrawalsPerDay)],
    ['  sweeps', ...day(({ workload }) => workload.sweepsPerDay)],
    ['deposit addresses a day', ...day(({ workload }) => workload.depositAddressesPerDay)],
    ['USD a month'],
    ...ofNames(causes, all, ({ byCause }) => byCause),
    ['or, by service'],
    ...ofNames(services, all, ({ byService }) => byService),
    ['total', ...cells(({ total }) => money(total))],
    ['  of it an idle stage', ...cells(({ idle }) => money(idle))],
    ['  each instruction more', ...cells(({ perInstruction }) => perInstruction?.toFixed(4) ?? '-')],
    ['  at assumed prices', ...cells(({ assumed, total }) => `${percentOf(assumed, total).toFixed(0)} %`)],
  ];
  return columns(rows);
}

/** What is nothing in every column is not told. */
function ofNames(
  names: readonly string[],
  all: readonly Figures[],
  of: (figures: Figures) => ReadonlyMap<string, Decimal>,
): Row[] {
  const told = names.filter((name) => all.some((figures) => (of(figures).get(name) ?? none).gt(none)));
  return told.map((name) => [`  ${name}`, ...all.map((figures) => money(of(figures).get(name) ?? none))]);
}

function money(usd: Decimal): string {
  return grouped(usd, 2);
}
