import { blocksOf } from '../../functions/shared/core/blocks.ts';
import { useTexts } from '../app/context.ts';
import { CopyButton } from './copy-button.tsx';

interface BlocksProps {
  /** An address, an account, a hash: what people compare block by block. */
  readonly text: string;
  /** Blocks that differ from another address, counted from 1. */
  readonly marked?: readonly number[];
  readonly copy?: boolean;
}

/**
 * A long text whole, in blocks of four. It is one text to a screen reader and when it is copied by hand: the gaps
 * between the blocks are drawn and not written.
 */
export function Blocks({ text, marked = [], copy = true }: BlocksProps) {
  const texts = useTexts('shell');
  return (
    <span class="blocks-line">
      <span class="blocks" translate={false}>
        {blocksOf(text).map((block, index) =>
          marked.includes(index + 1) ? (
            <mark key={index} class="block">
              {block}
            </mark>
          ) : (
            <span key={index} class="block">
              {block}
            </span>
          ),
        )}
      </span>
      {copy && <CopyButton text={text} label={texts.copy} />}
    </span>
  );
}
