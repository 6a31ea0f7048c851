import { invalidFlag, readFlags } from '../../command-line/flags.ts';
import { type Region, regions } from './prices/price-list.ts';
import { standardSizes, type Workload, workloadOf } from './workload.ts';

export interface Arguments {
  /** What to tell the figures of. */
  readonly workloads: readonly Workload[];
  readonly region: Region;
  readonly json: boolean;
}

export const usage =
  'npm run cost -- [--withdrawals N] [--sweeps N] [--deposit-addresses N] [--approvals N] ' +
  '[--region REGION] [--egress] [--json]';

/** Figures of more than this a day mean nothing: the exchange's rates end long before. */
const perDayMax = 10_000_000;
const approvalsMax = 10;

/** Reads the command line; numbers are a day's. Throws InvalidInputError. */
export function readArguments(args: readonly string[]): Arguments {
  const { region = 'ap-east-1', egress = false, json = false, ...load } = parse(args);
  if (!isRegion(region)) throw invalidFlag('--region', 'has no price list here', `one of ${regions.join(', ')}`);
  const hasLoad = Object.values(load).some((given) => given !== undefined);
  const workloads = hasLoad ? [givenLoad(load, egress)] : standardSizes.map((size) => workloadOf(size, egress));
  return { workloads, region, json };
}

type Load = Pick<ReturnType<typeof parse>, 'withdrawals' | 'sweeps' | 'deposit-addresses' | 'approvals'>;

function givenLoad(load: Load, hasStaticEgress: boolean): Workload {
  const withdrawalsPerDay = perDay('--withdrawals', load.withdrawals ?? '0');
  return {
    withdrawalsPerDay,
    sweepsPerDay: perDay('--sweeps', load.sweeps ?? '0'),
    depositAddressesPerDay: perDay('--deposit-addresses', load['deposit-addresses'] ?? String(withdrawalsPerDay)),
    approvals: number('--approvals', load.approvals ?? '2', 1, approvalsMax),
    hasStaticEgress,
  };
}

function perDay(flag: string, text: string): number {
  return number(flag, text, 0, perDayMax);
}

function number(flag: string, text: string, min: number, max: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw invalidFlag(flag, 'is not such a number', `a whole number from ${min} to ${max}`);
}

function isRegion(name: string): name is Region {
  return regions.some((region) => region === name);
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    withdrawals: text,
    sweeps: text,
    'deposit-addresses': text,
    approvals: text,
    region: text,
    egress: flag,
    json: flag,
  } as const;
  return readFlags(args, options, usage);
}
