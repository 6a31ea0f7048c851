import { isTreasuryError } from '../shared/core/errors.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { publishPolicyEvents } from '../shared/ledger/messaging/policy-events.ts';
import type { PolicyWriter } from '../shared/ledger/store/policy-writer.ts';

export interface AnnounceDependencies {
  readonly policies: PolicyWriter;
  readonly bus: Bus;
  /** Tells of an event that is not on the bus yet. The tick puts it there. */
  readonly report: (what: string, detail: Readonly<Record<string, unknown>>) => void;
}

/** Puts a change on the bus that is in the table already: to fail now would say that it is not. */
export async function announceChange({ policies, bus, report }: AnnounceDependencies, failed: string): Promise<void> {
  try {
    await publishPolicyEvents(policies, bus);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    report(failed, { error });
  }
}
