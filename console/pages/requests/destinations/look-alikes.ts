import { blocksOf } from '../../../../functions/shared/core/blocks.ts';
import type { Flaw } from '../../../api/errors.ts';
import type { RequestOf } from '../../../api/routes.ts';

/** A block of an address beside the same block of another one. */
export interface ComparedBlock {
  /** 1 is the first. */
  readonly block: number;
  /** Undefined where the address has ended. */
  readonly here: string | undefined;
  readonly there: string | undefined;
  readonly differs: boolean;
}

export function comparedBlocks(here: string, there: string): readonly ComparedBlock[] {
  const [a, b] = [blocksOf(here), blocksOf(there)];
  return Array.from({ length: Math.max(a.length, b.length) }, (_, index) => ({
    block: index + 1,
    here: a[index],
    there: b[index],
    differs: !isSameText(a[index], b[index]),
  }));
}

/** Capitals do not make two blocks different: an eye goes over them. */
const isSameText = (a: string | undefined, b: string | undefined): boolean => a?.toLowerCase() === b?.toLowerCase();

/** What somebody types who has compared two addresses. */
export type TypedDifference = { readonly block: string; readonly here: string; readonly there: string };

export type Difference = NonNullable<
  Extract<RequestOf<'POST /whitelist'>['body'], { chain: string }>['lookAlikes']
>[number];

export type DifferenceFlaw = 'incomplete' | 'no-block' | 'here' | 'there' | 'same';

/** The difference that was named, or what is wrong with it. */
export function readDifference(
  id: string,
  typed: TypedDifference,
  compared: readonly ComparedBlock[],
): { readonly difference: Difference } | { readonly flaw: DifferenceFlaw } {
  const { block, here, there } = typed;
  if (block === '' || here === '' || there === '') return { flaw: 'incomplete' };
  const standing = compared.find((each) => String(each.block) === block);
  if (standing?.here === undefined || standing.there === undefined) return { flaw: 'no-block' };
  if (!isSameText(here, standing.here)) return { flaw: 'here' };
  if (!isSameText(there, standing.there)) return { flaw: 'there' };
  if (!standing.differs) return { flaw: 'same' };
  return { difference: { id, block: standing.block, here, there } };
}

/** The ids that a refusal as `look-alike` names. */
export function lookAlikeIds(details: readonly Flaw[]): readonly string[] {
  return details.flatMap(({ field, expected }) => {
    const id = field === 'lookAlikes' ? /^\{"id": "([^"]+)"/.exec(expected)?.[1] : undefined;
    return id === undefined ? [] : [id];
  });
}

/** A known address is one of the whitelist, or one of our own that payers were told. */
export type KnownAddress =
  | { readonly kind: 'entry'; readonly id: string }
  | { readonly kind: 'deposit-address'; readonly coin: string; readonly chain: string };

export function knownAddress(id: string): KnownAddress {
  const [, coin, chain] = /^deposit-address\/([^/]+)\/([^/]+)$/.exec(id) ?? [];
  return coin === undefined || chain === undefined ? { kind: 'entry', id } : { kind: 'deposit-address', coin, chain };
}
