import { amount } from '../../../functions/shared/core/amount.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import { destinations } from '../ground/policy.ts';
import type { Action } from '../plan/plan.ts';
import { byPerson } from './calls.ts';
import type { House } from './house.ts';
import { isRecord } from './raw.ts';
import { entryOf, entryPk, type RawEntry } from './raw-entry.ts';
import { whatIsUntold } from './rest.ts';

type Change = Extract<Action, { kind: 'propose' | 'prove' | 'confirm' | 'revoke' }>;

/** What people do to the whitelist. */
export function changeWhitelist(house: House, action: Change): void {
  const { by, entry: of } = action;
  switch (action.kind) {
    case 'propose':
      byPerson(house, 'proposal', {
        by,
        body: { ...destinations[action.entry], id: action.id ?? of, address: action.address },
      });
      break;
    case 'prove':
      byPerson(house, 'proof', { by, of, body: { kind: 'micro-payment', quantity: '1' } });
      break;
    case 'confirm':
      sayConfirm(house, action);
      break;
    case 'revoke':
      byPerson(house, 'revocation', { by, of });
  }
}

function sayConfirm(house: House, { by, entry: of, isOfThis }: Extract<Action, { kind: 'confirm' }>): void {
  const digest = isOfThis ? standing(house, of)?.digest : undefined;
  const body = { digest: digest ?? '0'.repeat(64) };
  house.observer.said.push({ at: house.timeline.now, of, by, decision: 'confirm', ...body });
  byPerson(house, 'confirmation', { by, of, body });
}

/** The exchange then lists the wallet. */
export function payFromWallet(
  { world, note, ...house }: House,
  { entry: id }: Extract<Action, { kind: 'wallet-pays' }>,
): void {
  const evidence = standing(house, id)?.history.findLast((step) => step.evidence !== undefined)?.evidence;
  if (!isRecord(evidence)) return;
  const { coin, chain, address: from } = destinations[id];
  const quantity = amount(String(evidence.depositAmount));
  const isListed = world.exchange.receiveMicroPayment({ coin, chain, from, quantity });
  note('exchange', `the wallet of ${id} pays, and is ${isListed ? '' : 'not '}listed`);
}

function standing({ table }: Pick<House, 'table'>, id: string): RawEntry | undefined {
  return entryOf(table.get(entryPk(id)));
}

/** As often as infra/constructs/whitelist-schedule.ts has it, in milliseconds. */
const checkMs = 300_000;

/** The whitelist function looks at the exchange's list, as long as some entry waits for something. */
export function scheduleChecks(house: House): void {
  house.timeline.after(checkMs, () => {
    if (isWaiting(house.table.all())) void house.runner.invoke('whitelist-check', {});
    scheduleChecks(house);
  });
}

function isWaiting(items: readonly Item[]): boolean {
  return whatIsUntold(items).length > 0 || items.some((item) => entryOf(item)?.status === 'confirmed');
}
