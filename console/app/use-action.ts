import { useCallback, useState } from 'preact/hooks';

/** What a button does. One at a time: a second press while it runs does nothing. */
export interface Action {
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly run: () => void;
}

/** Runs something that was asked for, and keeps what failed until the next try. */
export function useAction(act: () => Promise<void>): Action {
  const [state, setState] = useState<{ isRunning: boolean; error: unknown }>({ isRunning: false, error: undefined });
  const run = useCallback(() => {
    if (state.isRunning) return;
    setState({ isRunning: true, error: undefined });
    act().then(
      () => setState({ isRunning: false, error: undefined }),
      (error: unknown) => setState({ isRunning: false, error }),
    );
  }, [state.isRunning, act]);
  return { ...state, run };
}
