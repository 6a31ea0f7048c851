import { isTreasuryError } from '../shared/core/errors.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { publishEntryEvents } from '../shared/ledger/messaging/whitelist-events.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { type ProposeConfiguredDependencies, proposeConfigured } from './propose-configured.ts';

export interface ApplyWhitelistDependencies extends ProposeConfiguredDependencies {
  readonly bus: Bus;
  /** Tells of an event that is not on the bus yet. The whitelist's next check puts it there. */
  readonly report: (what: string, detail: Readonly<Record<string, unknown>>) => void;
}

/**
 * Takes the destinations of a deployment up, and tells people of them. Answers in words for who deploys, none where
 * nothing changed. A template of an earlier version brings none: then all stay as they are.
 */
export async function applyConfiguredWhitelist(
  dependencies: ApplyWhitelistDependencies,
  { coins }: Pick<Policy, 'coins'>,
  text: string | undefined,
): Promise<string> {
  if (text === undefined) return '';
  const { proposed, revoked, stayRevoked } = await proposeConfigured(dependencies, Object.keys(coins), text);
  try {
    for (const entry of [...revoked, ...proposed])
      await publishEntryEvents(dependencies.bus, dependencies.whitelist, entry);
  } catch (error) {
    // The entries are in the table. To fail the deployment now would say that they are not.
    if (!isTreasuryError(error)) throw error;
    dependencies.report('changes of the whitelist could not be announced', { error });
  }
  const words = [
    summarize(
      'proposed',
      proposed.map(({ id }) => id),
    ),
    summarize(
      'revoked',
      revoked.map(({ id }) => id),
    ),
    summarize('still configured although revoked', stayRevoked),
  ].filter((each) => each !== '');
  return words.length === 0 ? '' : `destinations ${words.join('; ')}`;
}

const namedMax = 10;

/** CloudFormation takes 4 KB in all, so the first ones stand for the rest. */
function summarize(what: string, ids: readonly string[]): string {
  if (ids.length === 0) return '';
  const more = ids.length > namedMax ? ` and ${ids.length - namedMax} more` : '';
  return `${what}: ${ids.slice(0, namedMax).join(', ')}${more}`;
}
