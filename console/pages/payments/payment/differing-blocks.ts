import { blocksOf } from '../../../../functions/shared/core/blocks.ts';

/** The blocks of a text that are otherwise in the other one, counted from 1. Every sign counts, capitals too. */
export function differingBlocks(text: string, other: string): readonly number[] {
  const there = blocksOf(other);
  return blocksOf(text).flatMap((block, index) => (block === there[index] ? [] : [index + 1]));
}
