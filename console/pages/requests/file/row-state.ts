import type { Flaw } from '../../../api/errors.ts';
import type { Preview } from '../ask/objections.ts';

/** Where a row stands, from the file to what became of it. */
export type RowState =
  /** Something in it cannot be taken: it is not asked for. */
  | { readonly at: 'wrong' }
  | { readonly at: 'unchecked' }
  | { readonly at: 'checking' }
  | { readonly at: 'checked'; readonly preview: Preview }
  /** It is checked again when it is asked for. */
  | { readonly at: 'check-failed'; readonly message: string }
  | { readonly at: 'asking' }
  | { readonly at: 'taken'; readonly status: 200 | 202 }
  | { readonly at: 'refused'; readonly code: string; readonly message: string; readonly details: readonly Flaw[] }
  /** Nobody knows whether it was taken. The same row may be asked for again. */
  | { readonly at: 'unclear'; readonly message: string };

/** Whether it still has to be looked at before anything is asked for. */
export const isUnchecked = ({ at }: RowState): boolean => at === 'unchecked' || at === 'checking';

/** Whether it is asked for when somebody says so. What would be refused is not. */
export function isToAsk(state: RowState): boolean {
  switch (state.at) {
    case 'checked':
      return state.preview.wouldAnswer === 200 || state.preview.wouldAnswer === 202;
    case 'check-failed':
    case 'unclear':
      return true;
    default:
      return false;
  }
}

/** Whether it was asked for before, by the same file. */
export const isKnown = (state: RowState): boolean => state.at === 'checked' && state.preview.wouldAnswer === 200;
