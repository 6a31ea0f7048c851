import { assumptions } from '../assumptions.ts';
import { decimalOf } from '../decimal.ts';
import { gigabyteSeconds, type StageProfile } from './operation-usage.ts';
import { perMonth } from './rates.ts';
import type { Usage } from './usage.ts';

const billion = decimalOf(1_000_000_000);

/**
 * What the console's pages and files cost. What people then do there are requests of the API, which are counted where
 * they belong.
 */
export function consoleUsage(profile: StageProfile): Usage {
  const { consolePages, consoleFiles, consoleMs, consoleBytes, accessLogBytes, platformLogBytes } = assumptions;
  const pages = perMonth(consolePages);
  // The page itself, and its files.
  const requests = pages.times(decimalOf(1 + consoleFiles));
  return {
    'http-request': requests,
    'lambda-request': requests,
    'lambda-gb-second': gigabyteSeconds(requests.times(decimalOf(consoleMs)), profile),
    'log-gb': requests.times(decimalOf(accessLogBytes + platformLogBytes)).div(billion),
    'internet-gb': pages.times(decimalOf(consoleBytes)).div(billion),
  };
}
