import { amount } from '../../../functions/shared/core/amount.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import { destinations } from '../fakes/simulated-policy.ts';
import type { Action } from '../plan/plan.ts';
import { sign } from './devices/sign.ts';
import { destinationShown } from './devices/signed-decisions.ts';
import { callOnSchedule } from './invocations.ts';
import { callAsPerson } from './person-calls.ts';
import { pendingEntries } from './quiescence.ts';
import { isRecord } from './raw.ts';
import { entryOf, entryPk, type RawEntry } from './raw-entry.ts';
import type { Simulation } from './simulation.ts';

type Change = Extract<Action, { kind: 'propose' | 'prove' | 'confirm' | 'revoke' }>;

/** What people do to the whitelist. */
export function changeWhitelist(simulation: Simulation, action: Change): void {
  const { by, entry: of } = action;
  switch (action.kind) {
    case 'propose':
      callAsPerson(simulation, 'proposal', {
        by,
        body: { ...destinations[action.entry], id: action.id ?? of, address: action.address },
      });
      break;
    case 'prove':
      callAsPerson(simulation, 'proof', { by, of, body: { kind: 'micro-payment', quantity: '1' } });
      break;
    case 'confirm':
      sendConfirmation(simulation, action);
      break;
    case 'revoke':
      callAsPerson(simulation, 'revocation', { by, of });
  }
}

export function sendConfirmation(
  simulation: Simulation,
  { by, entry: of, isOfThis }: Extract<Action, { kind: 'confirm' }>,
): void {
  const entry = currentEntry(simulation, of);
  const digest = isOfThis ? entry?.digest : undefined;
  const body = { digest: digest ?? '0'.repeat(64) };
  const submit = (word?: SignedWord) => {
    simulation.observer.decisions.push({ at: simulation.timeline.now, of, by, decision: 'confirm', ...body });
    callAsPerson(simulation, 'confirmation', { by, of, body: word === undefined ? body : { ...body, word } });
  };
  if (simulation.plan.world.devices === undefined || entry === undefined) submit();
  else sign(simulation, by, destinationShown(simulation, entry), 'usual', submit);
}

/** The exchange then lists the wallet. */
export function payFromWallet(
  { exchange, trace, ...simulation }: Simulation,
  { entry: id }: Extract<Action, { kind: 'wallet-pays' }>,
): void {
  const evidence = currentEntry(simulation, id)?.history.findLast((step) => step.evidence !== undefined)?.evidence;
  if (!isRecord(evidence)) return;
  const { coin, chain, address: from } = destinations[id];
  const quantity = amount(String(evidence.depositAmount));
  const isListed = exchange.simulator.receiveMicroPayment({ coin, chain, from, quantity });
  trace('exchange', `the wallet of ${id} pays, and is ${isListed ? '' : 'not '}listed`);
}

function currentEntry({ table }: Pick<Simulation, 'table'>, id: string): RawEntry | undefined {
  return entryOf(table.get(entryPk(id)));
}

/** As often as infra/constructs/whitelist-schedule.ts has it, in milliseconds. */
const checkMs = 300_000;

/** The whitelist function looks at the exchange's list, as long as some entry waits for something. */
export function scheduleChecks(simulation: Simulation): void {
  simulation.timeline.after(checkMs, () => {
    if (isWaiting(simulation.table.all())) void callOnSchedule(simulation, 'whitelist', { check: 'exchange' });
    scheduleChecks(simulation);
  });
}

function isWaiting(items: readonly Item[]): boolean {
  return pendingEntries(items).length > 0 || items.some((item) => entryOf(item)?.status === 'confirmed');
}
