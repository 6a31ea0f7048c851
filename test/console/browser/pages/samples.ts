import { type Persona, personas } from '../../../../infra/local/demo/personas.ts';
import type { ConsoleRun } from '../support/console-run.ts';

const { alice, carol, dave, erin, frank, grace } = personas;

interface Sample {
  /** Somebody for whom the page has much to show. */
  readonly person: Persona;
  readonly place: (run: ConsoleRun) => Promise<string>;
}

const at = (person: Persona, place: string): Sample => ({ person, place: async () => place });

/** An example of each page, by its pattern. */
export const samples: Readonly<Record<string, Sample>> = {
  '/ask': at(alice, '#/ask'),
  '/destinations': at(dave, '#/destinations'),
  '/destinations/new': at(dave, '#/destinations/new'),
  '/destinations/{id}': at(erin, '#/destinations/acme-usdt-eth'),
  '/activity': at(carol, '#/activity'),
  '/activity/decisions': at(grace, '#/activity/decisions'),
  '/statements': at(carol, '#/statements'),
  '/policy': at(frank, '#/policy'),
  '/stop': at(frank, '#/stop'),
};
