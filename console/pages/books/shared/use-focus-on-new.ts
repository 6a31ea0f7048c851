import { useEffect, useRef } from 'preact/hooks';

/** Moves the focus to the first new row of a list that grew. Gives what marks each row: a reference for its element. */
export function useFocusOnNew(count: number): (index: number) => (element: HTMLElement | null) => void {
  const rows = useRef(new Map<number, HTMLElement>());
  const shown = useRef<number>(undefined);
  useEffect(() => {
    if (shown.current !== undefined && count > shown.current) rows.current.get(shown.current)?.focus();
    shown.current = count;
  }, [count]);
  return (index) => (element) => {
    if (element === null) rows.current.delete(index);
    else rows.current.set(index, element);
  };
}
