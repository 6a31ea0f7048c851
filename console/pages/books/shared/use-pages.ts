import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type ListPage, nextOf, nothingRead, type ReadPages } from './more-pages.ts';

/** Reads a list page by page: the first one when what is wanted changes, and one more when told to. */
export function usePages<Page extends ListPage>(
  /** What is asked for, as text. */
  wanted: string,
  read: (after: string | undefined) => Promise<Page>,
): { readonly read: ReadPages<Page>; readonly more: () => void } {
  const [state, setState] = useState<ReadPages<Page>>(nothingRead);
  const current = useRef(wanted);
  current.current = wanted;
  const readAfter = useCallback(
    async (after: string | undefined, before: readonly Page[]) => {
      setState({ pages: before, isRunning: true });
      try {
        const page = await read(after);
        // What was asked for meanwhile is another list: a late page does not come into it.
        if (current.current === wanted) setState({ pages: [...before, page], isRunning: false });
      } catch (error) {
        if (current.current === wanted) setState({ pages: before, isRunning: false, error });
      }
    },
    [wanted],
  );
  useEffect(() => void readAfter(undefined, []), [readAfter]);
  const more = () => {
    if (!state.isRunning) void readAfter(nextOf(state), state.pages);
  };
  return { read: state, more };
}
