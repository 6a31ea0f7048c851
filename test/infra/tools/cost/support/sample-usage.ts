import { meterNames } from '../../../../../infra/tools/cost/meters.ts';
import { type PriceList, priceListOf } from '../../../../../infra/tools/cost/prices/price-list.ts';
import { type OperationCounts, operationNames } from '../../../../../infra/tools/cost/usage/operation.ts';
import { type StageCount, type UsageData, usageDataOf } from '../../../../../infra/tools/cost/usage/usage-data.ts';
import type { Workload } from '../../../../../infra/tools/cost/workload.ts';
import { emptyAct } from '../../../../../infra/tools/usage-meter/meter.ts';

/** Counts and prices with round figures, so that a bill can be reckoned in one's head. */

export const emptyOperation: OperationCounts = emptyAct();

const emptyStage: StageCount = {
  functions: 1,
  memoryMb: 1_024,
  tracedFunctions: 0,
  signers: [],
  exportsPerDay: 0,
  queuesWithReaders: 0,
  keys: 0,
  secrets: 0,
  alarms: 0,
  dashboards: 0,
  natGateways: 0,
  addresses: 0,
  endpointZones: 0,
};

/** What every sort of instruction asks of the exchange at least, so that its limits can be told. */
const minimalOperations = {
  'sweep-that-moves': { ...emptyOperation, exchange: { 'transfer transfer': 1, 'transfer query': 1 } },
  'withdrawal-over-http': {
    ...emptyOperation,
    exchange: { 'withdrawal order': 1 },
    writes: 30,
    events: 4,
    queueRequests: 3,
    httpRequests: 5,
    milliseconds: { 'withdrawal-release': 200 },
    calls: { 'dynamodb:GetItem': 6 },
  },
  'deposit-address': { ...emptyOperation, exchange: { 'whitelist query': 1 } },
};

export function sampleUsage(operations: Partial<UsageData['acts']> = {}, stage: Partial<StageCount> = {}): UsageData {
  const none = Object.fromEntries(operationNames.map((name) => [name, emptyOperation]));
  return usageDataOf({
    countedOn: '2026-11-21',
    acts: { ...none, ...minimalOperations, ...operations },
    sizes: { withdrawal: 900, transfer: 900, place: 56, hour: 50 },
    metricSeries: 0,
    stage: { ...emptyStage, ...stage },
    stageWithEgress: { ...emptyStage, ...stage, natGateways: 2, addresses: 2 },
  });
}

/** Everything costs one dollar. */
export function oneDollar(changes: Readonly<Record<string, unknown>> = {}): PriceList {
  const each = { usd: '1', per: '1', source: 'https://example.com/pricing', confidence: 'list' };
  const prices = Object.fromEntries(meterNames.map((name) => [name, each]));
  const list = { region: 'ap-east-1', name: 'Hong Kong', currency: 'USD', readOn: '2026-11-21' };
  return priceListOf('ap-east-1', { ...list, prices: { ...prices, ...changes } });
}

export const idleWorkload: Workload = {
  withdrawalsPerDay: 0,
  sweepsPerDay: 0,
  depositAddressesPerDay: 0,
  approvals: 2,
  hasStaticEgress: false,
};
