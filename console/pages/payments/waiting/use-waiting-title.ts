import { useEffect } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';

/** The title of the window says how many wait, also where another window is looked at. */
export function useWaitingTitle(count: number): void {
  const { title, titleWithWaiting } = useTexts('shell');
  useEffect(() => {
    document.title = count === 0 ? title : titleWithWaiting(count);
    return () => {
      document.title = title;
    };
  }, [count, title, titleWithWaiting]);
}
