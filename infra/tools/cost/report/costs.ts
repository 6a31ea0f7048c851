import { type CostEstimate, percentOf } from '../cost-estimate.ts';
import { type Decimal, decimalOf, withThousands, zero } from '../decimal.ts';
import { meters } from '../meters.ts';
import { causes } from '../model/activity.ts';
import { instructionsPerDay } from '../workload.ts';
import { columns, type Row } from './columns.ts';

/** The bill of each workload beside the others. */
export function costTable(all: readonly CostEstimate[]): string[] {
  const cells = (of: (estimate: CostEstimate) => string): string[] => all.map(of);
  const day = (of: (estimate: CostEstimate) => number): string[] => cells((each) => withThousands(decimalOf(of(each))));
  const services = [...new Set(Object.values(meters))];
  const rows: Row[] = [
    ['instructions a day', ...day(({ workload }) => instructionsPerDay(workload))],
    ['  withdrawals', ...day(({ workload }) => workload.withdrawalsPerDay)],
    ['  sweeps', ...day(({ workload }) => workload.sweepsPerDay)],
    ['deposit addresses a day', ...day(({ workload }) => workload.depositAddressesPerDay)],
    ['USD a month'],
    ...namedRows(causes, all, ({ byCause }) => byCause),
    ['or, by service'],
    ...namedRows(services, all, ({ byService }) => byService),
    ['total', ...cells(({ total }) => money(total))],
    ['  of it an idle stage', ...cells(({ idle }) => money(idle))],
    ['  each instruction more', ...cells(({ perInstruction }) => perInstruction?.toFixed(4) ?? '-')],
    ['  at assumed prices', ...cells(({ assumed, total }) => `${percentOf(assumed, total).toFixed(0)} %`)],
  ];
  return columns(rows);
}

/** What is nothing in every column is not told. */
function namedRows(
  names: readonly string[],
  all: readonly CostEstimate[],
  of: (estimate: CostEstimate) => ReadonlyMap<string, Decimal>,
): Row[] {
  const shownNames = names.filter((name) => all.some((estimate) => (of(estimate).get(name) ?? zero).gt(zero)));
  return shownNames.map((name) => [`  ${name}`, ...all.map((estimate) => money(of(estimate).get(name) ?? zero))]);
}

function money(usd: Decimal): string {
  return withThousands(usd, 2);
}
