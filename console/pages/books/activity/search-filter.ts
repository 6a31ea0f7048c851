import { isStatus } from '../../../../functions/shared/ledger/instruction/allowed-transitions.ts';
import type { BodyOfResponse, RequestOf } from '../../../api/routes.ts';

export type SearchQuery = NonNullable<RequestOf<'GET /instructions'>['query']>;

export type Instruction = BodyOfResponse<'GET /instructions'>['instructions'][number];

type Kind = Instruction['kind'];

const isOfKind: Readonly<Record<Kind, true>> = { withdrawal: true, 'fiat-withdrawal': true, 'asset-transfer': true };
const isKind = (text: string): text is Kind => Object.hasOwn(isOfKind, text);
const isOrder = (text: string): text is 'newest' | 'oldest' => text === 'newest' || text === 'oldest';

const nothing = {
  status: '',
  kind: '',
  coin: '',
  destination: '',
  requestedBy: '',
  approvedBy: '',
  from: '',
  to: '',
  exchangeOrderId: '',
  txId: '',
  order: '',
} as const satisfies { readonly [Name in keyof SearchQuery]?: '' };

/** What is searched for, field by field; empty where nothing is said. */
export type SearchForm = Readonly<Record<keyof typeof nothing, string>>;

/** The search that an address names. */
export function searchForm(query: Readonly<Record<string, string>>): SearchForm {
  return { ...nothing, ...Object.fromEntries(Object.entries(query).filter(([name]) => Object.hasOwn(nothing, name))) };
}

/** The search as the API takes it. Without an order it would list only what is not finished. */
export function searchQuery({ status, kind, order, ...texts }: SearchForm): SearchQuery {
  return {
    ...texts,
    order: isOrder(order) ? order : 'newest',
    ...(isStatus(status) ? { status } : {}),
    ...(isKind(kind) ? { kind } : {}),
  };
}

/** What an address asks for and nothing here knows: whoever got it from somebody would see more than was meant. */
export function notUnderstood(query: Readonly<Record<string, string>>): readonly string[] {
  const { status, kind, order } = searchForm(query);
  const isKnown: Readonly<Record<string, boolean>> = {
    status: status === '' || isStatus(status),
    kind: kind === '' || isKind(kind),
    order: order === '' || isOrder(order),
  };
  return Object.entries(query)
    .filter(([name]) => !(isKnown[name] ?? Object.hasOwn(nothing, name)))
    .map(([name, value]) => `${name}=${value}`);
}
