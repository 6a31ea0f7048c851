import { inDoubtMax } from '../../../../functions/shared/ledger/limits/reserve.ts';
import { countMax } from '../../../../functions/shared/ledger/policy/policy.ts';
import { openMax } from '../../../../functions/shared/ledger/store/instruction-store.ts';
import { throttle } from '../../../http-api/routes.ts';
import { assumptions } from '../assumptions.ts';
import { type Decimal, decimal, decimalOf, roundedDown, withThousands } from '../decimal.ts';
import { fullBookBytes } from '../model/books.ts';
import type { OperationCounts } from '../usage/operation.ts';
import type { Sizes, UsageData } from '../usage/usage-data.ts';
import type { Limit } from './limit.ts';
import { tickTime } from './tick-time.ts';

const daySeconds = decimal('86400');
const minutesPerDay = decimal('1440');
const thousand = decimal('1000');

/** Bounds of our own code and configuration. */
export function ownLimits({ acts, sizes }: UsageData): readonly Limit[] {
  return [
    serialLimit('withdrawals', 'withdrawal-release', acts['withdrawal-over-http'], 'withdrawal order'),
    serialLimit('sweeps', 'asset-transfer', acts['sweep-that-moves'], 'transfer transfer', 'transfer query'),
    reservationLimit(sizes),
    openInstructionLimit(),
    tickTime(acts['idle-tick']),
    openSweepLimit(),
    countLimit(),
    apiLimit(acts['withdrawal-over-http']),
  ];
}

/** The messages of one key are one group of the queue. */
function serialLimit(
  of: 'withdrawals' | 'sweeps',
  name: string,
  operation: OperationCounts,
  ...asked: readonly string[]
): Limit {
  const working = decimalOf((operation.milliseconds[name] ?? 0) * assumptions.slowdown);
  const requests = asked.reduce((all, each) => all + (operation.exchange[each] ?? 0), 0);
  const seconds = working.plus(decimalOf(requests * assumptions.exchangeMs)).div(thousand);
  return {
    owner: 'ours',
    name: `${name}, one after the other`,
    of,
    perDay: roundedDown(daySeconds.div(seconds)),
    because: `one message group a key, about ${seconds.toFixed(1)} s each (estimated)`,
    lift: 'more groups, for instance one a coin: the key still paces itself. Or more memory, which is more processor',
  };
}

function reservationLimit(sizes: Sizes): Limit {
  const minutes = assumptions.minutesAtExchange + 1;
  const kilobytes = fullBookBytes(sizes).div(thousand);
  const perDay = decimalOf(inDoubtMax).times(minutesPerDay).div(decimalOf(minutes));
  return {
    owner: 'ours',
    name: 'reservations in doubt in one book',
    of: 'withdrawals',
    perDay: perBusiestCoin(perDay),
    because:
      `${inDoubtMax} of one coin at once, each for ${minutes} minutes until a tick sees its end; the ` +
      `busiest coin has ${assumptions.busiestCoin} % of them`,
    lift:
      'other coins have books of their own; or a larger inDoubtMax: a full book has ' +
      `${withThousands(kilobytes)} kB of the 400 that an item may have`,
  };
}

function openInstructionLimit(): Limit {
  const minutes = assumptions.minutesForPeople + assumptions.minutesAtExchange;
  return {
    owner: 'ours',
    name: 'open instructions that a tick looks at',
    of: 'withdrawals',
    perDay: roundedDown(decimalOf(openMax).times(minutesPerDay).div(decimalOf(minutes))),
    because:
      `${withThousands(decimalOf(openMax))} at once, each open for ${minutes} minutes, most of them waiting ` +
      'for people. Behind them only those with money under way are followed',
    lift: 'quicker approvals, a shorter approvalExpiry, or several ticks that divide the index between them',
  };
}

/** A sweep begins when the one before it from the same account and coin has ended, which a tick sees. */
function openSweepLimit(): Limit {
  return {
    owner: 'ours',
    name: 'one open sweep an account and coin',
    of: 'sweeps',
    perDay: minutesPerDay.times(decimalOf(assumptions.sweptPairs)),
    because: `settled by the tick, once a minute; ${assumptions.sweptPairs} pairs of account and coin`,
    lift: 'fewer and larger sweeps: each moves all that there is',
  };
}

function countLimit(): Limit {
  return {
    owner: 'ours',
    name: 'limit by count',
    of: 'withdrawals',
    perDay: perBusiestCoin(decimalOf(countMax)),
    because: `no limit of a window takes more than ${withThousands(decimalOf(countMax))}`,
    lift: 'leave the limit by count of that coin away',
  };
}

function apiLimit({ httpRequests }: OperationCounts): Limit {
  return {
    owner: 'ours',
    name: 'requests of the HTTP API',
    of: 'withdrawals',
    perDay: roundedDown(daySeconds.times(decimalOf(throttle.rateLimit)).div(decimalOf(httpRequests))),
    because: `${throttle.rateLimit} a second, ${httpRequests} for a withdrawal`,
    lift: 'a higher throttle in infra/http-api/routes.ts',
  };
}

function perBusiestCoin(perDay: Decimal): Decimal {
  return roundedDown(perDay.times(decimalOf(100)).div(decimalOf(assumptions.busiestCoin)));
}
