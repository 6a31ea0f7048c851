import { useApp, useTexts } from '../app/context.ts';
import type { Decided } from '../passkeys/signer.ts';

interface SignNoteProps {
  readonly purpose: Exclude<Decided['purpose'], 'doubt'> | 'settled' | 'failed';
  /** What is decided about. */
  readonly id: string;
  readonly isAsked?: boolean;
}

/** Says in words what the person's device is about to sign, where one is asked for. */
export function SignNote({ purpose, id, isAsked }: SignNoteProps) {
  const { signer, me } = useApp();
  const { signs } = useTexts('shell');
  if (!(isAsked ?? signer.asksForAll)) return null;
  return <p class="notice">{signs.means(`${signs[purpose]} “${id}”`, me.person)}</p>;
}
