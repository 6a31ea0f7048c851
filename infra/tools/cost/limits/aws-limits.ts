import { type Decimal, decimal, decimalOf, max, one, roundedDown, withThousands } from '../decimal.ts';
import { coinBookBytes, writesOfBook } from '../model/books.ts';
import { millisecondsOf } from '../model/operation-usage.ts';
import type { OperationCounts } from '../usage/operation.ts';
import type { UsageData } from '../usage/usage-data.ts';
import type { Workload } from '../workload.ts';
import type { Limit } from './limit.ts';
import type { Quotas } from './quotas.ts';

const daySeconds = decimal('86400');
const kilobyte = decimal('1024');

/** AWS's quotas, each by what a withdrawal takes of it: the sort of instruction that takes most. */
export function awsLimits(workload: Workload, { acts, sizes }: UsageData, { quotas }: Quotas): readonly Limit[] {
  const withdrawal = acts['withdrawal-over-http'];
  const book = max(one, roundedDown(coinBookBytes(workload, sizes).div(kilobyte)).plus(one));
  const perBook = book.times(decimalOf(writesOfBook));
  const busy = millisecondsOf(withdrawal).div(decimalOf(1_000));
  const limit = (
    quota: keyof typeof quotas,
    name: string,
    each: Decimal,
    because: string,
    lift = 'ask AWS for more',
  ): Limit => {
    const { value } = quotas[quota];
    const perDay = roundedDown(daySeconds.times(decimalOf(value)).div(each));
    const first = `${withThousands(decimalOf(value))} ${quota.includes('concurrent') ? 'at once' : 'a second'}`;
    return { owner: 'AWS', name, of: 'withdrawals', perDay, because: `${first}; ${because}`, lift };
  };
  return [
    limit(
      'items-writes-per-second',
      'writes of one DynamoDB item',
      perBook,
      `the book of a coin has about ${withThousands(book)} kB at this load and is written ${writesOfBook} times`,
      'not adjustable: divide a coin over several books, each with a share of the limit',
    ),
    limit(
      'items-writes-per-second',
      'writes under one key of a DynamoDB index',
      decimalOf(withdrawal.writes).div(decimal('3')),
      'all open instructions stand under one key of the index `open`, which takes about a third of the writes',
      'not adjustable: divide the index over several keys',
    ),
    limit(
      'table-writes-per-second',
      'writes of a DynamoDB table on demand',
      decimalOf(withdrawal.writes),
      `${withdrawal.writes} units each; the quota is what a new table takes at once`,
      'it doubles its peak by itself; warm throughput sets it beforehand',
    ),
    limit(
      'fifo-calls-per-second',
      'calls of an SQS FIFO queue',
      decimalOf(withdrawal.queueRequests),
      `${withdrawal.queueRequests} each`,
      'high throughput mode',
    ),
    limit(
      'concurrent-functions-of-a-new-account',
      'Lambda functions at once, new account',
      busy,
      `about ${busy.toFixed(1)} s of functions each (estimated)`,
      'ask for 1,000, which older accounts have',
    ),
    limit(
      'concurrent-functions',
      'Lambda functions at once',
      busy,
      `about ${busy.toFixed(1)} s of functions each (estimated)`,
    ),
    limit(
      'events-per-second',
      'EventBridge PutEvents',
      decimalOf(withdrawal.events),
      `${withdrawal.events} events each`,
    ),
    limit(
      'api-requests-per-second',
      'API Gateway requests of an account',
      decimalOf(withdrawal.httpRequests),
      `${withdrawal.httpRequests} each`,
    ),
    limit(
      'key-requests-per-second',
      'KMS requests',
      decimalOf(withdrawal.events + tableCalls(withdrawal)),
      `at most ${withdrawal.events + tableCalls(withdrawal)} each, if nothing were kept for five minutes`,
    ),
  ];
}

function tableCalls({ calls }: OperationCounts): number {
  return Object.entries(calls).reduce((all, [name, times]) => all + (name.startsWith('dynamodb:') ? times : 0), 0);
}
