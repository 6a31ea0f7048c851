import { searchPrefixes } from '../../core/names.ts';
import { isTerminal } from '../instruction/allowed-transitions.ts';
import type { InstructionFilters } from './instruction-filters.ts';

/**
 * The ways to look for an instruction, the one that finds the fewest first. Each alone has its list in the index, and
 * each two together have one: what is looked for by one or two of them is found without reading anything else.
 */
const ways = ['destination', 'approvedBy', 'requestedBy', 'status', 'coin', 'kind'] as const;

export type Way = (typeof ways)[number];

/** What an instruction is found by: a text for each way. */
export type Traits = Readonly<Partial<Record<Way, string>>>;

/** The list of all instructions. */
export const allListed = `${searchPrefixes.instructions}all`;

/** The list of those that have these traits, written in one order. A name is folded, as people are compared. */
function listOf(traits: readonly (readonly [Way, string])[]): string {
  const parts = traits.map(([way, text]) => `${way}=${encodeURIComponent(isPerson(way) ? text.toLowerCase() : text)}`);
  return searchPrefixes.instructions + parts.toSorted().join('&');
}

/** An order at the exchange is in a list of its own. */
export function orderList(exchangeOrderId: string): string {
  return `${searchPrefixes.instructions}exchangeOrderId=${encodeURIComponent(exchangeOrderId)}`;
}

/** And so is a transaction on a chain. */
export function transactionList(txId: string): string {
  return `${searchPrefixes.instructions}txId=${encodeURIComponent(txId)}`;
}

/** Every list of one trait, and of two, that has at least one of `added`. */
export function listsOf(traits: Traits, added: readonly Way[]): readonly string[] {
  const given = ways.flatMap((way) => pairOf(traits, way));
  const isNew = ([way]: readonly [Way, string]) => added.includes(way);
  const pairs = given.flatMap((one, index) => given.slice(index + 1).map((other) => [one, other] as const));
  const lists = [...given.map((one) => [one] as const), ...pairs];
  return lists.filter((list) => list.some(isNew)).map(listOf);
}

/**
 * The list with the fewest that has all that is looked for. An instruction is listed by its end alone: before that its
 * status changes.
 */
export function bestListOf(filters: InstructionFilters): string {
  if (filters.exchangeOrderId !== undefined) return orderList(filters.exchangeOrderId);
  if (filters.txId !== undefined) return transactionList(filters.txId);
  const { status, ...rest } = filters;
  const traits: Traits = {
    ...traitsIn(rest),
    ...(status !== undefined && isTerminal(status) ? { status } : {}),
  };
  const given = ways.flatMap((way) => pairOf(traits, way)).slice(0, 2);
  return given.length === 0 ? allListed : listOf(given);
}

function traitsIn({ kind, coin, destination, requestedBy, approvedBy }: InstructionFilters): Traits {
  const given = { kind, coin, destination, requestedBy, approvedBy };
  return Object.fromEntries(Object.entries(given).filter(([, text]) => text !== undefined));
}

function pairOf(traits: Traits, way: Way): readonly (readonly [Way, string])[] {
  const text = traits[way];
  return text === undefined ? [] : [[way, text]];
}

function isPerson(way: Way): boolean {
  return way === 'requestedBy' || way === 'approvedBy';
}
