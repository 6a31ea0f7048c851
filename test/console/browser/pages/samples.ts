import { type Persona, personas } from '../../../../infra/local/demo/personas.ts';
import type { ConsoleRun } from '../support/console-run.ts';
import { givenPayment } from '../support/given-payment.ts';
import { statedDays } from '../support/given-statements.ts';

const { alice, bob, carol, dave, erin, frank, grace } = personas;

export interface Sample {
  /** Somebody for whom the page has much to show. */
  readonly person: Persona;
  readonly place: (run: ConsoleRun) => Promise<string>;
}

const note = 'invoice 42, for the paper of November';

/** By this machine's clock: whether it has a statement or lacks one, the page says so. */
const yesterday = (): string => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

const at = (person: Persona, place: string): Sample => ({ person, place: async () => place });

/** An example of each page, by its pattern. */
export const samples: Readonly<Record<string, Sample>> = {
  '/': { person: bob, place: (run) => givenPayment(run).then(() => '#/') },
  '/payments/{id}': { person: bob, place: async (run) => `#/payments/${(await givenPayment(run, { note })).id}` },
  '/ask': at(alice, '#/ask'),
  '/ask/file': at(alice, '#/ask/file'),
  '/destinations': at(dave, '#/destinations'),
  '/destinations/new': at(dave, '#/destinations/new'),
  '/destinations/{id}': at(erin, '#/destinations/acme-usdt-eth'),
  '/activity': at(carol, '#/activity'),
  '/activity/decisions': at(grace, '#/activity/decisions'),
  '/statements': at(carol, '#/statements'),
  '/statements/{account}/{date}': { person: carol, place: async () => `#/statements/custody/${statedDays().at(-1)}` },
  '/balances': at(carol, '#/balances'),
  '/balances/forecast': at(carol, '#/balances/forecast'),
  '/balances/limits': at(carol, '#/balances/limits'),
  '/balances/{account}/{coin}': at(carol, '#/balances/custody/USDT'),
  '/months': at(carol, '#/months'),
  '/months/{month}': { person: carol, place: async () => `#/months/${yesterday().slice(0, 7)}` },
  '/deposit-addresses': {
    person: alice,
    place: (run) => run.api.call(alice, 'GET', '/deposit-addresses/USDT/ETH').then(() => '#/deposit-addresses'),
  },
  '/deposit-addresses/{coin}/{chain}': at(alice, '#/deposit-addresses/USDT/ETH'),
  '/devices': at(erin, '#/devices'),
  '/health': at(frank, '#/health'),
  '/policy': at(frank, '#/policy'),
  '/stop': at(frank, '#/stop'),
};
