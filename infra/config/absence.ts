import type { Flaw } from '../../functions/shared/core/errors.ts';
import { environments } from '../../functions/shared/exchange/environments/registry.ts';
import type { Policy } from '../../functions/shared/ledger/policy/policy.ts';
import type { Report } from './exchange-check-report.ts';
import type { CheckedTreasury } from './schema.ts';

type Route = 'asset-transfer' | 'withdrawal';

/** The list that each kind of instruction is looked for in, among the report's results. */
const recordsListOf = { 'asset-transfer': 'fund-statement', withdrawal: 'withdrawal-records' } as const;

/**
 * Whether an instruction that is not in the exchange's records may be concluded from. Where it is asked for: on the
 * simulator, and by the routes by which an exchange check found an order that was known to be there.
 */
export function absenceOf({ absence, environment, firstContact }: CheckedTreasury): Policy['absence'] {
  const settingOf = (route: Route) => {
    const isShown = environment === 'local' || (firstContact !== undefined && isProvenBy(firstContact, route));
    return absence === 'prove' && isShown ? 'prove' : 'ask';
  };
  return {
    'asset-transfer': settingOf('asset-transfer'),
    withdrawal: settingOf('withdrawal'),
    // An exchange check pays nothing out to a bank, so it shows nothing of that route.
    'fiat-withdrawal': environment === 'local' ? absence : 'ask',
  };
}

/** One order that was found proves nothing in a list that is known to be read wrongly. */
function isProvenBy({ routes, results }: Report, route: Route): boolean {
  return routes[route].knownOrderFound && results[recordsListOf[route]].result !== 'does-not-hold';
}

/**
 * That a report is of the environment that is deployed, and shows what the proof stands on. Its age is not looked at:
 * the same configuration has to make the same deployment every day. Its date is among the stack's outputs.
 */
export function checkAbsence({ absence, environment, firstContact }: CheckedTreasury): Flaw[] {
  if (firstContact !== undefined && firstContact.environment !== environment) {
    const reason = `is of ${firstContact.environment}`;
    return [{ field: 'firstContact.environment', reason, expected: `a report of ${environment}` }];
  }
  if (absence === 'ask' || environment === 'local') return [];
  const expected = `'ask', or firstContact with the report of: ${commandFor(environment)}`;
  if (firstContact === undefined) {
    return [{ field: 'absence', reason: `'prove' takes an exchange check with ${environment}`, expected }];
  }
  if (firstContact.results.A20.result !== 'holds') {
    // Without it an order could be executed at any time after it was called absent.
    const reason = `was not seen to hold on ${environment}, and without it nothing is ever proven absent`;
    const aContact = "absence: 'ask', or an exchange check that was let make its transfer";
    return [{ field: 'firstContact.results.A20', reason, expected: aContact }];
  }
  if (isProvenBy(firstContact, 'asset-transfer') || isProvenBy(firstContact, 'withdrawal')) return [];
  const reason = 'no order that was known to be there was found by either route';
  return [{ field: 'firstContact.routes', reason, expected }];
}

function commandFor(environment: string): string {
  const host = environments.find(({ id }) => id === environment)?.rest ?? 'URL';
  return `npm run exchange-check -- --exchange ${host} --keys FILE`;
}
