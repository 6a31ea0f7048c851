import { Blocks } from '../../../ui/blocks.tsx';

/** The other side of a movement: an account of ours by its name, or somebody's address or bank account whole. */
export function OtherSide({ type, text }: { type: string; text: string }) {
  return type === 'transfer' ? <span>{text}</span> : <Blocks text={text} />;
}
