import { useEffect, useRef, useState } from 'preact/hooks';
import { RefusedError } from '../../../api/errors.ts';
import { useApp } from '../../../app/context.ts';
import { requestBody } from '../ask/request-form.ts';
import type { CheckedRow } from './row-flaws.ts';
import { isToAsk, isUnchecked, type RowState } from './row-state.ts';
import { type RunEnd, runRows } from './run-rows.ts';

export interface FileRun {
  /** By the rows' places. */
  readonly states: readonly RowState[];
  readonly running: 'check' | 'ask' | undefined;
  /** How the last run ended. */
  readonly end: RunEnd | undefined;
  readonly check: () => void;
  readonly ask: () => void;
  readonly stop: () => void;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Checks the rows of a file, and asks for those that somebody said are to be asked for: one after the other. */
export function useFileRun(rows: readonly CheckedRow[]): FileRun {
  const { api } = useApp();
  const [states, setStates] = useState<readonly RowState[]>(() => rows.map(firstState));
  const [running, setRunning] = useState<FileRun['running']>();
  const [end, setEnd] = useState<RunEnd>();
  const abort = useRef(new AbortController());
  // Whoever leaves the page stops it. What was asked for is asked for; the same file goes on from there.
  useEffect(() => () => abort.current.abort(), []);
  useWarning(running === 'ask');

  const set = (index: number, state: RowState) => setStates((last) => last.with(index, state));
  const start = async (what: 'check' | 'ask', isMeant: (state: RowState) => boolean, act: RowAct) => {
    abort.current = new AbortController();
    const { signal } = abort.current;
    setRunning(what);
    setEnd(undefined);
    const meant = [...rows.keys()].filter((index) => isMeant(states[index] ?? { at: 'wrong' }));
    const ended = await runRows({
      rows: meant,
      act: (index) => act(index, rows[index]),
      wait,
      signal,
    });
    setRunning(undefined);
    setEnd(ended);
  };

  const checkOne: RowAct = async (index, checked) => {
    if (checked?.destination === undefined) return;
    set(index, { at: 'checking' });
    try {
      const { body } = await api.call('POST /withdrawals/preview', { body: bodyOf(checked, checked.destination) });
      set(index, { at: 'checked', preview: body });
    } catch (error) {
      if (!(error instanceof RefusedError)) {
        set(index, { at: 'unchecked' });
        throw error;
      }
      const { code, message, details, status } = error;
      set(index, status < 500 ? { at: 'refused', code, message, details } : { at: 'check-failed', message });
    }
  };

  const askOne: RowAct = async (index, checked) => {
    if (checked?.destination === undefined) return;
    set(index, { at: 'asking' });
    try {
      const { status } = await api.call('POST /withdrawals', { body: bodyOf(checked, checked.destination) });
      set(index, { at: 'taken', status });
    } catch (error) {
      if (error instanceof RefusedError && error.status < 500) {
        const { code, message, details } = error;
        return set(index, { at: 'refused', code, message, details });
      }
      set(index, { at: 'unclear', message: error instanceof Error ? error.message : '' });
      if (!(error instanceof RefusedError)) throw error;
    }
  };

  return {
    states,
    running,
    end,
    check: () => void start('check', isUnchecked, checkOne),
    ask: () => void start('ask', isToAsk, askOne),
    stop: () => abort.current.abort(),
  };
}

type RowAct = (index: number, row: CheckedRow | undefined) => Promise<void>;

const firstState = ({ flaws }: CheckedRow): RowState => (flaws.length > 0 ? { at: 'wrong' } : { at: 'unchecked' });

const bodyOf = ({ row }: CheckedRow, destination: NonNullable<CheckedRow['destination']>) =>
  requestBody({ ...row, fundFrom: '' }, destination);

/** The browser asks before it leaves the page in the middle of it. */
function useWarning(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isNeeded]);
}
